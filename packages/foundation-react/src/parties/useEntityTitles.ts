import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { useLoader } from '../loading';

function displayName(entity: Entity): string | undefined {
  const profile = entity.spec?.profile;
  if (profile && typeof profile === 'object' && 'displayName' in profile) {
    const name = profile.displayName;
    if (typeof name === 'string' && name) return name;
  }
  return entity.metadata.title;
}

/**
 * Names for refs where a link would be out of place, such as in a choice. Until
 * the catalog has answered, and for what it does not know, the ref's own name.
 * @public
 */
export function useEntityTitles(refs: string[]): (ref: string) => string {
  const catalogApi = useApi(catalogApiRef);
  const wanted = Array.from(new Set(refs)).sort();
  const { data } = useLoader(
    async () => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: wanted,
        fields: ['kind', 'metadata', 'spec.profile'],
      });
      return new Map(
        items.flatMap(entity => {
          const title = entity && displayName(entity);
          return title ? [[stringifyEntityRef(entity), title] as const] : [];
        }),
      );
    },
    wanted.length > 0 ? wanted.join(' ') : undefined,
  );
  return ref => data?.get(ref.toLocaleLowerCase('en-US')) ?? humanizeRef(ref);
}

function humanizeRef(ref: string): string {
  const [kind, rest] = ref.includes(':') ? ref.split(':', 2) : ['', ref];
  const [namespace, name] = rest.includes('/')
    ? rest.split('/', 2)
    : ['default', rest];
  return humanizeEntityRef(
    { kind, namespace, name },
    { defaultNamespace: 'default', defaultKind: kind },
  );
}
