import type { UnusedAllocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { AllocationStore } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { presentAllocation } from './presentAllocation';
import type { Restriction } from './query';

const DAY_MS = 86_400_000;
/** What an allocation cost in so many days is shown as its cost of a month. */
const MONTH_DAYS = 30;
const MOST = 200;

/**
 * What is running, costs money, and is not used.
 *
 * An allocation counts as unused for N days if
 * - it has been running for at least that long,
 * - something was charged for it within the last 30 days,
 * - no usage event of it is younger, and
 * - one of another instance of the same service is: the service is measured,
 *   and silence means that nothing was used.
 */
export class UnusedAllocations {
  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
    private readonly allocations: AllocationStore,
    private readonly now: () => number,
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    allocations: AllocationStore;
    now?: () => number;
  }): UnusedAllocations {
    return new UnusedAllocations(
      options.knex,
      options.calendar,
      options.allocations,
      options.now ?? Date.now,
    );
  }

  /** The most expensive first. */
  async list(days: number, restrict: Restriction): Promise<UnusedAllocation[]> {
    const rows = await this.find(days, restrict);
    const found = await this.allocations.list(rows.map(({ id }) => id));
    const byId = new Map(found.map(allocation => [allocation.id, allocation]));
    return rows.flatMap(({ id, currency, amount }) => {
      const allocation = byId.get(id);
      if (!allocation) return [];
      const { lastUsedMs } = allocation;
      return [
        {
          allocation: presentAllocation(allocation),
          ...(lastUsedMs !== undefined && {
            lastUsedAt: new Date(lastUsedMs).toISOString(),
          }),
          monthlyAmount: amount,
          currency,
        },
      ];
    });
  }

  private async find(
    days: number,
    restrict: Restriction,
  ): Promise<Array<{ id: number; currency: string; amount: string }>> {
    const { knex, calendar } = this;
    const now = this.now();
    const since = now - days * DAY_MS;
    const measured = knex({ others: 'allocations' })
      .select(knex.raw('1'))
      .whereRaw('others.service_ref = allocations.service_ref')
      .whereRaw('others.instance_id <> allocations.instance_id')
      .where('others.last_used_ms', '>=', since);
    const query = knex('allocations')
      .join('cost_days', 'cost_days.allocation_id', 'allocations.id')
      .where('cost_days.day', '>', calendar.dayOf(now - MONTH_DAYS * DAY_MS))
      .where('allocations.segment', '>=', 0)
      .where('allocations.from_ms', '<=', since)
      .where(open =>
        open
          .whereNull('allocations.to_ms')
          .orWhere('allocations.to_ms', '>', now),
      )
      .where(idle =>
        idle
          .whereNull('allocations.last_used_ms')
          .orWhere('allocations.last_used_ms', '<', since),
      )
      .whereExists(measured)
      .groupBy('allocations.id', 'cost_days.currency')
      .havingRaw('sum(cost_days.amount) > 0')
      .orderByRaw('sum(cost_days.amount) desc')
      .orderBy('allocations.id')
      .limit(MOST)
      .select({
        id: 'allocations.id',
        currency: 'cost_days.currency',
        amount: knex.raw('cast(sum(cost_days.amount) as varchar(40))'),
      });
    restrict(query);
    return query;
  }
}
