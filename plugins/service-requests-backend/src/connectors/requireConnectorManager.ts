import { connectorManagePermission } from '@dualcloud/backstage-plugin-service-requests-common';
import { notAllowed, type UserCaller } from '@dualcloud/foundation-node';
import type { Access } from '../authorization';

/** Connected ticket systems are the IT service provider's, under any policy. */
export async function requireConnectorManager(
  access: Access,
  caller: UserCaller,
): Promise<void> {
  await access.require(caller, connectorManagePermission);
  if (!caller.party.isItServiceProvider) {
    throw notAllowed('connected ticket systems are the IT service provider’s');
  }
}
