import type { ReportContent } from '@dualcloud/backstage-plugin-service-levels-common';

/** An amount of money, micro-units. */
export type Due = { currency: string; amountMicros: bigint };

/**
 * By how much a version reduces the customer's costs: all of it for the first one,
 * the difference to the version before for a correction. Below zero is in the
 * customer's favour; nothing is left out that is not zero.
 */
export function reductionsBetween(
  before: ReportContent | undefined,
  after: ReportContent,
): Due[] {
  const sums = new Map<string, bigint>();
  const add = (content: ReportContent, sign: bigint) => {
    for (const { due, currency, amountMicros } of content.penalties) {
      if (!due) continue;
      const sum = sums.get(currency) ?? 0n;
      sums.set(currency, sum + sign * BigInt(amountMicros));
    }
  };
  if (before) add(before, 1n);
  add(after, -1n);
  return [...sums]
    .filter(([, amountMicros]) => amountMicros !== 0n)
    .map(([currency, amountMicros]) => ({ currency, amountMicros }));
}
