import { findCursorValue, keepCursor } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import {
  applyScope,
  type CostFilter,
  dayNumber,
  dayOfNumber,
  type Restriction,
} from '../costs/query';

const CURSOR = 'anomalies';
/** Days further back are not looked at again. */
const HORIZON_DAYS = 400;

/** Up to which change of charges, and up to which day, has been looked. */
export type Cursor = { seq: number; day: number };

/** How far the search for days that stand out has come; in the database, for all replicas. */
export class LookedAt {
  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
  ) {}

  static create(options: { knex: Knex; calendar: BillingCalendar }): LookedAt {
    return new LookedAt(options.knex, options.calendar);
  }

  /** The days that are looked at: over, and not too long ago. */
  days(nowMs: number): { first: number; last: number } {
    const last = dayNumber(this.calendar.dayOf(nowMs)) - 1;
    return { first: dayOfNumber(last - HORIZON_DAYS), last: dayOfNumber(last) };
  }

  async read(first: number): Promise<Cursor> {
    const value = await findCursorValue(this.knex, CURSOR);
    if (value === undefined) return { seq: 0, day: first };
    const [seq, day] = value.split(' ').map(Number);
    return { seq, day: Math.max(day, first) };
  }

  async write({ seq, day }: Cursor): Promise<void> {
    await keepCursor(this.knex, CURSOR, `${seq} ${day}`);
  }

  /** Whether charges of days that are over are yet to be looked at, in a scope. */
  async isBehind(
    nowMs: number,
    scope: {
      from: number;
      to: number;
      filter: CostFilter;
      restrict: Restriction;
    },
  ): Promise<boolean> {
    const { knex } = this;
    const { first, last } = this.days(nowMs);
    const cursor = await this.read(first);
    const rows = knex('cost_days')
      .join('allocations', 'allocations.id', 'cost_days.allocation_id')
      .whereBetween('cost_days.day', [
        Math.max(first, scope.from),
        Math.min(last, scope.to),
      ])
      .where(either =>
        either
          .where('cost_days.changed_seq', '>', cursor.seq)
          .orWhere('cost_days.day', '>', cursor.day),
      );
    applyScope(knex, rows, scope);
    return (await rows.first('cost_days.day')) !== undefined;
  }
}
