import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { integerArray } from '../database';

/** A day of an allocation's meter. */
export type DayKey = { allocationId: number; meterId: number; utcDay: number };

/** A row of `usage_days`. */
export type StoredDay = DayKey & { hours: string; events: number };

export function dayKey({ allocationId, meterId, utcDay }: DayKey): string {
  return `${allocationId} ${meterId} ${utcDay}`;
}

const KEY = ['allocation_id', 'meter_id', 'utc_day'];
const UNNEST_DAYS = 'unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::int[])';

/** Those of the days that are there, by `dayKey`. */
export async function readStoredDays(
  trx: Knex.Transaction,
  days: DayKey[],
): Promise<Map<string, StoredDay>> {
  const query = trx('usage_days').select(...KEY, 'hours', 'events');
  if (isPostgres(trx)) {
    query.joinRaw(
      `join unnest(?::int[], ?::int[], ?::int[]) as wanted (${KEY}) using (${KEY})`,
      arraysOf(days),
    );
  } else {
    query.whereIn(
      KEY,
      days.map(day => [day.allocationId, day.meterId, day.utcDay]),
    );
  }
  const rows: Array<{
    allocation_id: number;
    meter_id: number;
    utc_day: number;
    hours: string;
    events: number;
  }> = await query;
  return new Map(
    rows.map(row => {
      const day = {
        allocationId: row.allocation_id,
        meterId: row.meter_id,
        utcDay: row.utc_day,
        hours: row.hours,
        events: row.events,
      };
      return [dayKey(day), day];
    }),
  );
}

/**
 * Writes days.
 *
 * @param days - `changed`: those that are there already
 */
export async function writeDays(
  trx: Knex.Transaction,
  { added, changed }: { added: StoredDay[]; changed: StoredDay[] },
): Promise<void> {
  if (!isPostgres(trx)) {
    await writeToSqlite(trx, [...added, ...changed]);
    return;
  }
  if (added.length) {
    await trx.raw(
      `insert into usage_days (${KEY}, hours, events)
       select * from ${UNNEST_DAYS}`,
      valuesOf(added),
    );
  }
  if (changed.length) {
    await trx.raw(
      `update usage_days set hours = news.hours, events = news.events
       from ${UNNEST_DAYS} as news (${KEY}, hours, events)
       where ${KEY.map(key => `usage_days.${key} = news.${key}`).join(
         ' and ',
       )}`,
      valuesOf(changed),
    );
  }
}

function valuesOf(days: StoredDay[]): string[] {
  return [
    ...arraysOf(days),
    // Quoted, as the commas within are not the array's.
    `{${days.map(({ hours }) => `"${hours}"`).join(',')}}`,
    integerArray(days.map(({ events }) => events)),
  ];
}

async function writeToSqlite(
  trx: Knex.Transaction,
  days: StoredDay[],
): Promise<void> {
  await trx('usage_days')
    .insert(
      days.map(day => ({
        allocation_id: day.allocationId,
        meter_id: day.meterId,
        utc_day: day.utcDay,
        hours: day.hours,
        events: day.events,
      })),
    )
    .onConflict(KEY)
    .merge(['hours', 'events']);
}

function arraysOf(days: DayKey[]): string[] {
  return [
    integerArray(days.map(({ allocationId }) => allocationId)),
    integerArray(days.map(({ meterId }) => meterId)),
    integerArray(days.map(({ utcDay }) => utcDay)),
  ];
}
