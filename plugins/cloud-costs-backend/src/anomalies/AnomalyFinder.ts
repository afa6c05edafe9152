import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { dayNumber, dayOfNumber } from '../costs/query';
import type { AnomalyNotices } from './AnomalyNotices';
import { AnomalyStore } from './AnomalyStore';
import { findAnomalies, type Limits } from './findAnomalies';
import { type Cursor, LookedAt } from './LookedAt';

const WEEKS = 8;
/** Of older days nobody wants to be told; the page shows them. */
const TOLD_DAYS = 3;
const IDS_IN_A_QUERY = 500;

type Options = {
  knex: Knex;
  calendar: BillingCalendar;
  limits: Limits;
  notices: AnomalyNotices;
  now?: () => number;
};

/**
 * Looks for days that stand out: each day once it is over, and again whenever
 * its charges change, also by late usage. The cursor says up to which day and
 * which change that has been done. Looking twice does no harm, so it moves last.
 */
export class AnomalyFinder {
  private readonly allocations: AllocationStore;
  private readonly lookedAt: LookedAt;
  private readonly store: AnomalyStore;
  private readonly listeners: Array<() => void> = [];
  private readonly now: () => number;

  private constructor(private readonly options: Options) {
    this.allocations = AllocationStore.create(options.knex);
    this.lookedAt = LookedAt.create(options);
    this.store = AnomalyStore.create(options.knex);
    this.now = options.now ?? Date.now;
  }

  static create(options: Options): AnomalyFinder {
    return new AnomalyFinder(options);
  }

  /** Called when what stands out may be other than before. */
  onLooked(listener: () => void): void {
    this.listeners.push(listener);
  }

  async run(): Promise<void> {
    const { knex, notices } = this.options;
    const { first, last } = this.lookedAt.days(this.now());
    const cursor = await this.lookedAt.read(first);
    // What changes from here on has a higher number and is looked at next time.
    const [{ newest }] = await knex('cost_days').max({ newest: 'changed_seq' });
    const seq = Math.max(Number(newest ?? 0), cursor.seq);
    const changed = await this.changed(cursor, seq, first);
    const yesterday = dayNumber(last);

    for (const [day, ids] of changed) await this.look(day, ids);
    for (let day = dayNumber(cursor.day) + 1; day <= yesterday; day += 1) {
      await this.look(dayOfNumber(day));
    }
    await this.lookedAt.write({ seq, day: last });
    if (changed.size > 0 || cursor.day < last) {
      this.listeners.forEach(listener => listener());
    }
    await notices.tell(dayOfNumber(yesterday - TOLD_DAYS));
  }

  /** Days before the cursor's whose charges have changed, with whose. */
  private async changed(
    cursor: Cursor,
    seq: number,
    first: number,
  ): Promise<Map<number, number[]>> {
    const days = new Map<number, number[]>();
    if (seq === cursor.seq) return days;
    const rows: Array<{ allocation_id: number; day: number }> =
      await this.options
        .knex('cost_days')
        .where('changed_seq', '>', cursor.seq)
        .where('changed_seq', '<=', seq)
        .whereBetween('day', [first, cursor.day])
        .orderBy(['day', 'allocation_id'])
        .select('allocation_id', 'day');
    for (const row of rows) {
      const known = days.get(row.day);
      if (known) known.push(row.allocation_id);
      else days.set(row.day, [row.allocation_id]);
    }
    return days;
  }

  private async look(day: number, ids?: number[]): Promise<void> {
    const weekBefore = dayOfNumber(dayNumber(day) - 7);
    // Also of whatever was measured a week before: that nothing is may be unusual.
    const all = ids ?? (await this.store.measuredOn([day, weekBefore]));
    for (let start = 0; start < all.length; start += IDS_IN_A_QUERY) {
      await this.lookAt(day, all.slice(start, start + IDS_IN_A_QUERY));
    }
  }

  private async lookAt(day: number, ids: number[]): Promise<void> {
    const weekdays = Array.from({ length: WEEKS }, (_, week) =>
      dayOfNumber(dayNumber(day) - 7 * (week + 1)),
    );
    const allocations = await this.allocations.list(ids);
    const lived = new Map(
      allocations
        .filter(allocation => this.lives(allocation, day))
        .map(allocation => [
          allocation.id,
          weekdays.filter(one => this.lives(allocation, one)),
        ]),
    );
    const rows = await this.store.measured(
      [...lived.keys()],
      [day, ...weekdays],
    );
    await this.store.replace(
      day,
      ids,
      findAnomalies(day, rows, lived, this.options.limits),
    );
  }

  private lives({ fromMs, toMs }: StoredAllocation, day: number): boolean {
    const bounds = this.options.calendar.dayBounds(day);
    return fromMs <= bounds.fromMs && (toMs ?? Infinity) >= bounds.toMs;
  }
}
