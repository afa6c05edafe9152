import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import {
  initialTicketState,
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
import type { TicketParties } from './TicketParties';
import type { SeenTicket, TicketReader } from './TicketReader';
import type { TicketStore } from './TicketStore';
import type { Assigned, StoredTicket } from './types';

type Deps = {
  access: Access;
  store: TicketStore;
  reader: TicketReader;
  parties: TicketParties;
  answerer: Answerer;
  followers: TicketFollowers;
  idempotency: IdempotencyStore;
  log: RequestLog;
  /** Group of the IT service provider. */
  group: string;
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
    const { idempotency, log, store, reader, now } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /tickets', body: wish },
      () => this.prepareReport(caller, wish),
      async (trx, prepared) => {
        const year = new Date(now()).getUTCFullYear();
        const number = await nextNumber(trx, `${wish.kind}s`, year);
        const ticket: StoredTicket = { ...prepared, number };
        await store.insert(trx, ticket);
        await this.record(trx, ticket, caller.ref, {
          event: 'report',
          to: ticket.state,
          details: { assigned: ticket.assigned.ref },
        });
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
        objectRef: `ticket:${ticket.id}`,
        details: step.details,
      },
    );
    await followers.follow(trx, ticket);
  }

  private async prepareReport(
    caller: UserCaller,
    wish: NewTicket,
  ): Promise<StoredTicket> {
    const { access, parties, now } = this.deps;
    await access.require(caller, ticketCreatePermission);
    const { party } = caller;
    const isBuilder =
      party.isItServiceProvider || party.softwareProviders.length > 0;
    if (wish.kind === 'problem' && !isBuilder) {
      throw notAllowed(
        'problems are recorded by the IT service provider and the software provider; report an incident',
      );
    }
    if ((wish.kind === 'incident') !== Boolean(wish.incidentClass)) {
      throw invalidField(
        'incidentClass',
        'incidents-only',
        'says how bad an incident is: every incident has one, and nothing else',
      );
    }
    const subject = await parties.find(caller, wish);
    const { lane, stage, ...where } = subject;
    const at = now();
    const window = readWindow({ kind: wish.kind }, wish);
    const [title, description] = [wish.title.trim(), wish.description.trim()];
    requireTexts({ title, description });
    const state = initialTicketState(wish.kind);
    return {
      id: randomUUID(),
      number: '',
      kind: wish.kind,
      title,
      description,
      state: state.id,
      open: state.open,
      incidentClass: wish.incidentClass,
      ...where,
      ...window,
      reportedBy: caller.ref,
      reporterName: wish.reporterName?.trim() || undefined,
      assigned: await this.assigned(wish, subject),
      reportedAt: at,
      revision: 1,
      createdAt: at,
      updatedAt: at,
    };
  }

  private async assigned(
    { kind, part }: NewTicket,
    subject: Parameters<Answerer['find']>[0],
  ): Promise<Assigned> {
    const { answerer, group } = this.deps;
    return kind === 'incident'
      ? answerer.find(subject, part)
      : { ref: group, why: 'usual' };
  }
}

type Step = {
  event: string;
  from?: string;
  to?: string;
  reason?: string;
  details?: JsonObject;
};

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

function requireTexts<T extends object>(texts: T): T {
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text === 'string' && text.trim() === '') {
      throw invalidField(field, 'required', 'must say something');
    }
  }
  return texts;
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
