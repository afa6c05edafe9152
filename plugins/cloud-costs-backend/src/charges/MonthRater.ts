import type { Knex } from 'knex';
import { nextCostChange } from '../costs';
import type { PriceBook } from '../prices';
import { rateMonth } from '../rating';
import type { DirtyMonth } from '../rollup';
import {
  type BillingPeriods,
  earliestOpenMonth,
  ensureStatements,
  type StatementKey,
} from '../statements/billing';
import { writeCharges, writeCostDays } from './ChargeStore';
import {
  type LoadedMonth,
  type LoadedMonths,
  MonthLoader,
} from './MonthLoader';
import { noChanges, reconcile } from './reconcile';
import type { ChargeChanges, RatingOutcome } from './types';

/** How long others may have to wait for the thread. */
const BREATH_MS = 20;

/**
 * Rates months of allocations anew from what was measured, and writes where
 * that is other than what is stored. All in the caller's transaction, which
 * holds the lease `rating`.
 */
export class MonthRater {
  private constructor(
    private readonly loader: MonthLoader,
    private readonly periods: BillingPeriods,
  ) {}

  static create(options: { knex: Knex; periods: BillingPeriods }): MonthRater {
    const { knex, periods } = options;
    const { calendar } = periods;
    return new MonthRater(MonthLoader.create({ knex, calendar }), periods);
  }

  /** @returns what became of each, in the same order */
  async rate(
    trx: Knex.Transaction,
    items: DirtyMonth[],
    prices: { book: PriceBook; nowMs: number },
  ): Promise<RatingOutcome[]> {
    if (items.length === 0) return [];
    const loaded = await this.loader.load(trx, items, prices);
    const all = noChanges();
    const outcomes: RatingOutcome[] = [];
    const bills: StatementKey[] = [];
    let breathed = Date.now();
    for (const [n, item] of items.entries()) {
      const month = loaded.months[n];
      try {
        if (month instanceof Error) throw month;
        const changes = month ? this.rateOne(item, month, loaded) : noChanges();
        append(all, changes);
        outcomes.push({ ...item, difference: changes.difference });
        for (const { billedMonth, currency } of changes.added) {
          const payerRef = month?.allocation.payerRef;
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
    { allocationId, month, fromDay }: DirtyMonth,
    { allocation: { payerRef }, input, stored }: LoadedMonth,
    { meterIds, isFinal: isFinalStatement }: LoadedMonths,
  ): ChargeChanges {
    const rated = rateMonth(input)
      .filter(({ day }) => day >= fromDay)
      .map(({ meter, ...charge }) => ({
        ...charge,
        meterId: meter === undefined ? null : meterIds.get(meter) ?? null,
      }));
    const isFinal = (billedMonth: number, currency: string) =>
      isFinalStatement({ payerRef, month: billedMonth, currency });
    return reconcile({
      allocationId,
      month,
      rated,
      stored,
      billing: {
        isFinal,
        adjustmentMonth: currency =>
          this.adjustmentMonth(month, input.asOfMs, later =>
            isFinal(later, currency),
          ),
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
