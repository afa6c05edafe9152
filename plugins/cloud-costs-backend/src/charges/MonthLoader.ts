import type { Knex } from 'knex';
import {
  AllocationStore,
  planSinceOf,
  type StoredAllocation,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { type HourUsage, type RateInput, RestOfMonth } from '../rating';
import {
  addUpMeters,
  type DirtyMonth,
  type MeterPeriod,
  UsageDayStore,
} from '../rollup';
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
/** Of which draft and meter usage is wanted, and when. */
type WantedUsage = { n: number; meter: string; period: MeterPeriod };
type Draft = { allocation: StoredAllocation; rest: RestOfMonth };

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
    const drafts = items.map(({ allocationId, month, fromDay }) =>
      attempt(() => {
        const allocation = byId.get(allocationId);
        if (!allocation) return undefined;
        const planSinceMs = planSince.get(allocationId);
        const input = this.inputOf(
          { ...allocation, planSinceMs },
          month,
          prices,
        );
        return { allocation, rest: RestOfMonth.of(input, fromDay) };
      }),
    );
    const meters: Array<{ id: number; name: string }> = await trx('meters');
    const meterIds = new Map(meters.map(({ id, name }) => [name, id]));
    const wanted = this.wantedUsage(items, drafts, meterIds);
    const periods = wanted.map(({ period }) => period);
    const days = await this.usage.readMeters(periods, trx);
    const lists = drafts.map(draft =>
      draft === undefined || draft instanceof Error
        ? []
        : draft.rest.listsBefore(),
    );
    const [before, read] = await meanwhile(
      readChargedBefore(trx, items, lists),
      () => addUpMeters(periods, days),
    );
    const usage = drafts.map(() => new Map<string, HourUsage[]>());
    wanted.forEach(({ n, meter }, index) => {
      const hours = read[index];
      if (hours) usage[n].set(meter, hours);
    });
    const stored = await readCharges(trx, items);
    const payers = new Set(allocations.map(({ payerRef }) => payerRef));
    return {
      months: drafts.map((draft, n) =>
        draft === undefined || draft instanceof Error
          ? draft
          : attempt(() => ({
              allocation: draft.allocation,
              input: draft.rest.inputWith(usage[n], before[n]),
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

  /** Of each draft. */
  private wantedUsage(
    items: DirtyMonth[],
    drafts: Array<Draft | Error | undefined>,
    meterIds: Map<string, number>,
  ): WantedUsage[] {
    return drafts.flatMap((draft, n) => {
      if (draft === undefined || draft instanceof Error) return [];
      const { allocationId } = items[n];
      return [...draft.rest.meters].flatMap(([meter, wanted]) => {
        const { fromMs, toMs, ...detail } = wanted;
        const meterId = meterIds.get(meter);
        if (meterId === undefined || toMs <= fromMs) return [];
        const period = { allocationId, meterId, fromMs, toMs, detail };
        return [{ n, meter, period }];
      });
    });
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

/**
 * Works while the database does.
 *
 * @param query - under way; one at a time, as a transaction has one connection
 */
function meanwhile<Q, W>(query: Promise<Q>, work: () => W): Promise<[Q, W]> {
  // By the next turn of the loop the query has been sent.
  return Promise.all([query, new Promise(setImmediate).then(work)]);
}
