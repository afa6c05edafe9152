import {
  type CostExplanation,
  type CostFilters,
  type CostReport,
  costReadPermission,
  revenueReadPermission,
  type UnusedAllocation,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type Caller,
  notAllowed,
  notFound,
  pageSize,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import { allocationOf } from '../authorization';
import type { AllocationStore } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { CostExplanations } from './CostExplanations';
import type { CostFilterValues } from './CostFilterValues';
import type { CostLines, LinePage } from './CostLines';
import type { CostReports } from './CostReports';
import type { Dimension } from './dimensions';
import { readLineId } from './lineKey';
import {
  type FilterParameters,
  type Interval,
  readFilter,
  readPeriod,
  type Restriction,
} from './query';
import type { UnusedAllocations } from './UnusedAllocations';

type PeriodParameters = { from: string; to: string };

/** What the routes of costs answer with, to those who may know. */
export class CostService {
  private constructor(
    private readonly deps: {
      access: Access;
      calendar: BillingCalendar;
      allocations: AllocationStore;
      reports: CostReports;
      lines: CostLines;
      explanations: CostExplanations;
      filterValues: CostFilterValues;
      unusedAllocations: UnusedAllocations;
    },
  ) {}

  static create(options: {
    access: Access;
    calendar: BillingCalendar;
    allocations: AllocationStore;
    reports: CostReports;
    lines: CostLines;
    explanations: CostExplanations;
    filterValues: CostFilterValues;
    unusedAllocations: UnusedAllocations;
  }): CostService {
    return new CostService(options);
  }

  async report(
    caller: UserCaller,
    query: PeriodParameters &
      FilterParameters & {
        groupBy?: string;
        interval?: Interval;
        compare?: boolean;
        top?: number;
        currency?: string;
      },
  ): Promise<CostReport> {
    return this.deps.reports.report({
      ...readPeriod(this.deps.calendar, query),
      filter: readFilter(query),
      groupBy: query.groupBy as Dimension | undefined,
      interval: query.interval,
      compare: String(query.compare) === 'true',
      top: pageSize(query.top, 20),
      currency: query.currency,
      restrict: await this.visible(caller),
    });
  }

  async lines(
    caller: UserCaller,
    query: PeriodParameters &
      FilterParameters & { limit?: number; cursor?: string },
  ): Promise<LinePage> {
    return this.deps.lines.list({
      ...readPeriod(this.deps.calendar, query),
      filter: readFilter(query),
      limit: pageSize(query.limit),
      cursor: query.cursor,
      restrict: await this.visible(caller),
    });
  }

  /** @throws NotFoundError also for what is not the caller's to see */
  async explain(caller: Caller, lineId: string): Promise<CostExplanation> {
    const { access, allocations, explanations } = this.deps;
    const key = readLineId(lineId);
    const decisions = await access.decide(caller, [costReadPermission]);
    const allocation = await allocations.get(key.allocationId);
    const visible =
      allocation &&
      decisions.allow(costReadPermission, allocationOf(allocation), 'see');
    const explanation = visible
      ? await explanations.explain(
          allocation,
          key,
          agreement =>
            caller.type === 'service' ||
            caller.party.isItServiceProvider ||
            [agreement.customerRef, agreement.payerRef].some(
              ref => ref !== undefined && caller.party.refs.includes(ref),
            ),
        )
      : undefined;
    if (!explanation) throw notFound('line', lineId);
    return explanation;
  }

  async filters(
    caller: UserCaller,
    query: PeriodParameters,
  ): Promise<CostFilters> {
    const { calendar, filterValues } = this.deps;
    return filterValues.list(
      readPeriod(calendar, query),
      await this.visible(caller),
    );
  }

  async unused(
    caller: UserCaller,
    query: { days?: number },
  ): Promise<UnusedAllocation[]> {
    return this.deps.unusedAllocations.list(
      pageSize(query.days, 7),
      await this.visible(caller),
    );
  }

  /** By service, with the period before; for the IT service provider. */
  async revenue(
    caller: UserCaller,
    query: PeriodParameters & { currency?: string },
  ): Promise<CostReport> {
    const { access, calendar, reports } = this.deps;
    await access.require(caller, revenueReadPermission);
    if (!caller.party.isItServiceProvider) {
      throw notAllowed('revenue is for the IT service provider only');
    }
    return reports.report({
      ...readPeriod(calendar, query),
      filter: {},
      groupBy: 'service',
      interval: 'month',
      compare: true,
      top: 100,
      currency: query.currency,
      restrict: () => undefined,
    });
  }

  /** One question to the policy, whatever the answer takes. */
  private async visible(caller: Caller): Promise<Restriction> {
    const decisions = await this.deps.access.decide(caller, [
      costReadPermission,
    ]);
    return query =>
      decisions.restrict(query, 'allocations', costReadPermission);
  }
}
