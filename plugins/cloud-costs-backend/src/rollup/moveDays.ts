import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { type AggregateRow, aggregateSql, toDelta } from './aggregate';
import { mergeDays } from './mergeDays';

type DayRow = {
  meter_id: number;
  utc_day: number;
  hours: string;
  events: number;
};

/**
 * Moves the raw usage of a period from an allocation to another, together with
 * what it came to in `usage_days`. It works with differences, so what was added
 * up from raw usage that is no longer kept stays where it is.
 *
 * @param rolledUp - how far the rollup has come; its cursor is locked
 */
export async function moveDays(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  move: { from: number; to: number; fromMs: number; toMs: number },
  rolledUp: number,
): Promise<void> {
  const { from, to, fromMs, toMs } = move;
  const period = `allocation_id = ${from} and time_ms >= ${fromMs} and time_ms < ${toMs}`;
  const answer = await trx.raw(
    aggregateSql(trx, `${period} and seq <= ${rolledUp}`),
  );
  const rows: AggregateRow[] = isPostgres(trx) ? answer.rows : answer;
  await trx.raw(
    `update usage_events set allocation_id = ${to} where ${period}`,
  );

  const taken = rows.map(row => ({ ...toDelta(row), negative: true }));
  await mergeDays(trx, calendar, taken, 'usage-moved');
  const there: DayRow[] = await trx('usage_days').where('allocation_id', to);
  const byKey = new Map(
    there.map(day => [`${day.meter_id}:${day.utc_day}`, day]),
  );
  const given = rows.map(row => {
    const day = byKey.get(`${row.meter_id}:${row.utc_day}`);
    return {
      ...toDelta(row),
      allocationId: to,
      hours: day?.hours ?? null,
      eventsSoFar: day?.events ?? 0,
    };
  });
  await mergeDays(trx, calendar, given, 'usage-moved');
  for (const id of [from, to]) {
    await trx('allocations')
      .where({ id })
      .update({
        last_used_ms: trx('usage_events')
          .where('allocation_id', id)
          .where('seq', '<=', rolledUp)
          .max('time_ms'),
      });
  }
}
