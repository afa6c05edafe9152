import type { JsonObject } from '@backstage/types';
import {
  type NewTicket,
  ticketCreatePermission,
  type TicketChange,
  type TicketDetail,
  ticketEvent,
  type TicketEventWish,
  ticketState,
  TICKET_PROCESSES,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import { nextNumber, type RequestLog } from '../record';
import type { Repeatable } from '../requests';
import type { Answerer } from './Answerer';
import { moveTicket, readWindow } from './moveTicket';
import type { TicketFollowers } from './TicketFollowers';
import type { SeenTicket, TicketReader } from './TicketReader';
import { requireTexts, type TicketReports } from './TicketReports';
import type { TicketStore } from './TicketStore';
import type { StoredTicket } from './types';

type Deps = {
  access: Access;
  store: TicketStore;
  reader: TicketReader;
  reports: TicketReports;
  answerer: Answerer;
  followers: TicketFollowers;
  idempotency: IdempotencyStore;
  log: RequestLog;
  now: () => number;
};

/** Reporting incidents, problems and changes, and working on them. */
export class TicketService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketService {
    return new TicketService(deps);
  }

  async report(
    caller: UserCaller,
    wish: NewTicket,
    key: string,
  ): Promise<StoredAnswer<TicketDetail>> {
    const { access, idempotency, log, reader, reports } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /tickets', body: wish },
      async () => {
        await access.require(caller, ticketCreatePermission);
        return reports.prepare(caller, wish);
      },
      async (trx, prepared) => {
        const ticket = await this.open(trx, prepared);
        const seen = await reader.seenByReporter(caller, ticket);
        return {
          status: 201,
          response: await reader.present(seen, ticket, trx),
        };
      },
    );
    if (!answer.repeated) log.tell('tickets');
    return answer;
  }

  /** Stores a prepared ticket, with a number. */
  async open(
    trx: Knex.Transaction,
    prepared: StoredTicket,
  ): Promise<StoredTicket> {
    const { store, now } = this.deps;
    const year = new Date(now()).getUTCFullYear();
    const number = await nextNumber(trx, `${prepared.kind}s`, year);
    const ticket: StoredTicket = { ...prepared, number };
    await store.insert(trx, ticket);
    await this.record(trx, ticket, ticket.reportedBy, {
      event: 'report',
      to: ticket.state,
      details: { assigned: ticket.assigned.ref },
    });
    return ticket;
  }

  /** What those who work on it write down. */
  async change(
    caller: UserCaller,
    id: string,
    change: TicketChange,
    request: Repeatable,
  ): Promise<TicketDetail> {
    return this.work(
      caller,
      id,
      request,
      async seen => this.deps.reader.requireWorker(seen),
      async (trx, current) => {
        requireRevision(current, change.revision);
        const { revision, plannedFrom, plannedTo, ...texts } = change;
        const written = requireTexts(texts);
        if (texts.incidentClass && current.kind !== 'incident') {
          throw unprocessable('only incidents have a class');
        }
        const window = readWindow(current, { plannedFrom, plannedTo });
        return this.store(
          trx,
          caller,
          { ...current, ...written, ...window },
          { event: 'change', details: { fields: Object.keys(change) } },
        );
      },
    );
  }

  /** One of the events of its process. */
  async fire(
    caller: UserCaller,
    id: string,
    wish: TicketEventWish,
    request: Repeatable,
  ): Promise<TicketDetail> {
    return this.work(
      caller,
      id,
      request,
      async seen => this.deps.reader.requirePart(seen),
      async (trx, current, { roles }) => {
        requireRevision(current, wish.revision);
        const event = requireEvent(current, wish.event, roles);
        const moved = moveTicket(current, event, wish, this.deps.now());
        return this.store(trx, caller, moved, {
          event: event.id,
          from: current.state,
          to: moved.state,
          reason: wish.reason?.trim() || undefined,
          details: fieldsSaid(wish),
        });
      },
    );
  }

  /** Hands it on to another group of its parties. */
  async assign(
    caller: UserCaller,
    id: string,
    ref: string,
    request: Repeatable,
  ): Promise<TicketDetail> {
    const { reader, answerer } = this.deps;
    return this.work(
      caller,
      id,
      request,
      async seen => {
        reader.requireWorker(seen);
        await answerer.requireParty(ref, seen.ticket);
      },
      async (trx, current) =>
        this.store(
          trx,
          caller,
          { ...current, assigned: { ref, why: 'by-hand' } },
          { event: 'assign', details: { assigned: ref } },
        ),
    );
  }

  /**
   * What every change of a ticket has in common: whoever makes it may see it, it
   * happens once, on the ticket as it is, and the answer shows what came of it.
   */
  async work<P>(
    caller: UserCaller,
    id: string,
    request: Repeatable,
    prepare: (seen: SeenTicket) => Promise<P>,
    effect: (
      trx: Knex.Transaction,
      current: StoredTicket,
      seen: SeenTicket,
      prepared: P,
    ) => Promise<StoredTicket>,
  ): Promise<TicketDetail> {
    const { idempotency, reader, store, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const seen = await reader.see(caller, id);
        return { seen, prepared: await prepare(seen) };
      },
      async (trx, { seen, prepared }) => {
        const current = await store.lock(trx, id);
        if (!current) throw notFound('ticket', id);
        const changed = await effect(trx, current, seen, prepared);
        return {
          status: 200,
          response: await reader.present(seen, changed, trx),
        };
      },
    );
    if (!repeated) log.tell('tickets');
    return response;
  }

  /** Stores a change with its step; in the transaction that holds the ticket. */
  async store(
    trx: Knex.Transaction,
    caller: { ref: string },
    ticket: StoredTicket,
    step: Step,
  ): Promise<StoredTicket> {
    const { store, now } = this.deps;
    const changed = await store.update(trx, { ...ticket, updatedAt: now() });
    await this.record(trx, changed, caller.ref, step);
    return changed;
  }

  private async record(
    trx: Knex.Transaction,
    ticket: StoredTicket,
    by: string,
    step: Step,
  ): Promise<void> {
    const { store, log, followers } = this.deps;
    await store.addStep(trx, ticket.id, {
      at: ticket.updatedAt,
      by,
      ...step,
    });
    await log.note(
      trx,
      { kind: 'ticket', id: ticket.id },
      {
        actor: by,
        action: `ticket-${step.event}`,
        details: step.details,
      },
    );
    await followers.follow(trx, ticket);
  }
}

type Step = {
  event: string;
  from?: string;
  to?: string;
  reason?: string;
  details?: JsonObject;
};

/** The texts of the ticket that come with an event. */
function fieldsSaid(wish: TicketEventWish): JsonObject | undefined {
  const fields = (['workaround', 'resolution'] as const).filter(field =>
    wish[field]?.trim(),
  );
  return fields.length > 0 ? { fields } : undefined;
}

/** @throws ConflictError if somebody else was quicker */
function requireRevision(
  ticket: StoredTicket,
  revision: number | undefined,
): void {
  if (revision !== undefined && revision !== ticket.revision) {
    throw conflict(
      'the ticket has changed since you looked at it; load it again, nothing of yours was stored',
    );
  }
}

function requireEvent(
  { kind, state }: StoredTicket,
  eventId: string,
  roles: SeenTicket['roles'],
) {
  const event = ticketEvent(kind, state, eventId);
  if (!event) {
    const { events } = TICKET_PROCESSES[kind];
    if (!events.some(({ id }) => id === eventId)) {
      throw invalidField(
        'event',
        'known-event',
        `there is no such event; ${kind}s have ${[
          ...new Set(events.map(({ id }) => id)),
        ].join(', ')}`,
      );
    }
    throw conflict(
      `the ${kind} is ${
        ticketState(kind, state).id
      }, and "${eventId}" is not possible there`,
    );
  }
  if (!event.by.some(role => roles.has(role))) {
    throw notAllowed(
      `you may see this ${kind}, but "${eventId}" is for ${event.by.join(
        ' or ',
      )}`,
    );
  }
  return event;
}
