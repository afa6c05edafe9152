import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Caller } from '@dualcloud/foundation-node';
import type { Settings } from '../settings';
import type { AcceptanceRow } from './types';

/** Users and groups that may decide about offers for an agency. */
export function authorisedFor(
  { authorised }: Settings['acceptance'],
  customerRef: string,
): readonly string[] {
  return authorised[customerRef] ?? [];
}

/** Why somebody of the agency cannot accept an offer; undefined if they can. */
export function whyNotAccept(
  caller: Caller,
  options: {
    authorised: readonly string[];
    acceptances: readonly AcceptanceRow[];
    isExpired: boolean;
  },
): OfferDetail['whyNotAccept'] {
  const { authorised, acceptances, isExpired } = options;
  if (authorised.length === 0) return 'nobody-authorised';
  const isAuthorised =
    caller.type === 'user' &&
    [caller.ref, ...caller.party.refs].some(ref => authorised.includes(ref));
  if (!isAuthorised) return 'not-authorised';
  if (isExpired) return 'expired';
  return acceptances.some(({ by }) => by === caller.ref)
    ? 'second-person'
    : undefined;
}
