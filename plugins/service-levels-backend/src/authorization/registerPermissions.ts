import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { serviceLevelsPermissions } from '@dualcloud/backstage-plugin-service-levels-common';
import type { Knex } from 'knex';
import { commitmentResource, type CommitmentParties } from './resources';
import { serviceLevelsResourceRef, serviceLevelsRules } from './rules';

/** Makes permissions and rules known to the permission backend. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: serviceLevelsResourceRef,
    permissions: serviceLevelsPermissions.filter(permission =>
      isResourcePermission(permission),
    ),
    rules: Object.values(serviceLevelsRules),
    getResources: async resourceRefs => {
      const idOf = (ref: string) => ref.replace(/^commitment:/, '');
      const rows: CommitmentParties[] = await knex('commitments').whereIn(
        'id',
        resourceRefs.map(idOf),
      );
      const byId = new Map(rows.map(row => [row.id, row]));
      return resourceRefs.map(ref => {
        const row = byId.get(idOf(ref));
        return row && commitmentResource(row);
      });
    },
  });
  registry.addPermissions(
    serviceLevelsPermissions.filter(
      permission => !isResourcePermission(permission),
    ),
  );
}
