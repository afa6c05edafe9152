import type { TicketKind } from '@dualcloud/backstage-plugin-service-requests-common';
import { conflict, invalidField } from '@dualcloud/foundation-node';
import type { StoredTicket } from './types';

/** Clocks differ: so far ahead is no future yet, for service levels neither. */
const AHEAD_MS = 60_000;

/**
 * Since when something does not work, as whoever reports it says.
 *
 * @throws InputError that names `faultSince`
 */
export function readFaultSince(
  kind: TicketKind,
  said: string | undefined,
  now: number,
): number | undefined {
  if (said === undefined) return undefined;
  if (kind !== 'incident') {
    throw invalidField(
      'faultSince',
      'incidents-only',
      'says since when something does not work; only incidents have it',
    );
  }
  return readPast('faultSince', said, now);
}

/**
 * From when on the incident counts as an outage: the time that is confirmed, or the
 * one that was reported.
 *
 * @throws InputError that names `from`, ConflictError once the incident is withdrawn
 */
export function readOutageFrom(
  ticket: Pick<StoredTicket, 'state' | 'faultSince' | 'restoredAt'>,
  said: string | undefined,
  now: number,
): number {
  if (ticket.state === 'withdrawn') {
    throw conflict('the incident is withdrawn, and there is no outage');
  }
  const from = said ? readPast('from', said, now) : ticket.faultSince;
  if (from === undefined) {
    throw invalidField(
      'from',
      'required',
      'must say when the outage began: nobody has reported since when the fault is there',
    );
  }
  if (ticket.restoredAt !== undefined && from >= ticket.restoredAt) {
    throw invalidField(
      'from',
      'before-restoration',
      'must be before the service was restored',
    );
  }
  return from;
}

function readPast(field: string, said: string, now: number): number {
  const at = Date.parse(said);
  if (at > now + AHEAD_MS) {
    throw invalidField(field, 'past', 'must not be in the future');
  }
  return at;
}
