import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { TicketLink } from '@dualcloud/backstage-plugin-service-requests-common';
import styles from '../../../request/request.module.css';
import { serviceRequestRouteRef } from '../../../routes';
import { useWords } from '../../../words';
import { useStateNames } from '../../kinds';
import { outageRouteRef, ticketRouteRef } from '../../routes';
import { EnvironmentName } from './EnvironmentName';

/** What a link leads to, in words. */
export function useLinkName({ kind, id, ticket, request }: TicketLink): string {
  const { t } = useWords();
  return ticket?.number ?? request?.number ?? `${t(`desk.link.${kind}`)} ${id}`;
}

/** What a link leads to, with what one may know of it. */
export function LinkTarget({ link }: { link: TicketLink }) {
  const { id, kind, ticket, request } = link;
  const { t } = useWords();
  const { nameOf } = useStateNames();
  const ticketPath = useRouteRef(ticketRouteRef);
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const outagePath = useRouteRef(outageRouteRef);
  if (ticket) {
    return (
      <>
        <Link href={ticketPath({ ticketId: id })}>{ticket.title}</Link>
        <div className={styles.small}>
          {ticket.number} · {t(`desk.kind.${ticket.kind}`)} ·{' '}
          {nameOf(ticket.kind, ticket.state)}
        </div>
      </>
    );
  }
  if (request) {
    return (
      <>
        <Link href={requestPath({ requestId: id })}>{request.title}</Link>
        <div className={styles.small}>
          {request.number} · {t('desk.link.request')}
        </div>
      </>
    );
  }
  if (kind === 'environment') {
    return (
      <>
        <EnvironmentName id={id} />
        <div className={styles.small}>{t('desk.link.environment')}</div>
      </>
    );
  }
  return outagePath ? (
    <Link href={outagePath({ outageId: id })}>{t('desk.link.outage')}</Link>
  ) : (
    <>
      {t('desk.link.outage')} {id}
    </>
  );
}
