import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BillingCalendar, HOUR_MS } from '../calendar';
import type { DaySum } from './aggregate';
import { dirtyBetween, type DirtyMonth, markDirty } from './dirtyMonths';
import { addHours } from './hours';
import {
  type DayKey,
  dayKey,
  readStoredDays,
  type StoredDay,
  writeDays,
} from './usageDayRows';

const DAY_MS = 24 * HOUR_MS;
/** Days that are written by one statement. */
const POSTGRES_PORTION = 10_000;
const SQLITE_PORTION = 200;

/** Something to add to one day of an allocation's meter. */
export type DayDelta = DayKey & {
  /** As in a `DaySum`. */
  added: string;
  events: number;
  /** Take it off instead. */
  negative?: boolean;
};

export function toDelta(sum: DaySum): DayDelta {
  return {
    allocationId: sum.allocation_id,
    meterId: sum.meter_id,
    utcDay: sum.utc_day,
    added: sum.added,
    events: Number(sum.events),
  };
}

/**
 * Adds to days, and notes from which day on months must be rated again. The
 * caller is the only one who writes `usage_days`: it holds the cursor of the
 * rollup.
 *
 * @param deltas - no two of one day
 */
export async function mergeDays(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  deltas: DayDelta[],
  reason: string,
): Promise<void> {
  const dirty: DirtyMonth[] = [];
  const size = isPostgres(trx) ? POSTGRES_PORTION : SQLITE_PORTION;
  for (let start = 0; start < deltas.length; start += size) {
    const portion = deltas.slice(start, start + size);
    const stored = await readStoredDays(trx, portion);
    const added: StoredDay[] = [];
    const changed: StoredDay[] = [];
    for (const delta of portion) {
      const { allocationId, meterId, utcDay } = delta;
      const before = stored.get(dayKey(delta));
      const { hours, first, last } = addHours(before?.hours, delta);
      const beginMs = utcDay * DAY_MS;
      dirty.push(
        ...dirtyBetween(calendar, allocationId, {
          fromMs: beginMs + first * HOUR_MS,
          toMs: beginMs + (last + 1) * HOUR_MS,
        }),
      );
      const events =
        (before?.events ?? 0) + (delta.negative ? -delta.events : delta.events);
      const day = { allocationId, meterId, utcDay, hours, events };
      (before ? changed : added).push(day);
    }
    await writeDays(trx, { added, changed });
  }
  await markDirty(trx, dirty, reason);
}
