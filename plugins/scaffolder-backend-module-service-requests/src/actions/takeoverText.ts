import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';

/** How far a takeover is, with what stands between it and its acceptance. */
export function takeoverText({
  number,
  state,
  missing,
}: Pick<TakeoverDetail, 'number' | 'state' | 'missing'>): string {
  const lines = missing.map(({ en }) => en);
  return [`Takeover ${number} is ${state}.`, ...lines].join('\n- ');
}
