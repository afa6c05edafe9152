import type {
  OfferContent,
  StandardSavings,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  divideRounded,
  formatDecimal,
  parseDecimal,
} from '@dualcloud/foundation-common';
import { totalsOf } from '../offers';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

const mean = (values: readonly number[]) =>
  values.reduce((a, b) => a + b, 0) / values.length;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** What is known of one request. All in milliseconds since 1970. */
export type Course = {
  submittedAt: number;
  operatedAt?: number;
  /** Of its accepted offer. */
  accepted?: Pick<OfferContent, 'prices'>;
};

/**
 * What a standard service would save: the waiting and the one-time prices of the
 * requests that there were, as often as they came in a year. Nothing is assumed
 * about what has not been measured.
 */
export function savingsOf(
  courses: readonly Course[],
  now: number,
): StandardSavings {
  const first = Math.min(...courses.map(one => one.submittedAt));
  // What came within less than a year came in that year; nobody knows of more.
  const days = Math.max(YEAR_DAYS, (now - first) / DAY_MS);
  const perYear = rounded((courses.length * YEAR_DAYS) / days);
  const waits = courses.flatMap(({ submittedAt, operatedAt }) =>
    operatedAt === undefined ? [] : [(operatedAt - submittedAt) / DAY_MS],
  );
  return {
    requestsPerYear: perYear,
    ...(waits.length > 0 && {
      waiting: {
        measured: waits.length,
        days: rounded(mean(waits)),
        daysPerYear: rounded(mean(waits) * perYear),
      },
    }),
    setup: setupOf(courses, perYear),
  };
}

/** By currency; offers in another than most are left out rather than converted. */
function setupOf(
  courses: readonly Course[],
  perYear: number,
): StandardSavings['setup'] {
  const totals = courses.flatMap(({ accepted }) =>
    accepted ? [totalsOf(accepted)] : [],
  );
  if (totals.length === 0) return undefined;
  const { currency } = totals[0];
  const amounts = totals
    .filter(one => one.currency === currency)
    .map(one => parseDecimal(one.oneTime));
  const sum = amounts.reduce((a, b) => a + b, 0n);
  const count = BigInt(amounts.length);
  const tenths = BigInt(Math.round(perYear * 10));
  return {
    measured: amounts.length,
    currency,
    // To the cent.
    amount: formatDecimal(divideRounded(sum, count * 10_000n), 2),
    amountPerYear: formatDecimal(
      divideRounded(sum * tenths, count * 10n * 10_000n),
      2,
    ),
  };
}
