import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import { EntitySelect, refsOf, useEntities } from '../../pickers';
import { useWords } from '../../words';

/** Hands the ticket on to another group of its parties. */
export function AssignDialog(props: {
  ticket: TicketDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { ticket, onClose, onDone } = props;
  const { t } = useWords();
  const [assignedRef, setAssigned] = useState(ticket.assigned.ref);
  const groups = useEntities({ kind: 'Group' });
  const wish = useWish((client, body: { assignedRef: string }, header) =>
    client.PUT('/tickets/{ticketId}/assignment', {
      params: { path: { ticketId: ticket.id }, header },
      body,
    }),
  );
  return (
    <FormDialog
      title={t('desk.assign')}
      onClose={onClose}
      error={wish.error ?? groups.error}
      submit={{
        label: t('desk.assign'),
        isPending: wish.isPending,
        isDisabled: assignedRef === ticket.assigned.ref,
        onSubmit: async () => {
          if (await wish.submit({ assignedRef })) onDone();
        },
      }}
    >
      <Text as="p">{t('desk.assign.means')}</Text>
      <EntitySelect
        label={t('desk.assigned')}
        isRequired
        refs={refsOf(groups.data)}
        value={assignedRef}
        onChange={ref => ref && setAssigned(ref)}
        fault={faultsOf(wish.error).assignedRef}
      />
    </FormDialog>
  );
}
