import type {
  CostExplanation,
  PriceAgreement,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import {
  AllocationStore,
  planSinceOf,
  type StoredAllocation,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { PriceListStore } from '../prices';
import { explainComponent } from '../rating';
import type { UsageByMeter, UsageDayStore } from '../rollup';
import type { CostLines } from './CostLines';
import type { LineKey } from './lineKey';

type ChargeRow = {
  day: number;
  billed_month: number;
  quantity: string;
  amount: string;
  rated_at: number | string;
};

/** Why a line is what it is: price, steps, days, and the usage behind them. */
export class CostExplanations {
  private constructor(
    private readonly deps: {
      knex: Knex;
      calendar: BillingCalendar;
      allocations: AllocationStore;
      usage: UsageDayStore;
      prices: Pick<PriceListStore, 'book'>;
      lines: CostLines;
    },
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    allocations: AllocationStore;
    usage: UsageDayStore;
    prices: Pick<PriceListStore, 'book'>;
    lines: CostLines;
  }): CostExplanations {
    return new CostExplanations(options);
  }

  /**
   * @param maySeePrices - agreed prices are not for everybody who may see what
   * something costs
   */
  async explain(
    allocation: StoredAllocation,
    key: LineKey,
    maySeePrices: (agreement: PriceAgreement) => boolean,
  ): Promise<CostExplanation | undefined> {
    const { calendar, lines, prices, usage } = this.deps;
    const line = await lines.get(key);
    if (!line) return undefined;
    const [rows, book, ofMonth] = await Promise.all([
      this.charges(key),
      prices.book(),
      usage.read([key.allocationId], calendar.monthBounds(key.month)),
    ]);
    const measured: UsageByMeter = ofMonth.get(key.allocationId) ?? new Map();
    const agreement = book.version(key.priceListId)?.spec.agreement;
    const explained =
      agreement && !maySeePrices(agreement)
        ? undefined
        : explainComponent({
            allocation: {
              ...allocation,
              planSinceMs: await this.planSince(allocation),
            },
            month: key.month,
            calendar,
            segments: book.segmentsOf(allocation, key.month),
            usage: measured,
            // What was charged is through when it was rated, and not through now.
            asOfMs: Math.max(...rows.map(row => Number(row.rated_at))),
            priceListId: key.priceListId,
            component: key.component,
          });
    return {
      line,
      component: { ...(explained?.component ?? { id: key.component }) },
      steps: (explained?.steps ?? []).map(step => ({
        ...step,
        amount: String(step.amount),
      })),
      days: rows
        .filter(row => row.billed_month === key.billedMonth)
        .map(row => ({
          day: calendar.formatDay(row.day),
          quantity: formatDecimal(BigInt(row.quantity)),
          amount: row.amount,
        })),
      ...(line.meter && {
        hours: (measured.get(line.meter) ?? []).map(({ hourMs, quantity }) => ({
          hour: new Date(hourMs).toISOString(),
          quantity: formatDecimal(quantity),
        })),
        events: await this.events(key, line.meter),
      }),
      adjustments: this.adjustments(key, rows),
    };
  }

  /** All charges of the component in the month, whenever they were billed. */
  private async charges(key: LineKey): Promise<ChargeRow[]> {
    return this.deps
      .knex('charges')
      .where({
        allocation_id: key.allocationId,
        month: key.month,
        price_list_id: key.priceListId,
        component: key.component,
        type: key.type,
      })
      .orderBy(['day', 'billed_month'])
      .select('day', 'billed_month', 'quantity', 'rated_at', {
        amount: this.deps.knex.raw('cast(amount as varchar(40))'),
      });
  }

  /** What of the same days is billed in other statements. */
  private adjustments(
    key: LineKey,
    rows: ChargeRow[],
  ): NonNullable<CostExplanation['adjustments']> {
    const sums = new Map<number, bigint>();
    for (const row of rows) {
      if (row.billed_month === key.billedMonth) continue;
      const sum = sums.get(row.billed_month) ?? 0n;
      sums.set(row.billed_month, sum + BigInt(row.amount));
    }
    return [...sums]
      .sort(([a], [b]) => a - b)
      .map(([month, amount]) => ({
        billedMonth: this.deps.calendar.formatMonth(month),
        amount: String(amount),
      }));
  }

  /** How many raw events are still there. */
  private async events(key: LineKey, meter: string): Promise<number> {
    const { fromMs, toMs } = this.deps.calendar.monthBounds(key.month);
    const [{ events }] = await this.deps
      .knex('usage_events')
      .join('meters', 'meters.id', 'usage_events.meter_id')
      .where('allocation_id', key.allocationId)
      .where('meters.name', meter)
      .where('time_ms', '>=', fromMs)
      .where('time_ms', '<', toMs)
      .count({ events: '*' });
    return Number(events);
  }

  private async planSince(
    allocation: StoredAllocation,
  ): Promise<number | undefined> {
    const rows = await this.deps.allocations.ofInstances([
      allocation.instanceId,
    ]);
    return planSinceOf(rows).get(allocation.id);
  }
}
