import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { serviceRequestsPermissions } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Knex } from 'knex';
import { type PartyColumns, resourceOf, TABLE_OF } from './resources';
import {
  serviceRequestsResourceRef,
  serviceRequestsRules,
  type ServiceRequestsResource,
} from './rules';

/** Makes permissions and rules known to the permission backend. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: serviceRequestsResourceRef,
    permissions: serviceRequestsPermissions.filter(permission =>
      isResourcePermission(permission),
    ),
    rules: Object.values(serviceRequestsRules),
    getResources: resourceRefs => readResources(knex, resourceRefs),
  });
  registry.addPermissions(
    serviceRequestsPermissions.filter(
      permission => !isResourcePermission(permission),
    ),
  );
}

async function readResources(
  knex: Knex,
  resourceRefs: string[],
): Promise<Array<ServiceRequestsResource | undefined>> {
  const found = new Map<string, ServiceRequestsResource>();
  for (const [kind, table] of Object.entries(TABLE_OF)) {
    const prefix = `${kind}:`;
    const ids = resourceRefs
      .filter(ref => ref.startsWith(prefix))
      .map(ref => ref.slice(prefix.length));
    if (ids.length === 0) continue;
    const rows: PartyColumns[] = await knex(table).whereIn('id', ids);
    for (const row of rows) found.set(prefix + row.id, resourceOf(kind, row));
  }
  return resourceRefs.map(ref => found.get(ref));
}
