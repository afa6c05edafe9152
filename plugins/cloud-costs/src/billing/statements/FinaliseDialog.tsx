import { useState } from 'react';
import { Alert, TextAreaField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatementSummary } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';

export const SHORTEST_REASON = 3;

/** Ends the grace period at once; says first that nobody can take it back. */
export function FinaliseDialog(props: {
  summary: StatementSummary;
  onClose: () => void;
  onDone: () => void;
}) {
  const { summary, onClose, onDone } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const [reason, setReason] = useState('');
  const wish = useWish((client, body: { reason: string }, header) =>
    client.POST('/statements/{statementId}/finalise', {
      params: { path: { statementId: summary.id }, header },
      body,
    }),
  );
  const trimmed = reason.trim();
  return (
    <FormDialog
      title={t('statement.finalise.title', {
        month: format.month(summary.month),
      })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('statement.finalise'),
        isDestructive: true,
        isPending: wish.isPending,
        isDisabled: trimmed.length < SHORTEST_REASON,
        onSubmit: async () => {
          if (await wish.submit({ reason: trimmed })) onDone();
        },
      }}
    >
      <Alert
        status="warning"
        icon
        title={t('statement.finalise.warning')}
        description={t('statement.finalise.meaning', {
          payable: format.money(summary.payable, summary.currency),
        })}
      />
      <TextAreaField
        label={t('statement.reason')}
        description={t('statement.finalise.reasonHelp')}
        value={reason}
        onChange={setReason}
        isRequired
        secondaryLabel={t('billing.required')}
        maxLength={2000}
      />
    </FormDialog>
  );
}
