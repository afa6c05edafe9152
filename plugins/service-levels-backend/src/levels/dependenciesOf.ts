import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { RELATION_INSTANCE_OF } from '@dualcloud/backstage-plugin-cloud-services-common';

const FOLLOWED = [
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_CONSUMES_API,
  RELATION_API_PROVIDED_BY,
];
/** From a domain by its system, an environment and its instance to a service, and one more. */
const MOST_HOPS = 5;
const MOST_ENTITIES = 200;
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

/**
 * By which way from an entity to each that it depends on, as somebody may see them in
 * the catalog. Live environments and instances say what they are part of, and not the
 * reverse; so parts are asked for, too.
 *
 * @returns the refs on the way, both ends included, by the ref of each
 */
export async function dependenciesOf(
  entityRef: string,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<Map<string, string[]>> {
  const paths = new Map<string, string[]>([[entityRef, [entityRef]]]);
  let layer = [entityRef];
  for (let hop = 0; hop < MOST_HOPS && layer.length > 0; hop += 1) {
    const [{ items: entities }, { items: parts }] = await Promise.all([
      catalog.getEntitiesByRefs(
        { entityRefs: layer, fields: FIELDS },
        { credentials },
      ),
      catalog.getEntities(
        {
          filter: { [`relations.${RELATION_PART_OF}`]: layer },
          fields: FIELDS,
          limit: MOST_ENTITIES,
        },
        { credentials },
      ),
    ]);
    const next: string[] = [];
    for (const [from, to] of [
      ...entities.flatMap(entity => (entity ? dependenciesIn(entity) : [])),
      ...parts.flatMap(wholesIn).map(([part, whole]) => [whole, part]),
    ]) {
      const path = paths.get(from);
      if (!path || paths.has(to) || paths.size >= MOST_ENTITIES) continue;
      paths.set(to, [...path, to]);
      next.push(to);
    }
    layer = next;
  }
  return paths;
}

/** What an entity is built on, what belongs to it, and of which service it is an instance. */
function dependenciesIn(entity: Entity): Array<[from: string, to: string]> {
  return targetsOf(
    entity,
    (type, ref) =>
      FOLLOWED.includes(type) ||
      // An environment is what its instances are, not what its blueprint is by now.
      (type === RELATION_INSTANCE_OF && ref.startsWith('cloudservice:')),
  );
}

function wholesIn(entity: Entity): Array<[part: string, whole: string]> {
  return targetsOf(entity, type => type === RELATION_PART_OF);
}

function targetsOf(
  entity: Entity,
  isWanted: (type: string, targetRef: string) => boolean,
): Array<[string, string]> {
  return (entity.relations ?? [])
    .filter(({ type, targetRef }) => isWanted(type, targetRef))
    .map(({ targetRef }) => [stringifyEntityRef(entity), targetRef]);
}
