import { Alert, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useQuery } from '../../api/useQuery';
import { useWords } from '../../words';
import { connectorsRouteRef } from '../routes';
import { useFieldWords } from './useFieldWords';
import { useManagesConnectors } from './useManagesConnectors';

/** On a ticket's page: that a connected system has something else, for whoever can settle it. */
export function ConflictHint({ ticket }: { ticket: TicketDetail }) {
  const { t, format } = useWords();
  const { fieldOf } = useFieldWords();
  const connectorsPath = useRouteRef(connectorsRouteRef);
  const manages = useManagesConnectors();
  const { data } = useQuery(
    client =>
      client.GET('/connector-conflicts', {
        params: { query: { ticketId: ticket.id } },
      }),
    manages && ticket.mayManage ? `${ticket.id} ${ticket.revision}` : undefined,
  );
  if (!data || data.items.length === 0) return null;
  const [{ connector }] = data.items;
  return (
    <Alert
      status="warning"
      icon
      title={t('conflicts.hint')}
      description={
        <>
          {t('conflicts.hint.means', {
            connector,
            fields: format.list(data.items.map(fieldOf)),
          })}{' '}
          <Link href={connectorsPath()}>{t('conflicts.hint.link')}</Link>
        </>
      }
    />
  );
}
