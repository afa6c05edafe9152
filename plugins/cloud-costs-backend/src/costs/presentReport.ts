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
type Ranked = { key: string; amount: bigint; previous: bigint };

export function presentReport(parts: ReportParts): CostReport {
  const { calendar, sums, before, interval, from, to } = parts;
  const currencies = currenciesOf(parts);
  const currency = parts.currency ?? currencies[0] ?? USUAL_CURRENCY;
  const buckets = bucketsOf({ from, to }, interval);
  const ranked = rank(sums, before?.sums, currency);
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
    total: String(total(ranked.map(({ amount }) => amount))),
    ...(before && {
      previous: {
        ...period(before),
        total: String(total(ranked.map(({ previous }) => previous))),
      },
    }),
    intervals: interval === 'none' ? [] : buckets.map(bucketName(parts)),
    ...(points && { points: points.map(String) }),
    groups: parts.grouped ? presentGroups(parts, ranked, currency) : [],
    ...(parts.asOf && { asOf: new Date(parts.asOf).toISOString() }),
  };
}

function presentGroups(
  { sums, before, interval, top }: ReportParts,
  ranked: Ranked[],
  currency: string,
): CostGroup[] {
  const present = (group: Ranked, points: bigint[]): CostGroup => ({
    key: group.key,
    amount: String(group.amount),
    ...(before && { previous: String(group.previous) }),
    ...(interval !== 'none' && { points: points.map(String) }),
  });
  // What is left of each interval when those that are shown are taken away.
  const left = interval === 'none' ? [] : [...sums.points(currency)];
  const shown = ranked.slice(0, top).map(group => {
    const points = interval === 'none' ? [] : sums.amounts(group.key, currency);
    points.forEach((amount, index) => {
      left[index] -= amount;
    });
    return present(group, points);
  });
  const rest = ranked.slice(top);
  if (rest.length === 0) return shown;
  const other: Ranked = {
    key: 'other',
    amount: total(rest.map(({ amount }) => amount)),
    previous: total(rest.map(({ previous }) => previous)),
  };
  return [...shown, { ...present(other, left), other: true }];
}

/** Largest first; what was there before only comes last. */
function rank(
  sums: Sums,
  before: Sums | undefined,
  currency: string,
): Ranked[] {
  const amounts = sums.totals(currency);
  const previous = before?.totals(currency) ?? new Map<string, bigint>();
  const ranked: Ranked[] = [];
  for (const key of new Set([...amounts.keys(), ...previous.keys()])) {
    ranked.push({
      key,
      amount: amounts.get(key) ?? 0n,
      previous: previous.get(key) ?? 0n,
    });
  }
  return ranked.sort(
    (a, b) =>
      descending(a.amount, b.amount) ||
      descending(a.previous, b.previous) ||
      (a.key < b.key ? -1 : 1),
  );
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
