import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { cloudCostsPermissions } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import {
  allocationResource,
  budgetResource,
  statementResource,
} from './resources';
import {
  cloudCostsResourceRef,
  type CloudCostsResource,
  cloudCostsRules,
} from './rules';

/** Makes permissions and rules known to the permission backend. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: cloudCostsResourceRef,
    permissions: cloudCostsPermissions.filter(permission =>
      isResourcePermission(permission),
    ),
    rules: Object.values(cloudCostsRules),
    getResources: refs => Promise.all(refs.map(ref => load(knex, ref))),
  });
  registry.addPermissions(
    cloudCostsPermissions.filter(
      permission => !isResourcePermission(permission),
    ),
  );
}

async function load(
  knex: Knex,
  ref: string,
): Promise<CloudCostsResource | undefined> {
  const [kind, id] = ref.split(':', 2);
  switch (kind) {
    case 'allocation': {
      if (!/^\d{1,9}$/.test(id)) return undefined;
      const row = await knex('allocations').where('id', Number(id)).first();
      return row && allocationResource(row);
    }
    case 'statement': {
      const row = await knex('statements').where({ id }).first();
      return row && statementResource(row);
    }
    case 'budget': {
      const row = await knex('budgets').where({ id }).first();
      return row && budgetResource(row);
    }
    default:
      return undefined;
  }
}
