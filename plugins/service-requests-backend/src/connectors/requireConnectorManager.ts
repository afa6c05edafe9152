import { connectorManagePermission } from '@dualcloud/backstage-plugin-service-requests-common';
import type { UserCaller } from '@dualcloud/foundation-node';
import { type Access, requireProvider } from '../authorization';

/** Connected ticket systems are the IT service provider's, under any policy. */
export function requireConnectorManager(
  access: Access,
  caller: UserCaller,
): Promise<void> {
  return requireProvider(
    access,
    caller,
    connectorManagePermission,
    'connected ticket systems are the IT service provider’s',
  );
}
