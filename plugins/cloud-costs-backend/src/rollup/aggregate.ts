import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { DayDelta } from './mergeDays';

/** One row of the aggregate; 64-bit integers come as strings from PostgreSQL. */
export type AggregateRow = {
  allocation_id: number;
  meter_id: number;
  utc_day: number;
  added: string;
  events: number | string;
  last_ms: number | string;
  hours: string | null;
  events_so_far: number | null;
};

/**
 * SQL that adds up raw usage twice, to hours and the hours to one row a day, so
 * that little leaves the database. SQL only adds integers.
 *
 * The numbers are written into the text because a cursor's declaration takes no
 * parameters everywhere; they are integers of our own.
 *
 * Materialised, hours are added up by hash in one pass over the table. Otherwise
 * the planner wants them sorted for the days, and goes through an index whose
 * order is not the table's, a random access for each event.
 *
 * @param where - a condition about `usage_events`
 */
export function aggregateSql(knex: Knex, where: string): string {
  // SQLite adds in 64 bits and gives up on what is larger, so it adds the
  // billions and the rest apart.
  const [kept, hour, sums, text] = isPostgres(knex)
    ? [
        'materialized',
        '(time_ms / 3600000)::int',
        'sum(quantity) as quantity',
        "string_agg((hour % 24) || ':' || quantity, ',')",
      ]
    : [
        '',
        'time_ms / 3600000',
        'sum(quantity / 1000000000) as billions, sum(quantity % 1000000000) as rest',
        "group_concat((hour % 24) || ':' || billions || ':' || rest, ',')",
      ];
  return `
    with by_hour as ${kept} (
      select allocation_id, meter_id, ${hour} as hour,
             ${sums}, count(*) as events, max(time_ms) as last_ms
      from usage_events where ${where} group by 1, 2, 3
    ), by_day as (
      select allocation_id, meter_id, hour / 24 as utc_day, ${text} as added,
             sum(events) as events, max(last_ms) as last_ms
      from by_hour group by 1, 2, 3
    )
    select by_day.*, usage_days.hours, usage_days.events as events_so_far
    from by_day left join usage_days using (allocation_id, meter_id, utc_day)`;
}

/** What a row adds. */
export function toDelta(row: AggregateRow): DayDelta {
  return {
    allocationId: row.allocation_id,
    meterId: row.meter_id,
    utcDay: row.utc_day,
    added: row.added,
    events: Number(row.events),
    hours: row.hours,
    eventsSoFar: row.events_so_far ?? 0,
  };
}
