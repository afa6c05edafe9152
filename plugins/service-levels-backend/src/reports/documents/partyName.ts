import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Caller } from '@dualcloud/foundation-node';

function displayName({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile;
  if (profile && typeof profile === 'object' && 'displayName' in profile) {
    const { displayName: name } = profile;
    if (typeof name === 'string' && name) return name;
  }
  return metadata.title;
}

/**
 * What a party is called in the catalog, as far as the caller may see it there;
 * otherwise its ref's own name. A file is not refused for want of a name.
 */
export async function partyName(
  catalog: CatalogService,
  { credentials }: Caller,
  ref: string,
): Promise<string> {
  const entity = await catalog
    .getEntityByRef(ref, { credentials })
    .catch(() => undefined);
  return (entity && displayName(entity)) ?? parseEntityRef(ref).name;
}
