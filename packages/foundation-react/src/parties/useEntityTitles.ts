import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { localize, useLanguage, type LocalizedText } from '../language';
import { useLoader } from '../loading';

const FIELDS = [
  'kind',
  'metadata',
  'spec.profile',
  'spec.title',
  'spec.titles',
];

function isLocalizedText(value: unknown): value is LocalizedText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'en' in value &&
    typeof value.en === 'string' &&
    (!('de' in value) || typeof value.de === 'string')
  );
}

/**
 * People and groups have a profile. Documents of ours name themselves in the
 * languages of the portal: cloud services and blueprints by `title`, calendars,
 * agreements and price lists by `titles`.
 */
function displayName(entity: Entity, language: string): string | undefined {
  const { profile, title, titles } = entity.spec ?? {};
  if (profile && typeof profile === 'object' && 'displayName' in profile) {
    const name = profile.displayName;
    if (typeof name === 'string' && name) return name;
  }
  const texts: unknown[] = [title, titles];
  return (
    localize(texts.find(isLocalizedText), language) || entity.metadata.title
  );
}

/**
 * Names for refs where a link would be out of place, such as in a choice; in the
 * language of the portal where entities have them in several. Until the catalog has
 * answered, and for what it does not know, the ref's own name.
 * @public
 */
export function useEntityTitles(refs: string[]): (ref: string) => string {
  const catalogApi = useApi(catalogApiRef);
  const language = useLanguage();
  const wanted = Array.from(new Set(refs)).sort();
  const { data } = useLoader(
    async () => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: wanted,
        fields: FIELDS,
      });
      return new Map(
        items.flatMap(entity =>
          entity ? [[stringifyEntityRef(entity), entity] as const] : [],
        ),
      );
    },
    wanted.length > 0 ? wanted.join(' ') : undefined,
  );
  return ref => {
    const entity = data?.get(ref.toLocaleLowerCase('en-US'));
    return (entity && displayName(entity, language)) ?? humanizeRef(ref);
  };
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
