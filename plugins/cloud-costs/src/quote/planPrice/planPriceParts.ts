import {
  formatDecimal,
  parseDecimal,
  type PriceComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/** For how long a price is. */
export type PricePeriod = 'hour' | 'day' | 'month' | 'year';

/** The few figures by which plans are compared. Decimals of the list's currency. */
export type PlanPriceParts = {
  /** What has to be paid however little is used, one sum for each period. */
  fixed: Array<{ period: PricePeriod; price: string }>;
  oneTime?: string;
  /** Components that are charged by what is used. */
  byUse: PriceComponent[];
};

const PERIODS: PricePeriod[] = ['month', 'year', 'day', 'hour'];

/** Adds up what is alike; fees on changing the plan are nothing to begin with. */
export function planPriceParts(
  components: readonly PriceComponent[],
): PlanPriceParts {
  const sums = new Map<PricePeriod, bigint>();
  let oneTime = 0n;
  for (const component of components) {
    if (component.type === 'one-time') {
      oneTime += parseDecimal(component.price);
    } else if (component.type === 'recurring') {
      add(sums, component.period, component.price);
    } else if (component.type === 'allocation') {
      add(sums, 'hour', lowestPerHour(component));
    }
  }
  return {
    fixed: PERIODS.flatMap(period => {
      const sum = sums.get(period);
      return sum === undefined ? [] : [{ period, price: formatDecimal(sum) }];
    }),
    ...(oneTime !== 0n && { oneTime: formatDecimal(oneTime) }),
    byUse: components.filter(({ type }) => type === 'usage'),
  };
}

/** Whether it may cost more than its fixed prices. */
export function costsMore(components: readonly PriceComponent[]): boolean {
  return components.some(
    component =>
      component.type === 'usage' ||
      (component.type === 'allocation' && Boolean(component.timeBands?.length)),
  );
}

function lowestPerHour(
  component: Extract<PriceComponent, { type: 'allocation' }>,
): string {
  const prices = [
    component.pricePerHour,
    ...(component.timeBands ?? []).map(({ price }) => price),
  ];
  return prices.reduce((least, one) =>
    parseDecimal(one) < parseDecimal(least) ? one : least,
  );
}

function add(
  sums: Map<PricePeriod, bigint>,
  period: PricePeriod,
  price: string,
): void {
  sums.set(period, (sums.get(period) ?? 0n) + parseDecimal(price));
}
