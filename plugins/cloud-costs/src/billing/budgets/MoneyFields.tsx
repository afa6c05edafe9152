import { Radio, RadioGroup, Select, Switch, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMonths } from '../../cards/useCosts';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import type { BudgetForm } from './useBudgetForm';

const EVERYTHING = {};

/** In what the reader has seen costs, and what the budget is in. */
function useCurrencies(chosen: string): string[] {
  const { data } = useMonths(EVERYTHING);
  return Array.from(new Set([chosen, ...(data?.currencies ?? [])])).sort();
}

/** How much there is for how long, and what happens when it runs out. */
export function MoneyFields(props: { form: BudgetForm }) {
  const { values, change, micros, thresholds } = props.form;
  const { period, amount, currency } = values;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const currencies = useCurrencies(currency);
  return (
    <>
      <RadioGroup
        label={t('budget.period')}
        value={period}
        onChange={value =>
          change({ period: value === 'month' ? 'month' : 'year' })
        }
      >
        <Radio value="month">{t('budget.period.month')}</Radio>
        <Radio value="year">{t('budget.period.year')}</Radio>
      </RadioGroup>
      {currencies.length > 1 && (
        <Select
          label={t('budget.currency')}
          description={t('budget.currencyHelp')}
          options={currencies.map(id => ({ id, label: id }))}
          selectionMode="single"
          value={currency}
          onChange={key => change({ currency: String(key) })}
        />
      )}
      <TextField
        label={t('billing.amountIn', { currency })}
        description={
          micros === undefined
            ? t('billing.amountHelp')
            : t('billing.amountRead', {
                amount: format.exactMoney(micros, currency),
              })
        }
        value={amount}
        onChange={typed => change({ amount: typed })}
        isInvalid={amount !== '' && micros === undefined}
        inputMode="decimal"
        autoComplete="off"
        isRequired
        secondaryLabel={t('billing.required')}
      />
      <TextField
        label={t('budget.thresholds')}
        description={t('budget.thresholdsHelp')}
        value={values.thresholds}
        onChange={typed => change({ thresholds: typed })}
        isInvalid={!thresholds}
        autoComplete="off"
      />
      <Switch
        label={t('budget.refuses')}
        isSelected={values.refusesOrders}
        onChange={refusesOrders => change({ refusesOrders })}
      />
    </>
  );
}
