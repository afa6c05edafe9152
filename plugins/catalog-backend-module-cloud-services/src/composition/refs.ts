import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** What a field of an entity refers to; short refs mean the entity's own namespace. */
export function resolveRef(
  entity: Entity,
  ref: string,
  defaultKind: string,
): CompoundEntityRef {
  return parseEntityRef(ref, {
    defaultKind,
    defaultNamespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
  });
}

/** Full refs (`cloudservice:default/name`) of the services that a field names. */
export function serviceRefs(
  entity: Entity,
  refs: readonly string[] | undefined,
): string[] {
  return (refs ?? []).map(ref =>
    stringifyEntityRef(resolveRef(entity, ref, 'CloudService')),
  );
}
