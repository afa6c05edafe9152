import {
  isPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Party } from '@dualcloud/backstage-plugin-cloud-services-node';
import { allowIf, isOneOf } from './decisions';

const { hasSpec, isEntityKind, isEntityOwner } = catalogConditions;

/**
 * Everybody sees services, blueprints, people and systems. A live environment
 * or instance and a commission are seen by the parties that they name: by the
 * owner, and by the groups in `spec.customer`, `spec.softwareProvider` and
 * `spec.payer`.
 */
function readConditions(party: Party) {
  const groups = party.refs.filter(ref => ref.startsWith('group:'));
  return {
    anyOf: [
      {
        not: {
          anyOf: [
            isEntityKind({ kinds: ['Commission'] }),
            {
              allOf: [
                isEntityKind({ kinds: ['Resource'] }),
                {
                  anyOf: [
                    hasSpec({ key: 'type', value: 'environment' }),
                    hasSpec({ key: 'type', value: 'service-instance' }),
                  ],
                },
              ],
            },
          ],
        },
      },
      isEntityOwner({ claims: party.refs }),
      ...groups.flatMap(group =>
        ['customer', 'softwareProvider', 'payer'].map(key =>
          hasSpec({ key, value: group }),
        ),
      ),
    ],
  };
}

/** Entities and locations. The catalogue is the IT service provider's to change. */
export function decideOnCatalog(
  permission: Permission,
  party: Party,
): PolicyDecision | undefined {
  if (isPermission(permission, catalogEntityReadPermission)) {
    return party.isItServiceProvider
      ? allowIf(true)
      : createCatalogConditionalDecision(permission, readConditions(party));
  }
  if (isOneOf(permission, [catalogLocationReadPermission])) {
    return allowIf(true);
  }
  return permission.name.startsWith('catalog.')
    ? allowIf(party.isItServiceProvider)
    : undefined;
}
