import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { cloudCostsTranslationRef } from '../../translation';

/** Asks once more, as what has been crossed when is forgotten with the budget. */
export function DeleteDialog(props: {
  budget: Budget;
  onClose: () => void;
  onDone: () => void;
}) {
  const { budget, onClose, onDone } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const wish = useWish(async (client, budgetId: string, header) => {
    await client.DELETE('/budgets/{budgetId}', {
      params: { path: { budgetId }, header },
    });
    return { data: true };
  });
  return (
    <FormDialog
      title={t('budget.delete.title', { name: budget.name })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('budget.delete'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(budget.id)) onDone();
        },
      }}
    >
      <Text as="p">{t('budget.delete.meaning')}</Text>
    </FormDialog>
  );
}
