import type { catalogApiRef } from '@backstage/plugin-catalog-react';
import { localizeEntity, withLocalizedFields } from './localizeEntity';

type CatalogApi = typeof catalogApiRef.T;

function widened<T extends { fields?: string[] }>(request: T | undefined) {
  return (
    request && {
      ...request,
      ...(request.fields && { fields: withLocalizedFields(request.fields) }),
    }
  );
}

/**
 * A catalog whose entities have title and description in the user's language,
 * for all pages and cards that show them. Everything else of an entity stays.
 */
export function localizeCatalog(
  catalog: CatalogApi,
  language: () => string,
): CatalogApi {
  const localized: Partial<CatalogApi> = {
    async getEntities(request, options) {
      const answer = await catalog.getEntities(widened(request), options);
      return {
        ...answer,
        items: answer.items.map(entity => localizeEntity(entity, language())),
      };
    },
    async getEntitiesByRefs(request, options) {
      const answer = await catalog.getEntitiesByRefs(
        { ...request, ...widened(request) },
        options,
      );
      return {
        ...answer,
        items: answer.items.map(entity => localizeEntity(entity, language())),
      };
    },
    async queryEntities(request, options) {
      const answer = await catalog.queryEntities(widened(request), options);
      return {
        ...answer,
        items: answer.items.map(entity => localizeEntity(entity, language())),
      };
    },
    async getEntityByRef(ref, options) {
      return localizeEntity(
        await catalog.getEntityByRef(ref, options),
        language(),
      );
    },
  };
  return new Proxy(catalog, {
    get(target, name) {
      const own: unknown = Reflect.get(localized, name);
      if (own) return own;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
