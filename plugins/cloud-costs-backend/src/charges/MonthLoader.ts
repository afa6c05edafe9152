import type { Knex } from 'knex';
import {
  AllocationStore,
  planSinceOf,
  type StoredAllocation,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import {
  type HourUsage,
  listsBefore,
  metersOf,
  type RateInput,
  withUsageBefore,
} from '../rating';
import { type DirtyMonth, type MeterPeriod, UsageDayStore } from '../rollup';
import { readFinal, type StatementKey } from '../statements/billing';
import { readChargedBefore, readCharges } from './readCharges';
import type { StoredCharge } from './types';

/** What a month of an allocation is rated with, from a day on. */
export type LoadedMonth = {
  allocation: StoredAllocation;
  input: RateInput;
  /** What is charged from that day on so far. */
  stored: StoredCharge[];
};

export type LoadedMonths = {
  /**
   * In the order in which they were asked for. Undefined: there is no such
   * allocation. An error: the month cannot be rated, which stops no other.
   */
  months: Array<LoadedMonth | Error | undefined>;
  meterIds: Map<string, number>;
  isFinal: (key: StatementKey) => boolean;
};

type Prices = { book: PriceBook; nowMs: number };
type Draft = { allocation: StoredAllocation; input: RateInput };

/**
 * Reads what months of allocations are rated with: many months by few
 * statements, and of their days not more than it takes.
 */
export class MonthLoader {
  private readonly allocations: AllocationStore;
  private readonly usage: UsageDayStore;

  private constructor(knex: Knex, private readonly calendar: BillingCalendar) {
    this.allocations = AllocationStore.create(knex);
    this.usage = UsageDayStore.create(knex);
  }

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
  }): MonthLoader {
    return new MonthLoader(options.knex, options.calendar);
  }

  async load(
    trx: Knex.Transaction,
    items: DirtyMonth[],
    prices: Prices,
  ): Promise<LoadedMonths> {
    const ids = [...new Set(items.map(({ allocationId }) => allocationId))];
    const allocations = await this.allocations.list(ids, trx);
    const planSince = await this.readPlanSince(trx, allocations);
    const byId = new Map(allocations.map(row => [row.id, row]));
    const drafts = items.map(({ allocationId, month }) =>
      attempt(() => {
        const allocation = byId.get(allocationId);
        if (!allocation) return undefined;
        const planSinceMs = planSince.get(allocationId);
        const input = this.inputOf(
          { ...allocation, planSinceMs },
          month,
          prices,
        );
        return { allocation, input };
      }),
    );
    const meters: Array<{ id: number; name: string }> = await trx('meters');
    const meterIds = new Map(meters.map(({ id, name }) => [name, id]));
    const usage = await this.readUsage(trx, items, drafts, meterIds);
    const lists = drafts.map((draft, n) =>
      draft === undefined || draft instanceof Error
        ? []
        : listsBefore(draft.input, items[n].fromDay),
    );
    const before = await readChargedBefore(trx, items, lists);
    const stored = await readCharges(trx, items);
    const payers = new Set(allocations.map(({ payerRef }) => payerRef));
    return {
      months: drafts.map((draft, n) =>
        draft === undefined || draft instanceof Error
          ? draft
          : attempt(() => ({
              ...draft,
              input: withUsageBefore(
                { ...draft.input, usage: usage[n] },
                items[n].fromDay,
                before[n],
              ),
              stored: stored[n],
            })),
      ),
      meterIds,
      isFinal: await readFinal(trx, [...payers]),
    };
  }

  /** All but the usage. */
  private inputOf(
    allocation: StoredAllocation & { planSinceMs?: number },
    month: number,
    { book, nowMs }: Prices,
  ): RateInput {
    return {
      allocation,
      month,
      calendar: this.calendar,
      segments: book.segmentsOf(allocation, month),
      usage: new Map(),
      asOfMs: nowMs,
    };
  }

  /** Of each draft: usage from its day on, or of all hours where each has its price. */
  private async readUsage(
    trx: Knex.Transaction,
    items: DirtyMonth[],
    drafts: Array<Draft | Error | undefined>,
    meterIds: Map<string, number>,
  ): Promise<Array<Map<string, HourUsage[]>>> {
    const periods: MeterPeriod[] = [];
    const places: Array<{ n: number; meter: string }> = [];
    drafts.forEach((draft, n) => {
      if (draft === undefined || draft instanceof Error) return;
      const { allocationId, month, fromDay } = items[n];
      const bounds = this.calendar.monthBounds(month);
      const dayMs = this.calendar.dayBounds(fromDay).fromMs;
      for (const [meter, detail] of metersOf(draft.input)) {
        const meterId = meterIds.get(meter);
        if (meterId === undefined) continue;
        periods.push({
          allocationId,
          meterId,
          fromMs: detail.ofMonth ? bounds.fromMs : dayMs,
          toMs: bounds.toMs,
          detail,
        });
        places.push({ n, meter });
      }
    });
    const usage = drafts.map(() => new Map<string, HourUsage[]>());
    const read = await this.usage.readMeters(periods, trx);
    read.forEach((hours, index) => {
      const { n, meter } = places[index];
      if (hours) usage[n].set(meter, hours);
    });
    return usage;
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
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error as Error;
  }
}
