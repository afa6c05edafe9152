import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Cause,
  Outage,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { ReasonField, useFaults, useReasonFault } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';
import { CauseField } from './CauseField';

type Said = { cause: Cause; reason: string };

/** Says who caused it, says that it was somebody else, or settles which of them it was. */
export function CauseDialog(props: {
  outage: Outage;
  deed: 'attribute' | 'dispute' | 'settle';
  onClose: () => void;
  onDone: () => void;
}) {
  const { outage, deed, onClose, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [cause, setCause] = useState<Cause | undefined>(
    deed === 'dispute' ? undefined : outage.claimedCause ?? outage.cause,
  );
  const [reason, setReason] = useState('');
  const wish = useWish((client, said: Said, header) => {
    const params = { path: { outageId: outage.id }, header };
    switch (deed) {
      case 'attribute':
        return client.POST('/outages/{outageId}/attribution', {
          params,
          body: said,
        });
      case 'settle':
        return client.POST('/outages/{outageId}/settlement', {
          params,
          body: said,
        });
      default:
        return client.POST('/outages/{outageId}/dispute', {
          params,
          body: { claimedCause: said.cause, reason: said.reason },
        });
    }
  });
  const reasonFault = useReasonFault();
  const faults = useFaults(
    {
      cause: cause ? undefined : t('field.required'),
      reason: reasonFault(reason),
    },
    wish.error,
  );
  return (
    <FormDialog
      title={t(`outage.do.${deed}`)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`outage.do.${deed}`),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (!faults.isSound() || !cause) return;
          if (await wish.submit({ cause, reason: reason.trim() })) onDone();
        },
      }}
    >
      <Text as="p">{t(`outage.dialog.${deed}`)}</Text>
      <CauseField
        label={t(
          deed === 'dispute' ? 'outage.field.claimed' : 'outage.field.cause',
        )}
        value={cause}
        onChange={setCause}
        fault={faults.of('cause') ?? faults.of('claimedCause')}
      />
      <ReasonField
        label={t('outage.field.reason')}
        value={reason}
        onChange={setReason}
        fault={faults.of('reason')}
      />
    </FormDialog>
  );
}
