import type { BasicPermission } from '@backstage/plugin-permission-common';
import { type Caller, notAllowed } from '@dualcloud/foundation-node';
import type { Access } from './access';

/**
 * For what is the IT service provider's under any policy.
 *
 * @param refusal - what other people are told
 * @throws NotAllowedError
 */
export async function requireProvider(
  access: Access,
  caller: Caller,
  permission: BasicPermission,
  refusal: string,
): Promise<void> {
  await access.require(caller, permission);
  if (caller.type === 'user' && !caller.party.isItServiceProvider) {
    throw notAllowed(refusal);
  }
}
