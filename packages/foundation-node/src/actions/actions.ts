import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CallerResolver, UserCaller } from '../authorization';
import { notAllowed } from '../refusals';

/**
 * Attributes of registered actions that only tell; a dry run of a template runs them.
 * @public
 */
export const READ_ONLY = {
  readOnly: true,
  idempotent: true,
  destructive: false,
};

/**
 * The person on whose behalf an action is invoked.
 *
 * @param what - the action shows, in the plural: `costs`
 * @throws NotAllowedError for services
 * @public
 */
export async function userOf(
  callers: CallerResolver,
  credentials: BackstageCredentials,
  what: string,
): Promise<UserCaller> {
  const caller = await callers.of(credentials);
  if (caller.type === 'user') return caller;
  throw notAllowed(`${what} are shown to people; act on behalf of one`);
}
