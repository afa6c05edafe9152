import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar, Bounds } from '../calendar';

/** What must be rated again. */
export type DirtyMonth = {
  allocationId: number;
  month: number;
  /** A day of the month: from it on. What days before it cost is as it was. */
  fromDay: number;
};

/** SQLite takes no more values in one statement than 32,766. */
const ROWS_IN_A_STATEMENT = 1_000;

/** An allocation from an instant on, until another: of the first month not all, where it has begun. */
export function dirtyBetween(
  calendar: BillingCalendar,
  allocationId: number,
  { fromMs, toMs }: Bounds,
): DirtyMonth[] {
  return calendar.monthsBetween(fromMs, toMs).map((month, index) => ({
    allocationId,
    month,
    fromDay: index === 0 ? calendar.dayOf(fromMs) : firstDayOf(month),
  }));
}

/** All of a month. */
export function dirtyMonth(allocationId: number, month: number): DirtyMonth {
  return { allocationId, month, fromDay: firstDayOf(month) };
}

function firstDayOf(month: number): number {
  return month * 100 + 1;
}

/**
 * Notes that months must be rated again, in the transaction that gave the
 * reason. Whoever rates deletes the row first and reads afterwards, in one
 * transaction.
 *
 * A row that is there already is written again all the same: that locks it, so
 * whoever is about to delete it waits and then reads what this transaction
 * wrote. A plain "do nothing" would lose the note.
 */
export async function markDirty(
  trx: Knex.Transaction,
  months: DirtyMonth[],
  reason: string,
): Promise<void> {
  const earlier = isPostgres(trx) ? 'least' : 'min';
  const sorted = mergeMarks(months);
  const since = Date.now();
  for (let start = 0; start < sorted.length; start += ROWS_IN_A_STATEMENT) {
    await trx('dirty_months')
      .insert(
        sorted
          .slice(start, start + ROWS_IN_A_STATEMENT)
          .map(({ allocationId, month, fromDay }) => ({
            allocation_id: allocationId,
            month,
            from_day: fromDay,
            reason,
            since,
          })),
      )
      .onConflict(['allocation_id', 'month'])
      .merge({
        reason,
        from_day: trx.raw(
          `${earlier}(dirty_months.from_day, excluded.from_day)`,
        ),
      });
  }
}

/**
 * Each month once, from the earliest day on; in one fixed order, so that two
 * transactions never wait for each other's rows.
 */
function mergeMarks(months: DirtyMonth[]): DirtyMonth[] {
  const merged = new Map<number, DirtyMonth>();
  for (const mark of months) {
    const key = mark.allocationId * 1_000_000 + mark.month;
    const known = merged.get(key);
    if (!known || mark.fromDay < known.fromDay) merged.set(key, mark);
  }
  return [...merged.values()].sort(
    (a, b) => a.allocationId - b.allocationId || a.month - b.month,
  );
}
