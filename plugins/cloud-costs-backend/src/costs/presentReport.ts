import type {
  CostGroup,
  CostReport,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { BillingCalendar } from '../calendar';
import { bucketsOf, type Interval, type Period } from './query';
import { type Sums, total } from './Sums';

/** What a report is made of. */
export type ReportParts = Period & {
  calendar: BillingCalendar;
  interval: Interval;
  /** Whether there are groups at all. */
  grouped: boolean;
  /** Groups beyond are added up. */
  top: number;
  /** Absent: the one with the largest total. */
  currency?: string;
  sums: Sums;
  before?: Period & { sums: Sums };
  /** When costs last changed. */
  asOf?: number;
};

/** Where there are no costs at all. */
const USUAL_CURRENCY = 'EUR';

/** A group with its figures. */
type Figures = { key: string; amount: bigint; previous: bigint };

export function presentReport(parts: ReportParts): CostReport {
  const { calendar, sums, before, interval, from, to } = parts;
  const currencies = currenciesOf(parts);
  const currency = parts.currency ?? currencies[0] ?? USUAL_CURRENCY;
  const buckets = bucketsOf({ from, to }, interval);
  const groups = figures(sums, before?.sums, currency);
  const points = interval === 'none' ? undefined : sums.points(currency);
  const period = (one: Period) => ({
    from: calendar.formatDay(one.from),
    to: calendar.formatDay(one.to),
  });
  return {
    ...period(parts),
    currency,
    currencies,
    timeZone: calendar.timeZone,
    total: String(total(groups.map(({ amount }) => amount))),
    ...(before && {
      previous: {
        ...period(before),
        total: String(total(groups.map(({ previous }) => previous))),
      },
    }),
    intervals: interval === 'none' ? [] : buckets.map(bucketName(parts)),
    ...(points && { points: points.map(String) }),
    groups: parts.grouped ? presentGroups(parts, groups, currency) : [],
    ...(parts.asOf && { asOf: new Date(parts.asOf).toISOString() }),
  };
}

function presentGroups(
  { sums, before, interval, top }: ReportParts,
  groups: Figures[],
  currency: string,
): CostGroup[] {
  const present = (group: Figures, points: bigint[]): CostGroup => ({
    key: group.key,
    amount: String(group.amount),
    ...(before && { previous: String(group.previous) }),
    ...(interval !== 'none' && { points: points.map(String) }),
  });
  // What is left of each interval when those that are shown are taken away.
  const left = interval === 'none' ? [] : [...sums.points(currency)];
  const [first, rest] = largest(groups, top);
  const shown = first.map(group => {
    const points = interval === 'none' ? [] : sums.amounts(group.key, currency);
    points.forEach((amount, index) => {
      left[index] -= amount;
    });
    return present(group, points);
  });
  if (rest.length === 0) return shown;
  const other: Figures = {
    key: 'other',
    amount: total(rest.map(({ amount }) => amount)),
    previous: total(rest.map(({ previous }) => previous)),
  };
  return [...shown, { ...present(other, left), other: true }];
}

/** What groups come to, now and before. */
function figures(
  sums: Sums,
  before: Sums | undefined,
  currency: string,
): Figures[] {
  const amounts = sums.totals(currency);
  const previous = before?.totals(currency);
  const found: Figures[] = [];
  for (const [key, amount] of amounts) {
    found.push({ key, amount, previous: previous?.get(key) ?? 0n });
  }
  for (const [key, amount] of previous ?? []) {
    if (!amounts.has(key)) found.push({ key, amount: 0n, previous: amount });
  }
  return found;
}

/**
 * So many groups, largest first, and the others in any order; what was there before
 * only comes last. Only what may be among them is compared exactly: of thousands of
 * groups twenty are shown.
 */
function largest(
  groups: Figures[],
  top: number,
): [first: Figures[], rest: Figures[]] {
  // Never in another order than the integers are in, at most the same.
  const sizes = Float64Array.from(groups, ({ amount }) => Number(amount));
  const least = sizes.toSorted().at(-top) ?? -Infinity;
  const isCandidate = (_: Figures, at: number) => sizes[at] >= least;
  const candidates = groups
    .filter(isCandidate)
    .sort(
      (a, b) =>
        descending(a.amount, b.amount) ||
        descending(a.previous, b.previous) ||
        (a.key < b.key ? -1 : 1),
    );
  const rest = groups.filter((_, at) => sizes[at] < least);
  return [candidates.slice(0, top), [...candidates.slice(top), ...rest]];
}

function currenciesOf({ sums, before }: ReportParts): string[] {
  return [
    ...new Set([...sums.currencies(), ...(before?.sums.currencies() ?? [])]),
  ];
}

function bucketName({ calendar, interval }: ReportParts) {
  return (bucket: number) =>
    interval === 'day'
      ? calendar.formatDay(bucket)
      : calendar.formatMonth(bucket);
}

function descending(a: bigint, b: bigint): number {
  return Number(a < b) - Number(a > b);
}
