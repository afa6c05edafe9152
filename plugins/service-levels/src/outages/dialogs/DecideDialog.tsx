import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { ReasonField, useFaults, useReasonFault } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';

/** The second person's answer: to a report, or to times that somebody wants to correct. */
export function DecideDialog(props: {
  outage: Outage;
  deed: 'confirm' | 'reject';
  onClose: () => void;
  onDone: () => void;
}) {
  const { outage, deed, onClose, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [reason, setReason] = useState('');
  const wish = useWish(
    (client, body: { confirmed: boolean; reason?: string }, header) =>
      client.POST('/outages/{outageId}/confirmation', {
        params: { path: { outageId: outage.id }, header },
        body,
      }),
  );
  const reasonFault = useReasonFault();
  const isOptional = deed === 'confirm';
  const faults = useFaults(
    { reason: reasonFault(reason, !isOptional) },
    wish.error,
  );
  const said = reason.trim();
  return (
    <FormDialog
      title={t(`outage.do.${deed}`)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`outage.do.${deed}`),
        isDestructive: deed === 'reject',
        isPending: wish.isPending,
        onSubmit: async () => {
          if (!faults.isSound()) return;
          const answer = {
            confirmed: isOptional,
            ...(said && { reason: said }),
          };
          if (await wish.submit(answer)) onDone();
        },
      }}
    >
      <Text as="p">{t(`outage.dialog.${deed}`)}</Text>
      <ReasonField
        label={t(
          isOptional ? 'outage.field.reason.optional' : 'outage.field.reason',
        )}
        value={reason}
        onChange={setReason}
        fault={faults.of('reason')}
        isOptional={isOptional}
      />
    </FormDialog>
  );
}
