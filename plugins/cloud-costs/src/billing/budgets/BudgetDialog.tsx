import { useState } from 'react';
import {
  Radio,
  RadioGroup,
  Select,
  Switch,
  Text,
  TextField,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Budget,
  BudgetRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { readAmount, writeAmount } from '../amount';
import { useChoices, useOwnGroups, useSeen, type Choice } from '../useScopes';
import { readThresholds } from './thresholds';

const SCOPES = ['organisation', 'system', 'environment'] as const;
const DEFAULT_CURRENCY = 'EUR';
const DEFAULT_THRESHOLDS = '50, 80, 100';

type ScopeType = (typeof SCOPES)[number];

/** For what the reader could set a budget. */
function useScopeChoices(current?: Budget): Record<ScopeType, Choice[]> {
  const seen = useSeen();
  const own = useOwnGroups();
  const valuesOf = (dimension: string) =>
    seen(dimension)
      .map(({ value }) => value)
      .filter(Boolean);
  const given = (type: ScopeType) =>
    current?.scope.type === type ? [current.scope.ref] : [];
  const environments = seen('environment').filter(({ value }) => value);
  const organisation = useChoices([
    ...own,
    ...valuesOf('payer'),
    ...given('organisation'),
  ]);
  const system = useChoices([...valuesOf('system'), ...given('system')]);
  const environment = [
    ...environments.map(({ value, title }) => ({
      id: value,
      label: title ?? value,
    })),
    ...given('environment')
      .filter(ref => !environments.some(({ value }) => value === ref))
      .map(id => ({ id, label: id })),
  ];
  return { organisation, system, environment };
}

/** What is typed in, as far as it can be read. */
function useBudgetForm(budget: Budget | undefined) {
  const { language } = useCostFormat();
  const [name, setName] = useState(budget?.name ?? '');
  const [scopeType, setScopeType] = useState<ScopeType>(
    budget?.scope.type ?? 'organisation',
  );
  const [scopeRef, setScopeRef] = useState(budget?.scope.ref);
  const [ownerRef, setOwnerRef] = useState(budget?.ownerRef);
  const [period, setPeriod] = useState<Budget['period']>(
    budget?.period ?? 'year',
  );
  const [amount, setAmount] = useState(
    budget ? writeAmount(budget.amount, language) : '',
  );
  const [thresholds, setThresholds] = useState(
    budget ? budget.thresholds.join(', ') : DEFAULT_THRESHOLDS,
  );
  const [refusesOrders, setRefusesOrders] = useState(
    budget?.refusesOrders ?? false,
  );
  const micros = readAmount(amount, language);
  const percents = readThresholds(thresholds);
  const currency = budget?.currency ?? DEFAULT_CURRENCY;
  const request: BudgetRequest | undefined =
    name.trim() && scopeRef && micros !== undefined && micros > 0n && percents
      ? {
          name: name.trim(),
          scope: { type: scopeType, ref: scopeRef },
          period,
          amount: String(micros),
          currency,
          thresholds: percents,
          refusesOrders,
          ...(ownerRef && { ownerRef }),
          ...(budget && { version: budget.version }),
        }
      : undefined;
  return {
    values: {
      name,
      scopeType,
      scopeRef,
      ownerRef,
      period,
      amount,
      thresholds,
      refusesOrders,
      currency,
      micros,
      percents,
    },
    set: {
      name: setName,
      scopeType: (type: ScopeType) => {
        setScopeType(type);
        setScopeRef(undefined);
      },
      scopeRef: setScopeRef,
      ownerRef: setOwnerRef,
      period: setPeriod,
      amount: setAmount,
      thresholds: setThresholds,
      refusesOrders: setRefusesOrders,
    },
    request,
  };
}

type BudgetForm = ReturnType<typeof useBudgetForm>;

function ScopeFields(props: { form: BudgetForm; budget?: Budget }) {
  const { values, set } = props.form;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const choices = useScopeChoices(props.budget);
  const owners = useChoices([
    ...useOwnGroups(),
    ...(props.budget ? [props.budget.ownerRef] : []),
  ]);
  const options = choices[values.scopeType];
  return (
    <>
      <RadioGroup
        label={t('budget.scope')}
        value={values.scopeType}
        onChange={value => {
          const type = SCOPES.find(one => one === value);
          if (type) set.scopeType(type);
        }}
      >
        {SCOPES.map(type => (
          <Radio key={type} value={type}>
            {t(`budget.scope.${type}`)}
          </Radio>
        ))}
      </RadioGroup>
      {options.length > 0 ? (
        <Select
          label={t(`budget.scope.${values.scopeType}`)}
          placeholder={t('budget.choose')}
          options={options}
          selectionMode="single"
          value={values.scopeRef ?? null}
          onChange={key => set.scopeRef(key === null ? undefined : String(key))}
          isRequired
          secondaryLabel={t('billing.required')}
        />
      ) : (
        <Text as="p">{t('budget.scope.none')}</Text>
      )}
      {owners.length > 1 && (
        <Select
          label={t('budget.owner')}
          description={t('budget.ownerHelp')}
          placeholder={t('budget.choose')}
          options={owners}
          selectionMode="single"
          value={values.ownerRef ?? null}
          onChange={key => set.ownerRef(key === null ? undefined : String(key))}
        />
      )}
    </>
  );
}

function MoneyFields(props: { form: BudgetForm }) {
  const { values, set } = props.form;
  const { currency, micros } = values;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const isAmount = micros !== undefined && micros > 0n;
  return (
    <>
      <RadioGroup
        label={t('budget.period')}
        value={values.period}
        onChange={value => set.period(value === 'month' ? 'month' : 'year')}
      >
        <Radio value="month">{t('budget.period.month')}</Radio>
        <Radio value="year">{t('budget.period.year')}</Radio>
      </RadioGroup>
      <TextField
        label={t('billing.amountIn', { currency })}
        description={
          isAmount
            ? t('billing.amountRead', {
                amount: format.exactMoney(micros, currency),
              })
            : t('billing.amountHelp')
        }
        value={values.amount}
        onChange={set.amount}
        isInvalid={values.amount !== '' && !isAmount}
        inputMode="decimal"
        autoComplete="off"
        isRequired
        secondaryLabel={t('billing.required')}
      />
      <TextField
        label={t('budget.thresholds')}
        description={t('budget.thresholdsHelp')}
        value={values.thresholds}
        onChange={set.thresholds}
        isInvalid={!values.percents}
        autoComplete="off"
      />
      <Switch
        label={t('budget.refuses')}
        isSelected={values.refusesOrders}
        onChange={set.refusesOrders}
      />
    </>
  );
}

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
        onChange={form.set.name}
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
