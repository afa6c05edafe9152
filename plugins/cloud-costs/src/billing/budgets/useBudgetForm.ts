import { useState } from 'react';
import type {
  Budget,
  BudgetRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useCostFormat } from '../../format';
import { readAmount, writeAmount } from '../amount';
import { readThresholds } from './thresholds';

export const SCOPES = ['organisation', 'system', 'environment'] as const;

const USUAL_CURRENCY = 'EUR';
const USUAL_THRESHOLDS = '50, 80, 100';

export type ScopeType = (typeof SCOPES)[number];

/** What is typed in and chosen, as it is. */
export type BudgetValues = {
  name: string;
  scopeType: ScopeType;
  scopeRef?: string;
  ownerRef?: string;
  period: Budget['period'];
  amount: string;
  currency: string;
  thresholds: string;
  refusesOrders: boolean;
};

function valuesOf(budget: Budget | undefined, language: string): BudgetValues {
  return {
    name: budget?.name ?? '',
    scopeType: budget?.scope.type ?? 'organisation',
    scopeRef: budget?.scope.ref,
    ownerRef: budget?.ownerRef,
    period: budget?.period ?? 'year',
    amount: budget ? writeAmount(budget.amount, language) : '',
    currency: budget?.currency ?? USUAL_CURRENCY,
    thresholds: budget?.thresholds.join(', ') ?? USUAL_THRESHOLDS,
    refusesOrders: budget?.refusesOrders ?? false,
  };
}

/** The form of a budget: what is in it, and what can be read of it. */
export function useBudgetForm(budget: Budget | undefined) {
  const { language } = useCostFormat();
  const [values, setValues] = useState(() => valuesOf(budget, language));
  const { scopeRef, ownerRef, period, currency, refusesOrders } = values;
  const name = values.name.trim();
  const read = readAmount(values.amount, language);
  const micros = read !== undefined && read > 0n ? read : undefined;
  const thresholds = readThresholds(values.thresholds);
  const request: BudgetRequest | undefined =
    name && scopeRef && micros !== undefined && thresholds
      ? {
          name,
          scope: { type: values.scopeType, ref: scopeRef },
          period,
          amount: String(micros),
          currency,
          thresholds,
          refusesOrders,
          ...(ownerRef && { ownerRef }),
          ...(budget && { version: budget.version }),
        }
      : undefined;
  return {
    values,
    change: (changed: Partial<BudgetValues>) =>
      setValues(previous => ({ ...previous, ...changed })),
    /** Above zero; undefined of what is no such amount. */
    micros,
    /** Undefined of what are no percentages. */
    thresholds,
    /** Undefined until all that is needed is there. */
    request,
  };
}

export type BudgetForm = ReturnType<typeof useBudgetForm>;
