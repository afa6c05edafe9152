import type { Knex } from 'knex';
import {
  AllocationStore,
  planSinceOf,
  type StoredAllocation,
} from '../allocations';
import { nextCostChange } from '../costs';
import type { PriceBook } from '../prices';
import { rateMonth } from '../rating';
import { type DirtyMonth, type UsageByMeter, UsageDayStore } from '../rollup';
import {
  type BillingPeriods,
  earliestOpenMonth,
  ensureStatements,
  readFinal,
  type StatementKey,
} from '../statements/billing';
import { readCharges, writeCharges, writeCostDays } from './ChargeStore';
import { noChanges, reconcile } from './reconcile';
import type { ChargeChanges, RatingOutcome, StoredCharge } from './types';

/** How long others may have to wait for the thread. */
const BREATH_MS = 20;

type Loaded = {
  allocations: Map<number, StoredAllocation>;
  planSince: Map<number, number>;
  /** By month and allocation. */
  usage: Map<number, Map<number, UsageByMeter>>;
  stored: Map<string, StoredCharge[]>;
  meterIds: Map<string, number>;
  isFinal: (key: StatementKey) => boolean;
};

/**
 * Rates months of allocations anew from what was measured, and writes where
 * that is other than what is stored. All in the caller's transaction, which
 * holds the lease `rating`.
 */
export class MonthRater {
  private readonly allocations: AllocationStore;
  private readonly usage: UsageDayStore;

  private constructor(private readonly periods: BillingPeriods, knex: Knex) {
    this.allocations = AllocationStore.create(knex);
    this.usage = UsageDayStore.create(knex);
  }

  static create(options: { knex: Knex; periods: BillingPeriods }): MonthRater {
    return new MonthRater(options.periods, options.knex);
  }

  /** @returns what became of each, in the same order */
  async rate(
    trx: Knex.Transaction,
    items: DirtyMonth[],
    prices: { book: PriceBook; nowMs: number },
  ): Promise<RatingOutcome[]> {
    if (items.length === 0) return [];
    const loaded = await this.load(trx, items);
    const all = noChanges();
    const outcomes: RatingOutcome[] = [];
    const bills: StatementKey[] = [];
    let breathed = Date.now();
    for (const item of items) {
      try {
        const changes = this.rateOne(item, loaded, prices);
        append(all, changes);
        outcomes.push({ ...item, difference: changes.difference });
        const payerRef = loaded.allocations.get(item.allocationId)?.payerRef;
        for (const { billedMonth, currency } of changes.added) {
          if (payerRef) bills.push({ payerRef, month: billedMonth, currency });
        }
      } catch (error) {
        outcomes.push({
          ...item,
          difference: new Map(),
          failure: error as Error,
        });
      }
      if (Date.now() - breathed > BREATH_MS) {
        await new Promise(setImmediate);
        breathed = Date.now();
      }
    }
    await this.write(trx, all, bills, prices.nowMs);
    return outcomes;
  }

  private rateOne(
    { allocationId, month }: DirtyMonth,
    loaded: Loaded,
    { book, nowMs }: { book: PriceBook; nowMs: number },
  ): ChargeChanges {
    const allocation = loaded.allocations.get(allocationId);
    if (!allocation) return noChanges();
    const { payerRef } = allocation;
    const rated = rateMonth({
      allocation: {
        ...allocation,
        planSinceMs: loaded.planSince.get(allocationId),
      },
      month,
      calendar: this.periods.calendar,
      segments: book.segmentsOf(allocation, month),
      usage: loaded.usage.get(month)?.get(allocationId) ?? new Map(),
      asOfMs: nowMs,
    }).map(({ meter, ...charge }) => ({
      ...charge,
      meterId: meter === undefined ? null : loaded.meterIds.get(meter) ?? null,
    }));
    const isFinal = (billedMonth: number, currency: string) =>
      loaded.isFinal({ payerRef, month: billedMonth, currency });
    return reconcile({
      allocationId,
      month,
      rated,
      stored: loaded.stored.get(`${allocationId} ${month}`) ?? [],
      billing: {
        isFinal,
        adjustmentMonth: currency =>
          this.adjustmentMonth(month, nowMs, later => isFinal(later, currency)),
      },
    });
  }

  /** The first statement after a final one that still takes corrections. */
  private adjustmentMonth(
    month: number,
    nowMs: number,
    isFinal: (month: number) => boolean,
  ): number {
    const { calendar } = this.periods;
    let later = Math.max(
      calendar.nextMonth(month),
      earliestOpenMonth(this.periods, nowMs),
    );
    while (isFinal(later)) later = calendar.nextMonth(later);
    return later;
  }

  private async load(
    trx: Knex.Transaction,
    items: DirtyMonth[],
  ): Promise<Loaded> {
    const { calendar } = this.periods;
    const ids = [...new Set(items.map(({ allocationId }) => allocationId))];
    const months = [...new Set(items.map(({ month }) => month))];
    const allocations = await this.allocations.list(ids, trx);
    const usage = new Map<number, Map<number, UsageByMeter>>();
    for (const month of months) {
      const ofMonth = items
        .filter(item => item.month === month)
        .map(({ allocationId }) => allocationId);
      usage.set(
        month,
        await this.usage.read(ofMonth, calendar.monthBounds(month), trx),
      );
    }
    const stored = new Map<string, StoredCharge[]>();
    for (const charge of await readCharges(trx, ids, months)) {
      const key = `${charge.allocationId} ${charge.month}`;
      const known = stored.get(key);
      if (known) known.push(charge);
      else stored.set(key, [charge]);
    }
    const meters: Array<{ id: number; name: string }> = await trx('meters');
    return {
      allocations: new Map(allocations.map(row => [row.id, row])),
      planSince: await this.readPlanSince(trx, allocations),
      usage,
      stored,
      meterIds: new Map(meters.map(({ id, name }) => [name, id])),
      isFinal: await readFinal(trx, [
        ...new Set(allocations.map(({ payerRef }) => payerRef)),
      ]),
    };
  }

  private async readPlanSince(
    trx: Knex.Transaction,
    allocations: StoredAllocation[],
  ): Promise<Map<number, number>> {
    // The first of its instance has had the plan since its own beginning.
    const instances = allocations
      .filter(({ segment }) => segment > 0)
      .map(({ instanceId }) => instanceId);
    const since = new Map<number, number>();
    if (instances.length === 0) return since;
    const byInstance = new Map<string, StoredAllocation[]>();
    const rows = await this.allocations.ofInstances(
      [...new Set(instances)],
      trx,
    );
    for (const row of rows) {
      const known = byInstance.get(row.instanceId);
      if (known) known.push(row);
      else byInstance.set(row.instanceId, [row]);
    }
    for (const ofInstance of byInstance.values()) {
      planSinceOf(ofInstance).forEach((ms, id) => since.set(id, ms));
    }
    return since;
  }

  private async write(
    trx: Knex.Transaction,
    changes: ChargeChanges,
    bills: StatementKey[],
    nowMs: number,
  ): Promise<void> {
    if (changes.days.length === 0) return;
    await ensureStatements(trx, this.periods, bills, nowMs);
    await writeCharges(trx, changes, nowMs);
    await writeCostDays(trx, changes.days, await nextCostChange(trx));
  }
}

function append(all: ChargeChanges, changes: ChargeChanges): void {
  for (const row of changes.added) all.added.push(row);
  for (const row of changes.changed) all.changed.push(row);
  for (const id of changes.removed) all.removed.push(id);
  for (const day of changes.days) all.days.push(day);
}
