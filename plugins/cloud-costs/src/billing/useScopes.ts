import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEntityTitles, useLoader } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { shownPeriod } from '../cards/period';

export type Choice = { id: string; label: string };

/** What the reader has seen costs of in twelve months: payers, systems, environments. */
export function useSeen() {
  const { from, to } = shownPeriod(new Date());
  const { data } = useQuery(
    client => client.GET('/costs/filters', { params: { query: { from, to } } }),
    from + to,
  );
  return (dimension: string) =>
    data?.dimensions.find(one => one.dimension === dimension)?.values ?? [];
}

/** Choices with names from the catalog, in the order of the names. */
export function useChoices(refs: string[]): Choice[] {
  const titleOf = useEntityTitles(refs);
  return Array.from(new Set(refs))
    .map(id => ({ id, label: titleOf(id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** The groups that the reader belongs to. */
export function useOwnGroups(): string[] {
  const identityApi = useApi(identityApiRef);
  const { data } = useLoader(
    () => identityApi.getBackstageIdentity(),
    'identity',
  );
  return (data?.ownershipEntityRefs ?? []).filter(ref =>
    ref.startsWith('group:'),
  );
}
