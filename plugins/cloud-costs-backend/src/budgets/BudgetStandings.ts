import type { PartyResolver } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { restrictToParty } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { CostTotals, Restriction } from '../costs';
import {
  type Forecasts,
  type PeriodForecast,
  periodForecast,
} from '../forecast';
import { readReserved } from '../reservations/reservationRows';
import { type BudgetPeriod, periodOf, type StoredBudget } from './types';

/** Where a budget stands in its current period; micro-units. */
export type Standing = {
  period: BudgetPeriod;
  spent: bigint;
  reserved: bigint;
  forecast: PeriodForecast;
};

/**
 * Where budgets stand. What counts towards a budget is what lies in its scope and
 * its owner may see: a budget tells nobody more than the costs page would.
 *
 * An organisation's budget is about what it gets statements for and what it owns.
 */
export class BudgetStandings {
  private constructor(
    private readonly options: {
      knex: Knex;
      calendar: BillingCalendar;
      parties: PartyResolver;
      totals: CostTotals;
      forecasts: Forecasts;
      now: () => number;
    },
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    parties: PartyResolver;
    totals: CostTotals;
    forecasts: Forecasts;
    now?: () => number;
  }): BudgetStandings {
    return new BudgetStandings({ now: Date.now, ...options });
  }

  async of(budget: StoredBudget): Promise<Standing> {
    const { knex, forecasts } = this.options;
    const period = this.period(budget);
    // Before the forecast: what begins meanwhile counts twice rather than not at all.
    const reserved = await readReserved(knex, this.options.now());
    const year = await forecasts.ofYear(
      { restrict: await this.scope(budget), filter: {} },
      budget.currency,
    );
    const forecast = periodForecast(year, period.from, period.to);
    return {
      period,
      spent: forecast.soFar,
      forecast,
      reserved: reserved.of(budget.id, period),
    };
  }

  /** Cheaper than everything, for those who want nothing else. */
  async spent(budget: StoredBudget): Promise<bigint> {
    const { from, to } = this.period(budget);
    const sums = await this.options.totals.sum({
      restrict: await this.scope(budget),
      filter: {},
      from,
      to,
      interval: 'none',
    });
    return sums.amounts('', budget.currency)[0] ?? 0n;
  }

  period({ period }: Pick<StoredBudget, 'period'>): BudgetPeriod {
    return periodOf(period, this.options.now(), this.options.calendar);
  }

  private async scope({
    scope: { type, ref },
    ownerRef,
  }: StoredBudget): Promise<Restriction> {
    const owner = await this.options.parties.resolve([ownerRef]);
    return query => {
      restrictToParty(query, owner);
      switch (type) {
        case 'system':
          query.where('allocations.system_ref', ref);
          break;
        case 'environment':
          query.where('allocations.environment_id', ref);
          break;
        default:
          query.where(nested =>
            nested
              .where('allocations.payer_ref', ref)
              .orWhere('allocations.owner_ref', ref),
          );
      }
    };
  }
}
