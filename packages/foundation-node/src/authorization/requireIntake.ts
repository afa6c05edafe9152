import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { notAllowed } from '../refusals';
import type { Caller } from './Caller';

/**
 * Refuses with 403 whoever may not hand in what was measured. Services always
 * may, unless their token is restricted. People need the permission, and to be of
 * the IT service provider: what is measured is about everybody.
 *
 * @param what - as in a sentence, such as `usage`
 * @public
 */
export async function requireIntake(
  permissions: PermissionsService,
  caller: Caller,
  { permission, what }: { permission: BasicPermission; what: string },
): Promise<void> {
  const [{ result }] = await permissions.authorize([{ permission }], {
    credentials: caller.credentials,
  });
  const mayForAll =
    caller.type === 'service' || caller.party.isItServiceProvider;
  if (result !== AuthorizeResult.ALLOW || !mayForAll) {
    throw notAllowed(
      `you may not hand in ${what}; it takes the permission ${permission.name}`,
    );
  }
}
