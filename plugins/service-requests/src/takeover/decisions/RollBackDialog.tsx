import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf, ReasonField } from '../../fields';
import { useWords } from '../../words';

/** Takes a release out of operation again, with a reason. */
export function RollBackDialog(props: {
  takeover: TakeoverDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, onClose, onDone } = props;
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isLacking = reason.trim() === '';
  const wish = useWish((client, said: string, header) =>
    client.POST('/takeovers/{takeoverId}/rollback', {
      params: { path: { takeoverId: takeover.id }, header },
      body: { reason: said },
    }),
  );
  return (
    <FormDialog
      title={t('decision.rollBack')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('decision.rollBack'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (!isLacking && (await wish.submit(reason.trim()))) onDone();
        },
      }}
    >
      <Text as="p">
        {t('decision.rollBack.means', { version: takeover.version })}
      </Text>
      <ReasonField
        isTried={isTried}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        fault={faultsOf(wish.error).reason}
      />
    </FormDialog>
  );
}
