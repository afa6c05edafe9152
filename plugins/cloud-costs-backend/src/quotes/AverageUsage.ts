import type { Knex } from 'knex';
import { HOUR_MS, type BillingCalendar } from '../calendar';
import type { Restriction } from '../costs';
import { divideRounded } from '../money';
import { UsageDayStore } from '../rollup';

const DAYS = 30;
/** How many payers an average over all must hide one among. */
const LEAST_PAYERS = 3;
/** The newest so many are asked; what a plan is used for changes slowly. */
const MOST_ALLOCATIONS = 500;
/** An average month has 730 hours. */
const HOURS_OF_MONTH = 730n;
const KEPT_MS = 10 * 60_000;

/** Millionths of the unit in a month, by meter. */
export type MonthlyUsage = ReadonlyMap<string, bigint>;

type LiveRow = {
  id: number;
  payer_ref: string;
  from_ms: number | string;
  to_ms: number | string | null;
};

/**
 * What instances of a plan used on average in the last 30 full days, for each
 * hour in which they lived.
 *
 * An average over all of them is given away only if they are at least three
 * with at least three different payers, so that nobody can tell what another
 * one used; otherwise it is over what the caller may see.
 */
export class AverageUsage {
  private readonly known = new Map<
    string,
    { until: number; usage: MonthlyUsage | undefined }
  >();

  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
    private readonly usage: UsageDayStore,
    private readonly now: () => number,
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    now?: () => number;
  }): AverageUsage {
    const { knex, calendar, now = Date.now } = options;
    return new AverageUsage(knex, calendar, UsageDayStore.create(knex), now);
  }

  /** @returns undefined if there is nothing that the caller may know of */
  async of(
    plan: { serviceRef: string; plan: string },
    restrict: Restriction,
  ): Promise<MonthlyUsage | undefined> {
    const period = this.period();
    const key = `${plan.serviceRef}\n${plan.plan}\n${period.toMs}`;
    const known = this.known.get(key);
    if (known && known.until > this.now()) {
      if (known.usage) return known.usage;
      return this.average(await this.live(plan, period, restrict), period);
    }
    const all = await this.live(plan, period, () => undefined);
    const payers = new Set(all.map(row => row.payer_ref));
    const common =
      payers.size >= LEAST_PAYERS ? await this.average(all, period) : undefined;
    if (this.known.size > 1000) this.known.clear();
    this.known.set(key, { until: this.now() + KEPT_MS, usage: common });
    if (common) return common;
    return this.average(await this.live(plan, period, restrict), period);
  }

  private period(): { fromMs: number; toMs: number } {
    const { calendar } = this;
    const { fromMs: toMs } = calendar.dayBounds(calendar.dayOf(this.now()));
    return { fromMs: toMs - DAYS * 24 * HOUR_MS, toMs };
  }

  private async live(
    { serviceRef, plan }: { serviceRef: string; plan: string },
    period: { fromMs: number; toMs: number },
    restrict: Restriction,
  ): Promise<LiveRow[]> {
    const query = this.knex('allocations')
      .where({ service_ref: serviceRef, plan })
      .where('segment', '>=', 0)
      .where('from_ms', '<', period.toMs)
      .where(open =>
        open.whereNull('to_ms').orWhere('to_ms', '>', period.fromMs),
      )
      .orderBy('id', 'desc')
      .limit(MOST_ALLOCATIONS)
      .select('id', 'payer_ref', 'from_ms', 'to_ms');
    restrict(query);
    return query;
  }

  private async average(
    rows: LiveRow[],
    period: { fromMs: number; toMs: number },
  ): Promise<MonthlyUsage | undefined> {
    let livedMs = 0;
    for (const row of rows) {
      const to = row.to_ms === null ? Infinity : Number(row.to_ms);
      livedMs +=
        Math.min(to, period.toMs) -
        Math.max(Number(row.from_ms), period.fromMs);
    }
    const hours = BigInt(Math.floor(livedMs / HOUR_MS));
    if (hours === 0n) return undefined;
    const sums = new Map<string, bigint>();
    const used = await this.usage.read(
      rows.map(({ id }) => id),
      period,
    );
    for (const meters of used.values()) {
      for (const [meter, list] of meters) {
        let sum = sums.get(meter) ?? 0n;
        for (const { quantity } of list) sum += quantity;
        sums.set(meter, sum);
      }
    }
    return new Map(
      [...sums].map(([meter, sum]) => [
        meter,
        divideRounded(sum * HOURS_OF_MONTH, hours),
      ]),
    );
  }
}
