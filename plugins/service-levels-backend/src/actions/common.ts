import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CallerResolver,
  notAllowed,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { LevelService } from '../levels';
import type { OutageService } from '../outages';

/** What the actions do their work with: the same services as the routes. */
export type ActionDeps = {
  callers: CallerResolver;
  levels: LevelService;
  outages: OutageService;
};

/** Of actions that only tell; a dry run of a template runs them. */
export const READ_ONLY = {
  readOnly: true,
  idempotent: true,
  destructive: false,
};

/** `2026-11`, `2026-Q4` or `2026` */
export const PERIOD = /^\d{4}(-\d{2}|-Q[1-4])?$/;

/** The person on whose behalf an action is invoked. */
export async function userOf(
  callers: CallerResolver,
  credentials: BackstageCredentials,
): Promise<UserCaller> {
  const caller = await callers.of(credentials);
  if (caller.type === 'user') return caller;
  throw notAllowed('service levels are shown to people; act on behalf of one');
}
