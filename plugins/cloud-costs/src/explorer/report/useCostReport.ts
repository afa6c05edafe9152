import type {
  CostGroup,
  CostReport,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useChanges } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { LINES, type CostView, type Grouping } from '../view';

/** A report, and what it was grouped by when it was asked for. */
export type GroupedReport = { report: CostReport; groupBy: Grouping };

/** The API takes no more groups. */
const MOST_GROUPS = 100;

/** The report with what the groups cost in another one. */
function comparedWith(report: CostReport, before: CostReport): CostReport {
  const previous = new Map(before.groups.map(group => [group.key, group]));
  const isWhole = !before.groups.some(group => group.other);
  const compared = report.groups.map((group): CostGroup => {
    const found = group.other ? undefined : previous.get(group.key);
    previous.delete(group.key);
    // Beyond the groups that the backend lists, nobody knows.
    if (!found && (group.other || !isWhole)) return group;
    return { ...group, previous: found?.amount ?? '0' };
  });
  const gone = report.groups.some(group => group.other)
    ? []
    : [...previous.values()]
        .filter(group => !group.other)
        .map(({ key, title, amount }) => ({
          key,
          title,
          amount: '0',
          previous: amount,
          points: report.intervals.map(() => '0'),
        }));
  return {
    ...report,
    previous: { from: before.from, to: before.to, total: before.total },
    groups: [...compared, ...gone],
  };
}

type Asked = Promise<{ data?: CostReport }>;

/**
 * Asks for a report and, if it is to be compared with a period of its own, for that
 * of this one in the same currency.
 */
export async function askCompared(
  ask: (currency: string | undefined) => Asked,
  askBefore: (currency: string | undefined) => Asked | undefined,
  currency: string | undefined,
): Promise<CostReport | undefined> {
  const [{ data: report }, asked] = await Promise.all([
    ask(currency),
    askBefore(currency),
  ]);
  if (!report) return undefined;
  // Left to itself, each period is in the currency that most was paid in.
  const before =
    asked?.data && asked.data.currency !== report.currency
      ? await askBefore(report.currency)
      : asked;
  return before?.data ? comparedWith(report, before.data) : report;
}

/** The report that a view shows; the one before stays until it is there. */
export function useCostReport(view: CostView) {
  const { from, to, interval, top, currency, scope, previous, compares } = view;
  const groupBy = view.groupBy === LINES ? undefined : view.groupBy;
  const ownPrevious = compares ? previous : undefined;
  const query = {
    ...scope,
    from,
    to,
    groupBy,
    interval,
    top,
    compare: compares && !previous,
  };
  const costs = useQuery(async client => {
    const report = await askCompared(
      one =>
        client.GET('/costs', {
          params: { query: { ...query, currency: one } },
        }),
      one =>
        ownPrevious &&
        client.GET('/costs', {
          params: {
            query: {
              ...scope,
              ...ownPrevious,
              groupBy,
              currency: one,
              top: MOST_GROUPS,
            },
          },
        }),
      currency,
    );
    const data: GroupedReport | undefined = report && {
      report,
      groupBy: view.groupBy,
    };
    return { data };
  }, JSON.stringify([query, currency, ownPrevious]));
  useChanges(['costs'], costs.reload);
  return costs;
}
