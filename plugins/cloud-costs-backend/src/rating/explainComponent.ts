import type {
  CustomerDiscount,
  PriceComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { formatDecimal } from '../money';
import { componentSeries } from './componentSeries';
import { contextsOf } from './contexts';
import { discountComponent, discountOn, discountsOf } from './discounts';
import { timeSteps } from './timeSteps';
import type { ComponentContext, DaySeries, RateInput } from './types';
import { usageSteps } from './usageSteps';

/**
 * One step on the way to an amount. `kind` names the rule, `params` its figures
 * as decimals; the amounts of all steps add up to what is charged.
 */
export type ExplanationStep = {
  kind: string;
  params: Record<string, string>;
  amount: bigint;
};

export type ComponentExplanation = {
  /** As the price list has it. */
  component: PriceComponent;
  /** Of a discount's line. */
  discount?: CustomerDiscount;
  steps: ExplanationStep[];
  amount: bigint;
};

/**
 * Why a component of an allocation costs what it costs in a month, in steps that
 * can be done again with a pocket calculator.
 *
 * @param input - what `rateMonth` was given, and the line: the version of the
 * price list and the component, `<component>~<discount>` for a discount
 * @returns undefined if the price list has no such component for the month
 */
export function explainComponent(
  input: RateInput & { priceListId: number; component: string },
): ComponentExplanation | undefined {
  const explained = contextsOf(input)
    .filter(context => context.segment.priceListId === input.priceListId)
    .flatMap(context => explain(context, input.component));
  if (explained.length === 0) return undefined;
  return {
    ...explained[0],
    steps: explained.flatMap(one => one.steps),
    amount: explained.reduce((sum, one) => sum + one.amount, 0n),
  };
}

function explain(
  context: ComponentContext,
  wanted: string,
): ComponentExplanation[] {
  const { component } = context;
  if (component.id !== wanted && !wanted.startsWith(`${component.id}~`)) {
    return [];
  }
  const series = componentSeries(context);
  const amount = series.amounts.reduce((sum, one) => sum + one, 0n);
  if (component.id === wanted) {
    const steps = stepsOf(context, series);
    return [{ component, steps: withRounding(steps, amount), amount }];
  }
  const discount = discountsOf(context).find(
    one => discountComponent(component.id, one.id) === wanted,
  );
  if (!discount) return [];
  const off = -discountOn(amount, discount);
  return [
    {
      component,
      discount,
      amount: off,
      steps: [
        {
          kind: 'discount',
          params: { base: formatDecimal(amount), percent: discount.percent },
          amount: off,
        },
      ],
    },
  ];
}

function stepsOf(
  context: ComponentContext,
  series: DaySeries,
): ExplanationStep[] {
  const { component } = context;
  return component.type === 'usage'
    ? usageSteps({ ...context, component })
    : timeSteps(context, series);
}

/** Each step is rounded to be shown, the amount once: what is left is shown too. */
function withRounding(
  steps: ExplanationStep[],
  amount: bigint,
): ExplanationStep[] {
  const rest = steps.reduce((left, step) => left - step.amount, amount);
  return rest === 0n
    ? steps
    : [...steps, { kind: 'rounding', params: {}, amount: rest }];
}
