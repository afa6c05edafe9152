import { invalidField } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import {
  COLUMNS,
  type ColumnDimension,
  type Dimension,
  whereColumn,
  whereTag,
} from './dimensions';

/** Days such as 20261123, both included. */
export type Period = { from: number; to: number };

export type Interval = 'none' | 'day' | 'month';

/** Any of the values of each dimension; a dimension that is absent does not matter. */
export type CostFilter = Partial<Record<ColumnDimension, string[]>> & {
  component?: string[];
  /** Each as `key=value`. */
  tag?: string[];
};

/** Leaves of the allocations what somebody may see. */
export type Restriction = (query: Knex.QueryBuilder) => void;

/** What is added up. */
export type CostQuestion = Period & {
  restrict: Restriction;
  filter: CostFilter;
  groupBy?: Dimension;
  interval: Interval;
};

/** Query parameters, as the OpenAPI document has them. */
export type FilterParameters = Partial<
  Record<keyof CostFilter, string | readonly string[]>
>;

const MOST_DAYS = 3660;

/** @throws InputError if a day does not exist or they are in the wrong order */
export function readPeriod(
  calendar: BillingCalendar,
  query: { from: string; to: string },
): Period {
  const from = readDay(calendar, 'from', query.from);
  const to = readDay(calendar, 'to', query.to);
  if (from > to) {
    throw invalidField('to', 'order', 'must not be before `from`');
  }
  if (daysBetween(from, to) > MOST_DAYS) {
    throw invalidField(
      'to',
      'range',
      `must be at most ${MOST_DAYS} days after \`from\``,
    );
  }
  return { from, to };
}

function readDay(
  calendar: BillingCalendar,
  field: string,
  text: string,
): number {
  try {
    return calendar.parseDay(text);
  } catch (error) {
    throw invalidField(field, 'day', (error as Error).message);
  }
}

const FILTERS = [
  ...(Object.keys(COLUMNS) as ColumnDimension[]),
  'component',
  'tag',
] as const;

export function readFilter(query: FilterParameters): CostFilter {
  const filter: CostFilter = {};
  for (const name of FILTERS) {
    const value = query[name];
    if (value !== undefined) {
      filter[name] = typeof value === 'string' ? [value] : [...value];
    }
  }
  return filter;
}

/** Restricts allocations to what the caller may see and asks for. */
export function applyScope(
  knex: Knex,
  query: Knex.QueryBuilder,
  { restrict, filter }: Pick<CostQuestion, 'restrict' | 'filter'>,
): void {
  restrict(query);
  for (const dimension of Object.keys(COLUMNS) as ColumnDimension[]) {
    const values = filter[dimension];
    if (values) whereColumn(query, dimension, values);
  }
  if (filter.tag) whereTag(knex, query, filter.tag);
}

const DAY_MS = 86_400_000;

/** Days since 1970, for counting. */
export function dayNumber(day: number): number {
  return (
    Date.UTC(
      Math.floor(day / 10_000),
      (Math.floor(day / 100) % 100) - 1,
      day % 100,
    ) / DAY_MS
  );
}

/** The day with a number; the other way round. */
export function dayOfNumber(number: number): number {
  const date = new Date(number * DAY_MS);
  return (
    date.getUTCFullYear() * 10_000 +
    (date.getUTCMonth() + 1) * 100 +
    date.getUTCDate()
  );
}

function daysBetween(from: number, to: number): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** Days or months of a period in order; one for the whole without an interval. */
export function bucketsOf({ from, to }: Period, interval: Interval): number[] {
  if (interval === 'none') return [0];
  const days = Array.from({ length: daysBetween(from, to) }, (_, index) =>
    dayOfNumber(dayNumber(from) + index),
  );
  return interval === 'day'
    ? days
    : [...new Set(days.map(day => Math.floor(day / 100)))];
}

/**
 * The period to compare with: the same number of days before; of whole calendar
 * months as many months before.
 */
export function periodBefore(
  calendar: BillingCalendar,
  { from, to }: Period,
): Period {
  const first = calendar.monthOfDay(from);
  const last = calendar.monthOfDay(to);
  const wholeMonths =
    from % 100 === 1 && calendar.daysOfMonth(last).slice(-1)[0] === to;
  if (!wholeMonths) {
    const end = dayNumber(from) - 1;
    return {
      from: dayOfNumber(end - daysBetween(from, to) + 1),
      to: dayOfNumber(end),
    };
  }
  let begin = first;
  for (let month = first; month <= last; month = calendar.nextMonth(month)) {
    begin = calendar.previousMonth(begin);
  }
  return { from: begin * 100 + 1, to: dayOfNumber(dayNumber(from) - 1) };
}
