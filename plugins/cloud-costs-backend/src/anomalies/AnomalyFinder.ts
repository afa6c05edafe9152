import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { databaseNow, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { dayNumber, dayOfNumber } from '../costs/query';
import { formatDecimal } from '../money';
import {
  findAnomalies,
  type FoundAnomaly,
  type Limits,
  type MeasuredDay,
} from './findAnomalies';

const WEEKS = 8;
/** Days further back are not looked at again. */
const HORIZON_DAYS = 400;
/** Of older days nobody wants to be told; the page shows them. */
const TOLD_DAYS = 3;
const CURSOR = 'anomalies';
const IDS_IN_A_QUERY = 500;

type Cursor = { seq: number; day: number };

type Options = {
  knex: Knex;
  calendar: BillingCalendar;
  limits: Limits;
  notifications: NotificationService;
  logger: LoggerService;
  onFound?: () => void;
  now?: () => number;
};

/**
 * Looks for days that stand out: each day once it is over, and again whenever
 * its charges change, also by late usage. The cursor says up to which day and
 * which change that has been done. Looking twice does no harm, so it moves last.
 */
export class AnomalyFinder {
  private readonly allocations: AllocationStore;
  private readonly now: () => number;

  private constructor(private readonly options: Options) {
    this.allocations = AllocationStore.create(options.knex);
    this.now = options.now ?? Date.now;
  }

  static create(options: Options): AnomalyFinder {
    return new AnomalyFinder(options);
  }

  async run(): Promise<void> {
    const { knex, onFound } = this.options;
    const yesterday = dayNumber(this.options.calendar.dayOf(this.now())) - 1;
    const horizon = dayOfNumber(yesterday - HORIZON_DAYS);
    const cursor = await this.readCursor(horizon);
    // What changes from here on has a higher number and is looked at next time.
    const [{ last }] = await knex('cost_days').max({ last: 'changed_seq' });
    const seq = Math.max(Number(last ?? 0), cursor.seq);

    let found = 0;
    for (const [day, ids] of await this.changed(cursor, seq, horizon)) {
      found += await this.look(day, ids);
    }
    for (let day = dayNumber(cursor.day) + 1; day <= yesterday; day += 1) {
      found += await this.look(dayOfNumber(day));
    }
    await this.writeCursor({ seq, day: dayOfNumber(yesterday) });
    await this.tell(dayOfNumber(yesterday - TOLD_DAYS));
    if (found > 0) onFound?.();
  }

  /** Days before the cursor's whose charges have changed, with whose. */
  private async changed(
    cursor: Cursor,
    seq: number,
    horizon: number,
  ): Promise<Map<number, number[]>> {
    const days = new Map<number, number[]>();
    if (seq === cursor.seq) return days;
    const rows: Array<{ allocation_id: number; day: number }> =
      await this.options
        .knex('cost_days')
        .where('changed_seq', '>', cursor.seq)
        .where('changed_seq', '<=', seq)
        .whereBetween('day', [horizon, cursor.day])
        .orderBy(['day', 'allocation_id'])
        .select('allocation_id', 'day');
    for (const row of rows) {
      const known = days.get(row.day);
      if (known) known.push(row.allocation_id);
      else days.set(row.day, [row.allocation_id]);
    }
    return days;
  }

  /** @returns how many new ones there are */
  private async look(day: number, ids?: number[]): Promise<number> {
    const all = ids ?? (await this.measuredOn(day));
    let found = 0;
    for (let start = 0; start < all.length; start += IDS_IN_A_QUERY) {
      found += await this.lookAt(day, all.slice(start, start + IDS_IN_A_QUERY));
    }
    return found;
  }

  /** Whatever was measured on the day or, which may be the anomaly, a week before. */
  private async measuredOn(day: number): Promise<number[]> {
    return this.options
      .knex('charges')
      .whereIn('day', [day, dayOfNumber(dayNumber(day) - 7)])
      .whereNotNull('meter_id')
      .distinct()
      .pluck('allocation_id');
  }

  private async lookAt(day: number, ids: number[]): Promise<number> {
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
    const rows = await this.read([...lived.keys()], [day, ...weekdays]);
    const found = findAnomalies(day, rows, lived, this.options.limits);
    return this.store(day, ids, found);
  }

  private lives({ fromMs, toMs }: StoredAllocation, day: number): boolean {
    const bounds = this.options.calendar.dayBounds(day);
    return fromMs <= bounds.fromMs && (toMs ?? Infinity) >= bounds.toMs;
  }

  private async read(ids: number[], days: number[]): Promise<MeasuredDay[]> {
    const rows: Array<{
      allocation_id: number;
      day: number;
      component: string;
      meter: string;
      unit: string;
      currency: string;
      amount: string | number;
      quantity: string;
    }> = await this.options
      .knex('charges')
      .join('meters', 'meters.id', 'charges.meter_id')
      .whereIn('allocation_id', ids)
      .whereIn('day', days)
      .select(
        'allocation_id',
        'day',
        'component',
        { meter: 'meters.name' },
        'charges.unit',
        'currency',
        'amount',
        'quantity',
      );
    return rows.map(row => ({
      allocationId: row.allocation_id,
      day: row.day,
      component: row.component,
      meter: row.meter,
      unit: row.unit,
      currency: row.currency,
      amount: BigInt(row.amount),
      quantity: BigInt(row.quantity),
    }));
  }

  private async store(
    day: number,
    ids: number[],
    found: FoundAnomaly[],
  ): Promise<number> {
    return transact(this.options.knex, async trx => {
      const before: Array<{
        id: string;
        allocation_id: number;
        currency: string;
        acknowledged_at: number | string | null;
      }> = await trx('anomalies').whereIn('allocation_id', ids).where({ day });
      const keyOf = (id: number, currency: string) => `${id} ${currency}`;
      const kept = new Set(
        found.map(one => keyOf(one.allocationId, one.currency)),
      );
      // What late usage has put right; what somebody has looked at stays.
      const gone = before.filter(
        row =>
          row.acknowledged_at === null &&
          !kept.has(keyOf(row.allocation_id, row.currency)),
      );
      await trx('anomalies')
        .whereIn(
          'id',
          gone.map(({ id }) => id),
        )
        .delete();
      for (const one of found) await this.write(trx, one);
      const known = new Set(
        before.map(row => keyOf(row.allocation_id, row.currency)),
      );
      return [...kept].filter(key => !known.has(key)).length;
    });
  }

  private async write(trx: Knex.Transaction, one: FoundAnomaly): Promise<void> {
    await trx('anomalies')
      .insert({
        id: randomUUID(),
        allocation_id: one.allocationId,
        day: one.day,
        currency: one.currency,
        amount: String(one.amount),
        expected: String(one.expected),
        score: one.score,
        cause: JSON.stringify(one.causes),
        found_at: databaseNow(trx),
      })
      .onConflict(['allocation_id', 'day', 'currency'])
      .merge(['amount', 'expected', 'score', 'cause']);
  }

  /** At least once: that somebody was told is noted afterwards. */
  private async tell(since: number): Promise<void> {
    const { knex, calendar, notifications, logger } = this.options;
    const rows: Array<{
      id: string;
      day: number;
      amount: string | number;
      expected: string | number;
      currency: string;
      owner_ref: string;
      instance_name: string;
    }> = await knex('anomalies')
      .join('allocations', 'allocations.id', 'anomalies.allocation_id')
      .whereNull('notified_at')
      .where('day', '>=', since)
      .orderBy('anomalies.id')
      .select(
        'anomalies.*',
        'allocations.owner_ref',
        'allocations.instance_name',
      );
    for (const row of rows) {
      try {
        await notifications.send({
          recipients: { type: 'entity', entityRef: row.owner_ref },
          payload: {
            title: `Unusual costs of ${
              row.instance_name
            } on ${calendar.formatDay(row.day)}`,
            description: `${formatDecimal(BigInt(row.amount))} ${
              row.currency
            } instead of about ${formatDecimal(BigInt(row.expected))}.`,
            link: '/costs?view=anomalies',
            severity: 'normal',
            topic: 'cloud-costs-anomalies',
            scope: `anomaly:${row.id}`,
          },
        });
      } catch (error) {
        // Without the notifications plugin the page still tells.
        if (!/\b404\b/.test(String(error))) {
          logger.warn(
            `Nobody could be told of unusual costs; it will be tried again: ${error}`,
          );
          return;
        }
      }
      await knex('anomalies')
        .where('id', row.id)
        .update({ notified_at: databaseNow(knex) });
    }
  }

  private async readCursor(horizon: number): Promise<Cursor> {
    const row = await this.options
      .knex('cursors')
      .where('name', CURSOR)
      .first('value');
    if (!row) return { seq: 0, day: horizon };
    const [seq, day] = String(row.value).split(' ').map(Number);
    return { seq, day: Math.max(day, horizon) };
  }

  private async writeCursor({ seq, day }: Cursor): Promise<void> {
    const { knex } = this.options;
    await knex('cursors')
      .insert({
        name: CURSOR,
        value: `${seq} ${day}`,
        moved_at: databaseNow(knex),
      })
      .onConflict('name')
      .merge();
  }
}
