import type { CostReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { CostTotals } from './CostTotals';
import { COLUMNS, type Dimension, isColumn, TITLES } from './dimensions';
import { lastCostChange } from './nextCostChange';
import { presentReport } from './presentReport';
import {
  bucketsOf,
  type CostFilter,
  type Interval,
  type Period,
  periodBefore,
  type Restriction,
} from './query';

/** What a report is about. */
export type ReportQuestion = Period & {
  restrict: Restriction;
  filter: CostFilter;
  groupBy?: Dimension;
  interval?: Interval;
  /** Also the period before. */
  compare?: boolean;
  /** How many groups; 20. */
  top?: number;
  /** Absent: the one with the largest total. */
  currency?: string;
};

const MOST_INTERVALS = 800;

/** Costs of a period: grouped, as a series, compared with the period before. */
export class CostReports {
  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
    private readonly totals: CostTotals,
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    totals: CostTotals;
  }): CostReports {
    return new CostReports(options.knex, options.calendar, options.totals);
  }

  async report(question: ReportQuestion): Promise<CostReport> {
    const { calendar, totals } = this;
    const { interval = 'none', compare, from, to } = question;
    if (bucketsOf(question, interval).length > MOST_INTERVALS) {
      throw invalidField(
        'interval',
        'range',
        `at most ${MOST_INTERVALS} days can be shown one by one; use the interval \`month\` or a shorter period`,
      );
    }
    const before = compare ? periodBefore(calendar, question) : undefined;
    const [[sums, sumsBefore], { at }] = await Promise.all([
      totals.sumPeriods(question, [
        { from, to, interval },
        ...(before ? [{ ...before, interval: 'none' as const }] : []),
      ]),
      lastCostChange(this.knex),
    ]);
    const report = presentReport({
      from,
      to,
      calendar,
      interval,
      grouped: question.groupBy !== undefined,
      top: question.top ?? 20,
      currency: question.currency,
      sums,
      before: before && { ...before, sums: sumsBefore },
      asOf: at,
    });
    return this.withTitles(report, question);
  }

  /** Names of what has an id and is in no catalog. */
  private async withTitles(
    report: CostReport,
    { groupBy, restrict }: ReportQuestion,
  ): Promise<CostReport> {
    const title = groupBy && TITLES[groupBy];
    if (!title || !isColumn(groupBy) || report.groups.length === 0) {
      return report;
    }
    const column = `allocations.${COLUMNS[groupBy]}`;
    const query = this.knex('allocations')
      .whereIn(
        column,
        report.groups.map(({ key }) => key),
      )
      .select({
        key: column,
        title: this.knex.raw('max(??)', [`allocations.${title}`]),
      })
      .groupBy(column);
    restrict(query);
    const rows: Array<{ key: string; title: string | null }> = await query;
    const titles = new Map(rows.map(row => [row.key, row.title]));
    return {
      ...report,
      groups: report.groups.map(group => {
        const name = group.other ? undefined : titles.get(group.key);
        return name ? { ...group, title: name } : group;
      }),
    };
  }
}
