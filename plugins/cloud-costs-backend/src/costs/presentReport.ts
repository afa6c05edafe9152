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
type Ranked = {
  key: string;
  points: bigint[];
  amount: bigint;
  previous: bigint;
};

export function presentReport(parts: ReportParts): CostReport {
  const { calendar, sums, before, interval, from, to } = parts;
  const currencies = currenciesOf(parts);
  const currency = parts.currency ?? currencies[0] ?? USUAL_CURRENCY;
  const buckets = bucketsOf({ from, to }, interval);
  const ranked = rank(sums, before?.sums, currency, buckets.length);
  const points = added(ranked, buckets.length);
  const period = (one: Period) => ({
    from: calendar.formatDay(one.from),
    to: calendar.formatDay(one.to),
  });
  return {
    ...period(parts),
    currency,
    currencies,
    timeZone: calendar.timeZone,
    total: String(total(points)),
    ...(before && {
      previous: {
        ...period(before),
        total: String(total(ranked.map(({ previous }) => previous))),
      },
    }),
    intervals: interval === 'none' ? [] : buckets.map(bucketName(parts)),
    ...(interval !== 'none' && { points: points.map(String) }),
    groups: parts.grouped ? presentGroups(parts, ranked, buckets.length) : [],
    ...(parts.asOf && { asOf: new Date(parts.asOf).toISOString() }),
  };
}

function presentGroups(
  parts: ReportParts,
  ranked: Ranked[],
  size: number,
): CostGroup[] {
  const present = (group: Ranked): CostGroup => ({
    key: group.key,
    amount: String(group.amount),
    ...(parts.before && { previous: String(group.previous) }),
    ...(parts.interval !== 'none' && { points: group.points.map(String) }),
  });
  const shown = ranked.slice(0, parts.top).map(present);
  const rest = ranked.slice(parts.top);
  if (rest.length === 0) return shown;
  const other: Ranked = {
    key: 'other',
    points: added(rest, size),
    amount: total(rest.map(({ amount }) => amount)),
    previous: total(rest.map(({ previous }) => previous)),
  };
  return [...shown, { ...present(other), other: true }];
}

/** Largest first; what was there before only comes last. */
function rank(
  sums: Sums,
  before: Sums | undefined,
  currency: string,
  size: number,
): Ranked[] {
  const previous = before?.totals(currency) ?? new Map<string, bigint>();
  const keys = new Set([...sums.groups.keys(), ...previous.keys()]);
  const groups: Ranked[] = [];
  for (const key of keys) {
    const points =
      sums.groups.get(key)?.get(currency) ?? new Array<bigint>(size).fill(0n);
    const group: Ranked = {
      key,
      points,
      amount: total(points),
      previous: previous.get(key) ?? 0n,
    };
    const nothing =
      group.previous === 0n && points.every(amount => amount === 0n);
    if (!nothing) groups.push(group);
  }
  return groups.sort(
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

function added(groups: Ranked[], size: number): bigint[] {
  const points = new Array<bigint>(size).fill(0n);
  for (const group of groups) {
    group.points.forEach((amount, index) => {
      points[index] += amount;
    });
  }
  return points;
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
