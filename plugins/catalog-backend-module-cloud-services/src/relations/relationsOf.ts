import {
  getCompoundEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  isCloudServiceEntity,
  isCommissionEntity,
  isEnvironmentBlueprintEntity,
  RELATION_COMMISSIONS,
  RELATION_CUSTOMER_OF,
  RELATION_HAS_CUSTOMER,
  RELATION_HAS_SOFTWARE_PROVIDER,
  RELATION_INSTANCE_OF,
  RELATION_PAID_BY,
  RELATION_SOFTWARE_PROVIDER_OF,
  RELATION_SUCCEEDED_BY,
  RELATION_SUCCESSOR_OF,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { resolveRef } from '../composition';

type Row = [
  refs: string | string[] | undefined,
  defaultKind: string,
  outgoing: string,
  incoming?: string,
];

/**
 * Which field of which kind makes which pair of relations.
 *
 * What only its parties may see – a commission, a live environment or instance –
 * points to what everybody may see and never back: a relation is part of the
 * entity that it begins at, and whoever may read that one would read of the other.
 */
function rowsOf(entity: Entity): Row[] {
  const owner = ['Group', RELATION_OWNED_BY, RELATION_OWNER_OF] as const;
  const customer = [
    'Group',
    RELATION_HAS_CUSTOMER,
    RELATION_CUSTOMER_OF,
  ] as const;
  const softwareProvider = [
    'Group',
    RELATION_HAS_SOFTWARE_PROVIDER,
    RELATION_SOFTWARE_PROVIDER_OF,
  ] as const;
  const part = [RELATION_PART_OF, RELATION_HAS_PART] as const;

  if (isCloudServiceEntity(entity)) {
    const { spec } = entity;
    return [
      [spec.owner, ...owner],
      [spec.customers, ...customer],
      [spec.softwareProvider, ...softwareProvider],
      [
        spec.dependsOn,
        'CloudService',
        RELATION_DEPENDS_ON,
        RELATION_DEPENDENCY_OF,
      ],
      [spec.partOf, 'CloudService', ...part],
      [spec.system, 'System', ...part],
      [
        spec.successor,
        'CloudService',
        RELATION_SUCCEEDED_BY,
        RELATION_SUCCESSOR_OF,
      ],
    ];
  }
  if (isEnvironmentBlueprintEntity(entity)) {
    const { spec } = entity;
    return [
      [spec.owner, ...owner],
      [
        [...new Set(spec.components.map(component => component.service))],
        'CloudService',
        RELATION_DEPENDS_ON,
        RELATION_DEPENDENCY_OF,
      ],
    ];
  }
  if (isCommissionEntity(entity)) {
    const { spec } = entity;
    return [
      [spec.customer, 'Group', RELATION_HAS_CUSTOMER],
      [spec.softwareProvider, 'Group', RELATION_HAS_SOFTWARE_PROVIDER],
      [spec.system, 'System', RELATION_COMMISSIONS],
      [spec.payer, 'Group', RELATION_PAID_BY],
    ];
  }
  if (isLiveResource(entity)) {
    const { instanceOf, environment, serves } = entity.spec;
    return [
      [
        asText(instanceOf),
        entity.spec.type === 'environment'
          ? 'EnvironmentBlueprint'
          : 'CloudService',
        RELATION_INSTANCE_OF,
      ],
      [asText(serves), 'System', RELATION_PART_OF],
      [asText(environment), 'Resource', ...part],
    ];
  }
  return [];
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A Resource that stands for a live environment or service instance. */
export function isLiveResource(
  entity: Entity,
): entity is Entity & { spec: NonNullable<Entity['spec']> } {
  return (
    entity.kind === 'Resource' &&
    (entity.spec?.type === 'environment' ||
      entity.spec?.type === 'service-instance')
  );
}

/** Every relation that an entity's fields make. */
export function relationsOf(entity: Entity): EntityRelationSpec[] {
  const source = getCompoundEntityRef(entity);
  return rowsOf(entity).flatMap(([refs, defaultKind, outgoing, incoming]) =>
    [refs ?? []].flat().flatMap(ref => {
      const target = resolveRef(entity, ref, defaultKind);
      return [
        { source, type: outgoing, target },
        ...(incoming
          ? [{ source: target, type: incoming, target: source }]
          : []),
      ];
    }),
  );
}
