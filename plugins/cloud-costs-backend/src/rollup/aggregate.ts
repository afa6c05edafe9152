import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

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
   * millionths of the unit, signed.
   */
  added: string;
  events: number | string;
  last_ms: number | string;
};

/** Days that leave PostgreSQL at a time. */
const PORTION = 10_000;

/** Adds up raw usage to days. @param where - a condition about `usage_events` */
export async function sumDays(
  trx: Knex.Transaction,
  where: string,
): Promise<DaySum[]> {
  const answer = await trx.raw(sumSql(trx, where));
  return isPostgres(trx) ? answer.rows : answer;
}

/**
 * Adds up what has a sequence number above `from`, up to and with `to`.
 *
 * @param work - is given some days at a time, and each day once
 */
export async function sumSlice(
  trx: Knex.Transaction,
  { from, to }: { from: number; to: number },
  work: (days: DaySum[]) => Promise<void>,
): Promise<void> {
  const sql = sumSql(trx, `seq > ${from} and seq <= ${to}`);
  if (!isPostgres(trx)) {
    await work(await trx.raw(sql));
    return;
  }
  await planByHash(trx, 'off');
  await trx.raw(`declare days no scroll cursor for ${sql}`);
  await planByHash(trx, 'default');
  for (;;) {
    const { rows } = await trx.raw<{ rows: DaySum[] }>(
      `fetch ${PORTION} from days`,
    );
    if (rows.length) await work(rows);
    if (rows.length < PORTION) break;
  }
  await trx.raw('close days');
}

/**
 * `off` leaves the planner no other way than to go through the slice in the
 * order in which it is stored and to add up by hash. It cannot know how few hours
 * there are, and would rather sort them, or go through an index whose order
 * is not the table's, a random access for each event.
 */
async function planByHash(
  trx: Knex.Transaction,
  others: 'off' | 'default',
): Promise<void> {
  // Enough for a slice's hours; one replica at a time does this.
  const memory = others === 'off' ? "'64MB'" : 'default';
  await trx.raw(
    `set local enable_sort to ${others};
     set local enable_indexscan to ${others};
     set local work_mem to ${memory}`,
  );
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
