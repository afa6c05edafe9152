import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import pLimit from 'p-limit';
import { dayKey } from './usageDayRows';

/**
 * What came together on one UTC day of an allocation's meter; 64-bit integers
 * come as strings from PostgreSQL.
 */
export type DaySum = {
  allocation_id: number;
  meter_id: number;
  utc_day: number;
  /**
   * `hour:quantity`, or `hour:billions:rest`, separated by commas; in
   * millionths of the unit, signed. An hour may come more than once.
   */
  added: string;
  events: number | string;
  last_ms: number | string;
};

/** Days that leave PostgreSQL at a time. */
const PORTION = 10_000;
const FETCH = `fetch ${PORTION} from days`;

/** Adds up raw usage to days. @param where - a condition about `usage_events` */
export async function sumDays(
  trx: Knex.Transaction,
  where: string,
): Promise<DaySum[]> {
  const answer = await trx.raw(sumSql(trx, where));
  return isPostgres(trx) ? answer.rows : answer;
}

/** What has a sequence number above `from`, up to and with `to`. */
export type Slice = { from: number; to: number };

/**
 * Adds up slices, as many at once as there are transactions to read in.
 *
 * @param work - is given some days at a time, by one call after the other; no
 * two of one day in a call
 * @throws the first error, once nothing is under way any more
 */
export async function sumSlices(
  readers: Knex.Transaction[],
  slices: Slice[],
  work: (days: DaySum[]) => Promise<void>,
): Promise<void> {
  const waiting = [...slices];
  const inTurn = pLimit(1);
  // Slices have days in common, so some are gathered and put together.
  let gathered: DaySum[] = [];
  const handOut = async () => {
    const days = putTogether(gathered);
    gathered = [];
    if (days.length) await inTurn(work, days);
  };
  const gather = async (days: DaySum[]) => {
    gathered = gathered.concat(days);
    if (gathered.length >= PORTION) await handOut();
  };
  const sumSome = async (reader: Knex.Transaction) => {
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await sumSlice(reader, next, gather);
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  };
  const ends = await Promise.allSettled(readers.map(sumSome));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await handOut();
}

function putTogether(days: DaySum[]): DaySum[] {
  const byKey = new Map<string, DaySum>();
  for (const day of days) {
    const key = dayKey({
      allocationId: day.allocation_id,
      meterId: day.meter_id,
      utcDay: day.utc_day,
    });
    const known = byKey.get(key);
    byKey.set(
      key,
      known
        ? {
            ...day,
            added: `${known.added},${day.added}`,
            events: Number(known.events) + Number(day.events),
            last_ms: Math.max(Number(known.last_ms), Number(day.last_ms)),
          }
        : day,
    );
  }
  return [...byKey.values()];
}

async function sumSlice(
  trx: Knex.Transaction,
  { from, to }: Slice,
  work: (days: DaySum[]) => Promise<void>,
): Promise<void> {
  const sql = sumSql(trx, `seq > ${from} and seq <= ${to}`);
  if (!isPostgres(trx)) {
    await work(await trx.raw(sql));
    return;
  }
  // In one message: a few events take less time than messages about them.
  // The slice before may have left its cursor open.
  const begun = await trx.raw<Array<{ rows: DaySum[] }>>(
    `close all;
     ${planByHash('off')}
     declare days no scroll cursor for ${sql};
     ${planByHash('default')}
     ${FETCH}`,
  );
  let { rows } = begun[begun.length - 1];
  for (;;) {
    if (rows.length) await work(rows);
    if (rows.length < PORTION) return;
    ({ rows } = await trx.raw<{ rows: DaySum[] }>(FETCH));
  }
}

/**
 * `off` leaves the planner no other way than to go through the slice in the
 * order in which it is stored and to add up by hash. It cannot know how few hours
 * there are, and would rather sort them, or go through an index whose order
 * is not the table's, a random access for each event.
 */
function planByHash(others: 'off' | 'default'): string {
  // Enough for a slice's hours; one replica at a time does this.
  const memory = others === 'off' ? "'64MB'" : 'default';
  return `
    set local enable_sort to ${others};
    set local enable_indexscan to ${others};
    set local work_mem to ${memory};`;
}

/**
 * SQL that adds up twice, to hours and the hours to one row a day, so that
 * little leaves the database. SQL only adds integers.
 *
 * The numbers are written into the text because a cursor's declaration takes no
 * parameters everywhere; they are integers of our own.
 */
function sumSql(knex: Knex, where: string): string {
  // SQLite adds in 64 bits and gives up on what is larger, so it adds the
  // billions and the rest apart.
  const [hour, sums, text] = isPostgres(knex)
    ? [
        '(time_ms / 3600000)::int',
        'sum(quantity) as quantity',
        "string_agg((hour % 24) || ':' || quantity, ',')",
      ]
    : [
        'time_ms / 3600000',
        'sum(quantity / 1000000000) as billions, sum(quantity % 1000000000) as rest',
        "group_concat((hour % 24) || ':' || billions || ':' || rest, ',')",
      ];
  return `
    select allocation_id, meter_id, hour / 24 as utc_day, ${text} as added,
           sum(events) as events, max(last_ms) as last_ms
    from (
      select allocation_id, meter_id, ${hour} as hour,
             ${sums}, count(*) as events, max(time_ms) as last_ms
      from usage_events where ${where} group by 1, 2, 3
    ) as hours group by 1, 2, 3`;
}
