// What one looks at on the Costs page is in the address, all of it: a view can be
// bookmarked, sent on and saved, and the browser's back button leads to the view
// before.
//
// `filter` parameters have the API's names and any number of values. Beside them
// stands `path`, one `dimension=value` for each step that one has drilled down: a
// step replaces the filter of its dimension while one is below it, and climbing up
// again leaves the filters as they were.

import {
  filterOf,
  filterValueOf,
  FILTERS,
  isGrouping,
  isTag,
  LINES,
  scopeOf,
  type FilterName,
  type Filters,
  type Grouping,
  type Scope,
} from './dimensions';
import {
  daysIn,
  isDay,
  periodDays,
  PERIODS,
  sameDaysBefore,
  type DayRange,
  type PeriodName,
} from './periods';

const USUAL_GROUPING = 'system';
const MOST_DAYS_BY_DAY = 92;
const GROUPS = 8;
const ALL_GROUPS = 100;

/** One step down: into this value of the dimension. */
export type DrillStep = { dimension: Grouping; value: string };

export type CostView = DayRange & {
  period: PeriodName;
  /** What to compare with; undefined leaves it to the backend. */
  previous?: DayRange;
  compares: boolean;
  groupBy: Grouping;
  interval: 'day' | 'month';
  /** How many groups; what is beyond is added up. */
  top: number;
  /** Undefined: the one with the largest total. */
  currency?: string;
  /** As chosen. */
  filters: Filters;
  path: DrillStep[];
  /** Filters with the steps down. */
  scope: Scope;
};

export function readView(params: URLSearchParams, today: string): CostView {
  const days = readDays(params, today);
  const group = params.get('group') ?? '';
  const filters = readFilters(params);
  const path = readPath(params);
  const interval = params.get('interval');
  const currency = params.get('currency') ?? '';
  const usual = daysIn(days) > MOST_DAYS_BY_DAY ? 'month' : 'day';
  return {
    ...days,
    previous: sameDaysBefore(days.period, today),
    compares: params.get('compare') !== 'no',
    groupBy: isGrouping(group) ? group : USUAL_GROUPING,
    interval: interval === 'day' || interval === 'month' ? interval : usual,
    currency: /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    top: params.get('groups') === 'all' ? ALL_GROUPS : GROUPS,
    filters,
    path,
    scope: narrowed(filters, path),
  };
}

function readDays(
  params: URLSearchParams,
  today: string,
): DayRange & { period: PeriodName } {
  const from = params.get('from') ?? undefined;
  const to = params.get('to') ?? undefined;
  if (params.get('period') === 'own' && isDay(from) && isDay(to)) {
    return {
      period: 'own',
      ...(from <= to ? { from, to } : { from: to, to: from }),
    };
  }
  const period =
    PERIODS.find(name => name === params.get('period')) ?? 'this-month';
  return { period, ...periodDays(period, today) };
}

function readFilters(params: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of FILTERS) {
    const values = params.getAll(name).filter(Boolean);
    if (values.length > 0) filters[name] = values;
  }
  return filters;
}

function readPath(params: URLSearchParams): DrillStep[] {
  return params.getAll('path').flatMap(text => {
    const at = text.indexOf('=');
    const dimension = text.slice(0, at);
    const value = text.slice(at + 1);
    return at > 0 &&
      (value || isTag(dimension)) &&
      isGrouping(dimension) &&
      dimension !== LINES
      ? [{ dimension, value }]
      : [];
  });
}

function narrowed(filters: Filters, path: DrillStep[]): Scope {
  const scope = { ...filters };
  for (const { dimension, value } of path) {
    const filter = filterOf(dimension, value);
    if (filter) scope[filter.name] = [filter.value];
  }
  return scopeOf(scope);
}

/** A change of the address. */
export type ViewChange = (params: URLSearchParams) => URLSearchParams;

function changed(change: (params: URLSearchParams) => void): ViewChange {
  return params => {
    const next = new URLSearchParams(params);
    change(next);
    return next;
  };
}

/** Sets a parameter, or removes it. */
export const withParameter = (name: string, value: string | undefined) =>
  changed(params => {
    if (value) params.set(name, value);
    else params.delete(name);
  });

export const withPeriod = (period: PeriodName, days?: DayRange) =>
  changed(params => {
    params.set('period', period);
    // What suits a month by day does not suit a year.
    params.delete('interval');
    params.delete('from');
    params.delete('to');
    if (period === 'own' && days) {
      params.set('from', days.from);
      params.set('to', days.to);
    }
  });

export const withFilter = (name: FilterName, values: string[]) =>
  changed(params => {
    params.delete(name);
    values.forEach(value => params.append(name, value));
  });

export const withoutFilters: ViewChange = changed(params =>
  FILTERS.forEach(name => params.delete(name)),
);

/** From the top down; each is left out where it is settled already. */
const WAY_DOWN = ['system', 'environment', 'service', 'component'] as const;

/** By what to group below a value of the dimension. */
export function groupingBelow(view: CostView, dimension: Grouping): Grouping {
  if (dimension === 'component') return LINES;
  if (dimension === 'plan' || dimension === 'instance') return 'component';
  const isSettled = (name: (typeof WAY_DOWN)[number]) =>
    name === dimension || view.scope[name]?.length === 1;
  return WAY_DOWN.find(name => !isSettled(name)) ?? LINES;
}

/** Whether there is something below a group. */
export function canDrill(
  view: CostView,
  group: { key: string; other?: boolean },
): boolean {
  // Filters of tags mean any of them, so two tags cannot narrow down further.
  const isSecondTag =
    isTag(view.groupBy) && view.path.some(step => isTag(step.dimension));
  return (
    filterValueOf(view.groupBy, group.key) !== undefined &&
    !group.other &&
    view.groupBy !== LINES &&
    !isSecondTag
  );
}

/** Down into a group. */
export const drilled = (view: CostView, key: string) =>
  changed(params => {
    const value = filterValueOf(view.groupBy, key) ?? key;
    params.append('path', `${view.groupBy}=${value}`);
    params.set('group', groupingBelow(view, view.groupBy));
    params.delete('groups');
  });

/** Up to where `depth` steps had been taken. */
export const climbed = (view: CostView, depth: number) =>
  changed(params => {
    params.delete('path');
    view.path
      .slice(0, depth)
      .forEach(({ dimension, value }) =>
        params.append('path', `${dimension}=${value}`),
      );
    const step = view.path[depth];
    if (step) params.set('group', step.dimension);
    params.delete('groups');
  });
