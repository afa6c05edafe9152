import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { cloudServicesPermissions } from '@dualcloud/backstage-plugin-cloud-services-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { environmentResource, type EnvironmentStore } from '../environments';
import { instanceResource, type InstanceStore } from '../instances';
import { orderResource, type OrderStore } from '../orders';
import {
  cloudServicesResourceRef,
  type CloudServicesResource,
  cloudServicesRules,
} from './rules';

/** Makes permissions and rules known to the permission backend. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  stores: {
    environments: EnvironmentStore;
    instances: InstanceStore;
    orders: OrderStore;
  },
): void {
  const load = async (
    ref: string,
  ): Promise<CloudServicesResource | undefined> => {
    const [kind, id] = ref.split(':', 2);
    switch (kind) {
      case 'environment': {
        const row = await stores.environments.get(id);
        return row && environmentResource(row);
      }
      case 'instance': {
        const row = await stores.instances.get(id);
        return row && instanceResource(row);
      }
      case 'order': {
        const row = await stores.orders.get(id);
        return row && orderResource(row);
      }
      default:
        return undefined;
    }
  };
  registry.addResourceType({
    resourceRef: cloudServicesResourceRef,
    permissions: cloudServicesPermissions.filter(permission =>
      isResourcePermission(permission),
    ),
    rules: Object.values(cloudServicesRules),
    getResources: refs => Promise.all(refs.map(load)),
  });
  registry.addPermissions(
    cloudServicesPermissions.filter(
      permission => !isResourcePermission(permission),
    ),
  );
}
