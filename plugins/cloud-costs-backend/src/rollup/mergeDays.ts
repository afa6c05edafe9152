import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { type DirtyMonth, markDirty } from './dirtyMonths';
import { emptyHours, HOURS, readHours, writeHours } from './hours';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SQLITE_ROWS = 200;
const BILLION = 1_000_000_000n;

/** Something to add to one day of an allocation's meter. */
export type DayDelta = {
  allocationId: number;
  meterId: number;
  utcDay: number;
  /**
   * `hour:quantity`, or `hour:billions:rest`, separated by commas; in
   * millionths of the unit, signed.
   */
  added: string;
  events: number;
  /** Take it off instead. */
  negative?: boolean;
  /** What `usage_days` has so far. */
  hours: string | null;
  eventsSoFar: number;
};

/**
 * Adds to days and notes which months must be rated again. The caller is the
 * only one who writes `usage_days`: it holds the cursor of the rollup.
 */
export async function mergeDays(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  deltas: DayDelta[],
  reason: string,
): Promise<void> {
  const dirty: DirtyMonth[] = [];
  const seen = new Set<number>();
  const rows = deltas.map(delta => {
    const hours = addUp(delta);
    for (const month of monthsOf(calendar, delta)) {
      const key = delta.allocationId * 1_000_000 + month;
      if (seen.has(key)) continue;
      seen.add(key);
      dirty.push({ allocationId: delta.allocationId, month });
    }
    const events =
      delta.eventsSoFar + (delta.negative ? -delta.events : delta.events);
    return { delta, hours, events };
  });
  await write(trx, rows);
  await markDirty(trx, dirty, reason);
}

type Merged = { delta: DayDelta; hours: string; events: number };

function addUp(delta: DayDelta): string {
  const fresh = delta.hours === null && !delta.negative;
  const simple = fresh ? firstHours(delta.added) : undefined;
  if (simple) return simple;
  const hours = delta.hours === null ? emptyHours() : readHours(delta.hours);
  for (const part of delta.added.split(',')) {
    const [hour, quantity, rest] = part.split(':');
    const value =
      rest === undefined
        ? BigInt(quantity)
        : BigInt(quantity) * BILLION + BigInt(rest);
    hours[Number(hour)] += delta.negative ? -value : value;
  }
  return writeHours(hours);
}

/**
 * Most days are new and come with each hour once, as the text that is to be
 * stored: there is nothing to add up.
 */
function firstHours(added: string): string | undefined {
  const hours = new Array<string>(HOURS).fill('0');
  let at = 0;
  while (at < added.length) {
    const colon = added.indexOf(':', at);
    const comma = added.indexOf(',', colon);
    const end = comma < 0 ? added.length : comma;
    const hour = Number(added.slice(at, colon));
    const quantity = added.slice(colon + 1, end);
    if (hours[hour] !== '0' || quantity.includes(':')) return undefined;
    hours[hour] = quantity;
    at = end + 1;
  }
  return hours.join(',');
}

/** Both months where the day lies in two, whatever the hours. */
function monthsOf(calendar: BillingCalendar, delta: DayDelta): number[] {
  const begin = delta.utcDay * DAY_MS;
  const first = calendar.monthOf(begin);
  const last = calendar.monthOf(begin + DAY_MS - HOUR_MS);
  return first === last ? [first] : [first, last];
}

async function write(trx: Knex.Transaction, rows: Merged[]): Promise<void> {
  if (rows.length === 0) return;
  if (isPostgres(trx)) {
    await trx.raw(
      `insert into usage_days (allocation_id, meter_id, utc_day, hours, events)
       select * from unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::int[])
       on conflict (allocation_id, meter_id, utc_day)
       do update set hours = excluded.hours, events = excluded.events`,
      [
        `{${rows.map(({ delta }) => delta.allocationId).join(',')}}`,
        `{${rows.map(({ delta }) => delta.meterId).join(',')}}`,
        `{${rows.map(({ delta }) => delta.utcDay).join(',')}}`,
        `{${rows.map(({ hours }) => `"${hours}"`).join(',')}}`,
        `{${rows.map(({ events }) => events).join(',')}}`,
      ],
    );
    return;
  }
  for (let start = 0; start < rows.length; start += SQLITE_ROWS) {
    await trx('usage_days')
      .insert(
        rows
          .slice(start, start + SQLITE_ROWS)
          .map(({ delta, hours, events }) => ({
            allocation_id: delta.allocationId,
            meter_id: delta.meterId,
            utc_day: delta.utcDay,
            hours,
            events,
          })),
      )
      .onConflict(['allocation_id', 'meter_id', 'utc_day'])
      .merge(['hours', 'events']);
  }
}
