import type { RtTicket } from './RequestTrackerApi';

const PREFIX = 'urn:dualcloud:ticket:';

/** What a ticket in Request Tracker refers to, once it is one of the portal's. */
export function referenceTo(ticketId: string): string {
  return `${PREFIX}${ticketId}`;
}

/** Id of the portal's ticket. */
export function referredTicket({ _hyperlinks }: RtTicket): string | undefined {
  const found = _hyperlinks.find(
    ({ ref, _url }) => ref === 'refers-to' && _url?.startsWith(PREFIX),
  );
  return found?._url?.slice(PREFIX.length);
}
