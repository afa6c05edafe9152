import type { operations } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useQuery } from '../api/useQuery';
import { shownPeriod } from './period';

/** What a card is about, as filters of the backend. */
export type CostScope = NonNullable<
  operations['getForecast']['parameters']['query']
>;

/** The costs of twelve months, the running one last; without a scope nothing is asked. */
export function useMonths(scope: CostScope | undefined) {
  const query = { ...scope, ...shownPeriod(new Date()) };
  return useQuery(
    client => client.GET('/costs', { params: { query } }),
    scope && JSON.stringify(query),
  );
}

/** What is to be expected; asked only once there are costs. */
export function useForecast(scope: CostScope | undefined, isWanted: boolean) {
  return useQuery(
    client => client.GET('/forecast', { params: { query: scope } }),
    scope && isWanted ? JSON.stringify(scope) : undefined,
  );
}

/** Budgets of one scope; all that the reader may see without one. */
export function useBudgets(scopeRef: string | undefined, isWanted = true) {
  return useQuery(
    client => client.GET('/budgets', { params: { query: { scopeRef } } }),
    isWanted ? scopeRef ?? 'all' : undefined,
  );
}

/** Whether the backend answered that the reader may not see it. */
export function isRefusal(error: Error | undefined): boolean {
  return (
    error !== undefined && 'statusCode' in error && error.statusCode === 403
  );
}
