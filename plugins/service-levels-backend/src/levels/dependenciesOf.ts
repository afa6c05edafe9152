import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
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
/** So that no number of parts hides what they are part of. */
const MOST_READ = 1_000;
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

/**
 * By which way from an entity to each that it depends on, as somebody may see them in
 * the catalog. Live environments and instances say what they are part of, and not the
 * reverse; so parts are asked for, too.
 *
 * Every page asks for this: one query for each hop.
 *
 * @returns the refs on the way, both ends included, by the ref of each
 */
export async function dependenciesOf(
  entityRef: string,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<Map<string, string[]>> {
  const paths = new Map<string, string[]>([[entityRef, [entityRef]]]);
  const known = new Map<string, Entity>();
  let layer = [entityRef];
  for (let hop = 0; hop < MOST_HOPS && layer.length > 0; hop += 1) {
    const { items } = await catalog.queryEntities(
      {
        filter: [
          { [`relations.${RELATION_PART_OF}`]: layer },
          // What was found as a part is known already.
          ...named(layer.filter(ref => !known.has(ref))),
        ],
        // With a query, all of this travels in the body: an address has no room for it.
        query: { kind: { $exists: true } },
        fields: FIELDS,
        limit: MOST_READ,
        totalItems: 'exclude',
      },
      { credentials },
    );
    for (const entity of items) known.set(stringifyEntityRef(entity), entity);
    const next: string[] = [];
    for (const [from, to] of [
      ...layer.flatMap(ref => dependenciesIn(known.get(ref))),
      ...items.flatMap(wholesIn).map(([part, whole]) => [whole, part]),
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

/** Finds entities by their refs. */
function named(refs: string[]): Array<Record<string, string | string[]>> {
  const names = new Map<string, string[]>();
  for (const ref of refs) {
    const { kind, namespace, name } = parseEntityRef(ref);
    const of = `${kind}:${namespace}`;
    names.set(of, [...(names.get(of) ?? []), name]);
  }
  return [...names].map(([of, among]) => {
    const [kind, namespace] = of.split(':');
    return { kind, 'metadata.namespace': namespace, 'metadata.name': among };
  });
}

/** What an entity is built on, what belongs to it, and of which service it is an instance. */
function dependenciesIn(
  entity: Entity | undefined,
): Array<[from: string, to: string]> {
  if (!entity) return [];
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
