import type {
  CostReport,
  operations,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useChanges, useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { shownPeriod } from './period';

/** What a card is about, as filters of the backend. */
export type CostScope = NonNullable<
  operations['getForecast']['parameters']['query']
>;

/** The costs of twelve months, the running one last; without a scope nothing is asked. */
export function useMonths(scope: CostScope | undefined) {
  const query = { ...scope, ...shownPeriod(new Date()) };
  const months = useQuery(
    client => client.GET('/costs', { params: { query } }),
    scope && JSON.stringify(query),
  );
  useChanges(['costs'], months.reload);
  return months;
}

/** Whether anything has cost something in the months shown. */
export function hasAny(months: CostReport | undefined): boolean {
  return Boolean(months?.points?.some(point => point !== '0'));
}

/** What is to be expected, in the currency of the months; asked only once there are costs. */
export function useForecast(
  scope: CostScope | undefined,
  months: CostReport | undefined,
) {
  const query = { ...scope, currency: months?.currency };
  const forecast = useQuery(
    client => client.GET('/forecast', { params: { query } }),
    scope && hasAny(months) ? JSON.stringify(query) : undefined,
  );
  useChanges(['costs'], forecast.reload);
  return forecast;
}

/** Budgets of one scope; all that the reader may see without one. */
export function useBudgets(scopeRef: string | undefined, isWanted = true) {
  const budgets = useQuery(
    client => client.GET('/budgets', { params: { query: { scopeRef } } }),
    isWanted ? scopeRef ?? 'all' : undefined,
  );
  useLiveUpdates({
    ids: ['budgets'],
    isActive: false,
    onChange: budgets.reload,
  });
  return budgets;
}
