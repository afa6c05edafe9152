import {
  type TicketEventSpec,
  type TicketEventWish,
  type TicketKind,
  type TicketNeed,
  ticketState,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField, unprocessable } from '@dualcloud/foundation-node';
import type { StoredTicket } from './types';

/** What an event means for the times that service levels count. */
const TIMES: Record<
  NonNullable<TicketEventSpec['times']> | 'none',
  (ticket: StoredTicket, at: number) => Partial<StoredTicket>
> = {
  none: () => ({}),
  responded: (ticket, at) => ({ respondedAt: ticket.respondedAt ?? at }),
  restored: (ticket, at) => ({
    respondedAt: ticket.respondedAt ?? at,
    restoredAt: at,
  }),
  'not-restored': () => ({ restoredAt: undefined }),
};

const LACKING: Record<TicketNeed, [string, string, string]> = {
  reason: ['reason', 'required', 'must say why, in words'],
  workaround: ['workaround', 'required', 'must say how to get on meanwhile'],
  resolution: ['resolution', 'required', 'must say what was done'],
  window: [
    'plannedFrom',
    'required',
    'must say, with plannedTo, when it is done',
  ],
};

/** What an event of the process makes of a ticket. @throws InputError that names what is missing */
export function moveTicket(
  ticket: StoredTicket,
  event: TicketEventSpec,
  wish: Omit<TicketEventWish, 'event'>,
  at: number,
): StoredTicket {
  const to = ticketState(ticket.kind, event.to);
  const moved: StoredTicket = {
    ...ticket,
    ...readWindow(ticket, wish),
    workaround: wish.workaround?.trim() || ticket.workaround,
    resolution: wish.resolution?.trim() || ticket.resolution,
    state: to.id,
    open: to.open,
    ...TIMES[event.times ?? 'none'](ticket, at),
  };
  const has: Record<TicketNeed, unknown> = {
    reason: wish.reason?.trim(),
    workaround: moved.workaround,
    resolution: moved.resolution,
    window: moved.plannedFrom,
  };
  for (const need of event.needs ?? []) {
    if (!has[need]) throw invalidField(...LACKING[need]);
  }
  return moved;
}

/** The window of a change, in milliseconds; what is not named stays. */
export function readWindow(
  ticket: { kind: TicketKind; plannedFrom?: number; plannedTo?: number },
  wish: { plannedFrom?: string; plannedTo?: string },
): Pick<StoredTicket, 'plannedFrom' | 'plannedTo'> {
  if (wish.plannedFrom === undefined && wish.plannedTo === undefined) return {};
  if (ticket.kind !== 'change') {
    throw unprocessable('only changes have a planned window');
  }
  const plannedFrom = wish.plannedFrom
    ? Date.parse(wish.plannedFrom)
    : ticket.plannedFrom;
  const plannedTo = wish.plannedTo
    ? Date.parse(wish.plannedTo)
    : ticket.plannedTo;
  if (!plannedFrom || !plannedTo || plannedTo <= plannedFrom) {
    throw invalidField(
      'plannedTo',
      'after-begin',
      'a window has a begin and, after it, an end: plannedFrom and plannedTo',
    );
  }
  return { plannedFrom, plannedTo };
}
