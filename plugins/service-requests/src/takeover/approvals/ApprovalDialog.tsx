import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { StandingApproval } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf, ReasonField } from '../../fields';
import { useWords } from '../../words';

/** What is done with a standing approval in a dialog. */
export type ApprovalDeed = 'grant' | 'withdraw';

/** Grants a standing approval for one's side, or ends it with a reason. */
export function ApprovalDialog(props: {
  approval: StandingApproval;
  service: string;
  deed: ApprovalDeed;
  onClose: () => void;
  onDone: () => void;
}) {
  const { approval, service, deed, onClose, onDone } = props;
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isEnd = deed === 'withdraw';
  const isLacking = isEnd && reason.trim() === '';
  const params = { path: { approvalId: approval.id } };
  const wish = useWish((client, said: string, header) =>
    isEnd
      ? client.POST('/standing-approvals/{approvalId}/withdrawal', {
          params: { ...params, header },
          body: { reason: said },
        })
      : client.POST('/standing-approvals/{approvalId}/grant', {
          params: { ...params, header },
        }),
  );
  return (
    <FormDialog
      title={t(`approvals.${deed}For`, { service })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`approvals.${deed}`),
        isDestructive: isEnd,
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (!isLacking && (await wish.submit(reason.trim()))) onDone();
        },
      }}
    >
      <Text as="p">{t(`approvals.${deed}.means`)}</Text>
      {isEnd && (
        <ReasonField
          label={t('approvals.reason')}
          isTried={isTried}
          value={reason}
          onChange={setReason}
          maxLength={2000}
          fault={faultsOf(wish.error).reason}
        />
      )}
    </FormDialog>
  );
}
