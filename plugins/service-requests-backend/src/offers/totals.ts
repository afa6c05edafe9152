import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  divideRounded,
  formatDecimal,
  parseDecimal,
} from '@dualcloud/foundation-common';

const MONTHS = 12n;
/** How often something is paid in a year of 365 days. */
const TIMES_A_YEAR = { day: 365n, month: MONTHS, year: 1n } as const;
const HOURS_A_YEAR = 8760n;

type Component = {
  type?: unknown;
  price?: unknown;
  pricePerHour?: unknown;
  period?: unknown;
};

/** Of what is fixed, as decimals: what is paid by usage comes on top. */
export type OfferTotals = {
  currency: string;
  oneTime: string;
  monthly: string;
  firstYear: string;
};

/** What an offer costs, as far as that is fixed; a year has 365 days. */
export function totalsOf({
  prices,
}: Pick<OfferContent, 'prices'>): OfferTotals {
  let oneTime = 0n;
  let yearly = 0n;
  for (const component of prices.components as Component[]) {
    if (component.type === 'one-time') {
      oneTime += parseDecimal(String(component.price));
    } else if (component.type === 'recurring') {
      const times = TIMES_A_YEAR[component.period as keyof typeof TIMES_A_YEAR];
      yearly += parseDecimal(String(component.price)) * (times ?? 0n);
    } else if (component.type === 'allocation') {
      yearly += parseDecimal(String(component.pricePerHour)) * HOURS_A_YEAR;
    }
  }
  return {
    currency: prices.currency,
    oneTime: formatDecimal(oneTime),
    // To the cent: nobody pays less than one.
    monthly: formatDecimal(divideRounded(yearly, MONTHS * 10_000n), 2),
    firstYear: formatDecimal(oneTime + yearly),
  };
}

/** Whether accepting it takes a second person. */
export function needsTwo(
  content: OfferContent,
  fourEyesAbove: string,
): boolean {
  return (
    parseDecimal(totalsOf(content).firstYear) > parseDecimal(fourEyesAbove)
  );
}
