import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEntityTitles, useLoader } from '@dualcloud/foundation-react';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
  'spec',
];

/** What entities have to be, by path and value. */
type Filter = Record<string, string>;

/** Entities that the reader may see; no filter: none are wanted. */
export function useEntities(filter: Filter | Filter[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return useLoader<Entity[]>(async () => {
    const { items } = await catalogApi.getEntities({
      filter,
      fields: FIELDS,
    });
    return items;
  }, filter && JSON.stringify(filter));
}

/** A choice for every ref, by name, in the reader's language. */
export function useNamedOptions(refs: readonly string[]) {
  const titleOf = useEntityTitles([...refs]);
  return [...new Set(refs)]
    .map(id => ({ id, label: titleOf(id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Refs of entities. */
export function refsOf(entities: readonly Entity[] | undefined): string[] {
  return (entities ?? []).map(entity => stringifyEntityRef(entity));
}
