import { TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Budget,
  BudgetRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { cloudCostsTranslationRef } from '../../translation';
import { MoneyFields } from './MoneyFields';
import { ScopeFields } from './ScopeFields';
import { useBudgetForm } from './useBudgetForm';

/** Sets a budget, or changes one. */
export function BudgetDialog(props: {
  budget?: Budget;
  onClose: () => void;
  onDone: () => void;
}) {
  const { budget, onClose, onDone } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const form = useBudgetForm(budget);
  const wish = useWish((client, body: BudgetRequest, header) =>
    budget
      ? client.PUT('/budgets/{budgetId}', {
          params: { path: { budgetId: budget.id }, header },
          body,
        })
      : client.POST('/budgets', { params: { header }, body }),
  );
  return (
    <FormDialog
      title={
        budget
          ? t('budget.change.title', { name: budget.name })
          : t('budget.create')
      }
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(budget ? 'budget.change.submit' : 'budget.create.submit'),
        isPending: wish.isPending,
        isDisabled: !form.request,
        onSubmit: async () => {
          if (form.request && (await wish.submit(form.request))) onDone();
        },
      }}
    >
      <TextField
        label={t('budget.name')}
        value={form.values.name}
        onChange={name => form.change({ name })}
        maxLength={100}
        autoComplete="off"
        isRequired
        secondaryLabel={t('billing.required')}
      />
      <ScopeFields form={form} budget={budget} />
      <MoneyFields form={form} />
    </FormDialog>
  );
}
