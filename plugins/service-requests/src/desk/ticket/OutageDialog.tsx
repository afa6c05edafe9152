import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf, InstantField, instantOf, wallClockOf } from '../../fields';
import { useWords } from '../../words';

/** From when on the incident counts as an outage: it moves figures that are owed to a customer. */
export function OutageDialog(props: {
  ticket: TicketDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, onClose, onDone } = props;
  const { t, format } = useWords();
  const { outageFrom, faultSince, reportedAt } = ticket;
  const [from, setFrom] = useState(
    wallClockOf(outageFrom ?? faultSince ?? reportedAt),
  );
  const wish = useWish((client, body: { from: string }, header) =>
    client.PUT('/tickets/{ticketId}/outage', {
      params: { path: { ticketId: ticket.id }, header },
      body,
    }),
  );
  return (
    <FormDialog
      title={t('desk.outage.confirm')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('desk.outage.confirm'),
        isPending: wish.isPending,
        isDisabled: instantOf(from) === undefined,
        onSubmit: async () => {
          if (await wish.submit({ from: instantOf(from)! })) onDone();
        },
      }}
    >
      <Text as="p">{t('desk.outage.means')}</Text>
      <Text as="p">
        {faultSince
          ? t('desk.outage.reported', { at: format.dateTime(faultSince) })
          : t('desk.outage.unsaid', { at: format.dateTime(reportedAt) })}
      </Text>
      <InstantField
        label={t('desk.outageFrom')}
        value={from}
        onChange={setFrom}
        fault={faultsOf(wish.error).from}
      />
    </FormDialog>
  );
}
