import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import {
  Process,
  requestCreatePermission,
  type RequestEventSpec,
  type ServiceRequestDetail,
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
import {
  mayOpen,
  requireCompleteForm,
  requireDraftForm,
  type RequestTypeBook,
  type StoredRequestType,
} from '../requestTypes';
import type { ItemStore } from './checklist';
import type { PartyFinder, PartyWish } from './parties';
import { missingNeeds } from './presentRequest';
import type { Repeatable } from './repeatable';
import type { RequestMover } from './RequestMover';
import type { RequestReader, SeenRequest } from './RequestReader';
import type { RequestStore } from './RequestStore';
import type { StoredRequest } from './types';

/** Body of `POST /requests`. */
export type NewRequest = PartyWish & {
  type: string;
  title: string;
  form: JsonObject;
  submit?: boolean;
};

/** Body of `PUT /requests/{requestId}`. */
export type RequestChange = Pick<
  PartyWish,
  'systemRef' | 'softwareProviderRef'
> & { title?: string; form?: JsonObject; revision?: number };

/** Body of `POST /requests/{requestId}/events`. */
export type EventWish = { event: string; reason?: string; revision?: number };

type Deps = {
  access: Access;
  book: RequestTypeBook;
  store: RequestStore;
  items: ItemStore;
  reader: RequestReader;
  mover: RequestMover;
  parties: PartyFinder;
  idempotency: IdempotencyStore;
  /** What the end of a service brings about. */
  ending: {
    end(
      trx: Knex.Transaction,
      request: StoredRequest,
      by: string,
    ): Promise<void>;
  };
  log: RequestLog;
  now: () => number;
};

const LACKING: Record<string, string> = {
  'production-environment': 'no production environment is linked',
  'data-record': 'it is not on record what became of the data',
  checklist: 'required items of the checklist are open',
};

/** Filing requests, filling them in, and moving them along by hand. */
export class RequestService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): RequestService {
    return new RequestService(deps);
  }

  /** As a draft, or submitted at once. */
  async file(
    caller: UserCaller,
    wish: NewRequest,
    key: string,
  ): Promise<StoredAnswer<ServiceRequestDetail>> {
    const { idempotency, log } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /requests', body: wish },
      async () => this.prepareFiling(caller, wish),
      async (trx, { request, type, event, destinations }) => {
        const { store, mover, now } = this.deps;
        const year = new Date(now()).getUTCFullYear();
        const number = await nextNumber(trx, 'requests', year);
        let stored: StoredRequest = { ...request, number };
        await store.insert(trx, stored);
        await store.addStep(trx, stored.id, {
          at: stored.createdAt,
          by: caller.ref,
          event: 'file',
          to: stored.state,
        });
        if (event) {
          stored = await mover.move(
            trx,
            stored,
            event,
            { by: caller.ref },
            destinations,
          );
        }
        await this.note(trx, stored, caller, 'request-file', {
          type: type.name,
        });
        const seen = await this.deps.reader.seeOwn(caller, stored);
        return {
          status: 201,
          response: await this.deps.reader.present(seen, stored, trx),
        };
      },
    );
    if (!answer.repeated) log.tell('requests');
    return answer;
  }

  /** As long as it is the requester's turn. */
  async change(
    caller: UserCaller,
    id: string,
    change: RequestChange,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, parties, store, book, now } = this.deps;
    return this.work(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        const { customerRef } = seen.request;
        await parties.requireSystem(change.systemRef, customerRef, caller);
        await parties.requireSoftwareProvider(change.softwareProviderRef);
        const type = await book.get(seen.request.typeId);
        if (change.form) requireDraftForm(type, change.form);
      },
      async (trx, current, { roles }) => {
        requireRevision(current, change.revision);
        if (current.waitsFor !== 'requester' || !roles.has('requester')) {
          throw conflict(
            `the request is ${current.state}, and what was filled in can be changed only while it is the requester's turn; say it in the conversation instead`,
          );
        }
        const { title, form, systemRef, softwareProviderRef } = change;
        requireTitle(title);
        const changed = await store.update(trx, {
          ...current,
          ...(title && { title }),
          ...(form && { form }),
          // What follows from the service is not for the requester to say.
          ...(!current.serviceRef && systemRef && { systemRef }),
          ...(!current.serviceRef &&
            softwareProviderRef && { softwareProviderRef }),
          updatedAt: now(),
        });
        await this.note(trx, changed, caller, 'request-change');
        return changed;
      },
    );
  }

  /** One of the events of the request's process, by hand. */
  async fire(
    caller: UserCaller,
    id: string,
    wish: EventWish,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, mover, book } = this.deps;
    return this.work(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        return mover.prepare(seen.request);
      },
      async (trx, current, { roles }, destinations) => {
        requireRevision(current, wish.revision);
        const type = await book.get(current.typeId, trx);
        const event = requireEvent(type, current, wish.event, roles);
        await this.requireNeeds(trx, event, current, type, wish);
        const moved = await mover.move(
          trx,
          current,
          event,
          { by: caller.ref, reason: wish.reason?.trim() || undefined },
          destinations,
        );
        await this.note(trx, moved, caller, `request-${event.id}`, {
          from: current.state,
          to: moved.state,
        });
        // Data are accounted for where a service ends, and nowhere else.
        if (event.needs?.includes('data-record')) {
          await this.deps.ending.end(trx, moved, caller.ref);
        }
        return moved;
      },
    );
  }

  /**
   * What every change of a request has in common: whoever makes it may see it, it
   * happens once, on the request as it is, and the answer shows what came of it.
   */
  async work<P>(
    caller: UserCaller,
    id: string,
    request: Repeatable,
    prepare: (seen: SeenRequest) => Promise<P>,
    effect: (
      trx: Knex.Transaction,
      current: StoredRequest,
      seen: SeenRequest,
      prepared: P,
    ) => Promise<StoredRequest>,
  ): Promise<ServiceRequestDetail> {
    const { idempotency, reader, store, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const seen = await reader.see(caller, id);
        return { seen, prepared: await prepare(seen) };
      },
      async (trx, { seen, prepared }) => {
        const current = await store.lock(trx, id);
        if (!current) throw notFound('request', id);
        const changed = await effect(trx, current, seen, prepared);
        return {
          status: 200,
          response: await reader.present(seen, changed, trx),
        };
      },
    );
    if (!repeated) log.tell('requests');
    return response;
  }

  /** In the transaction of a change. */
  async note(
    trx: Knex.Transaction,
    request: StoredRequest,
    caller: UserCaller,
    action: string,
    details?: JsonObject,
  ): Promise<void> {
    await this.deps.log.note(
      trx,
      { kind: 'request', id: request.id },
      {
        actor: caller.ref,
        action,
        details,
      },
    );
  }

  private async prepareFiling(caller: UserCaller, wish: NewRequest) {
    const { access, book, mover, parties, now } = this.deps;
    await access.require(caller, requestCreatePermission);
    const type = await book.require(wish.type);
    if (!mayOpen(caller.party, type)) {
      throw notAllowed(
        `requests of the type ${
          type.name
        } are filed by ${type.spec.openedBy.join(' or ')}`,
      );
    }
    requireTitle(wish.title);
    requireDraftForm(type, wish.form);
    if (wish.submit) requireCompleteForm(type, wish.form);
    const at = now();
    const { responsible, accountable, consulted, informed } = type.spec.roles;
    const request: StoredRequest = {
      id: randomUUID(),
      number: '',
      type: type.name,
      typeId: type.id,
      title: wish.title.trim(),
      ...mover.begin(type),
      stateSince: at,
      reminders: 0,
      form: wish.form,
      isDraft: true,
      ...(await parties.find(caller, type, wish)),
      requesterRef: caller.ref,
      assignment: { responsible, accountable, consulted, informed },
      revision: 1,
      createdAt: at,
      updatedAt: at,
    };
    const event = wish.submit ? submitting(type) : undefined;
    return {
      request,
      type,
      event,
      destinations: await mover.prepare(request),
    };
  }

  /** @throws InputError that says what is missing */
  private async requireNeeds(
    trx: Knex.Transaction,
    event: RequestEventSpec,
    request: StoredRequest,
    type: StoredRequestType,
    wish: EventWish,
  ): Promise<void> {
    const needs = event.needs ?? [];
    if (needs.includes('reason') && !wish.reason?.trim()) {
      throw invalidField('reason', 'required', 'must say why, in words');
    }
    if (needs.includes('form')) requireCompleteForm(type, request.form);
    const items = await this.deps.items.of(request.id, trx);
    const missing = missingNeeds(needs, request, type, items);
    if (missing.length > 0) {
      throw unprocessable(
        `"${event.id}" is not possible yet: ${missing
          .map(need => LACKING[need])
          .join('; ')}`,
      );
    }
  }
}

/** @throws ConflictError if somebody else was quicker */
export function requireRevision(
  request: StoredRequest,
  revision: number | undefined,
): void {
  if (revision !== undefined && revision !== request.revision) {
    throw conflict(
      'the request has changed since you looked at it; load it again, nothing of yours was stored',
    );
  }
}

function requireTitle(title: string | undefined): void {
  if (title !== undefined && title.trim() === '') {
    throw invalidField('title', 'required', 'must say what it is about');
  }
}

function requireEvent(
  type: StoredRequestType,
  request: StoredRequest,
  eventId: string,
  roles: SeenRequest['roles'],
): RequestEventSpec {
  const process = Process.of(type.spec.process);
  const event = process.event(request.state, eventId);
  if (!event) {
    const known = type.spec.process.events.some(({ id }) => id === eventId);
    if (!known) {
      throw invalidField(
        'event',
        'known-event',
        `the process of ${type.name} has no event "${eventId}"`,
      );
    }
    throw conflict(
      `the request is ${request.state}, and "${eventId}" is not possible there`,
    );
  }
  if (event.trigger) {
    throw unprocessable(
      `"${eventId}" does not happen by hand: "${event.trigger}" sets it off`,
    );
  }
  if (!event.by.some(role => roles.has(role))) {
    throw notAllowed(
      `you may see this request, but "${eventId}" is for ${event.by.join(
        ' or ',
      )}`,
    );
  }
  return event;
}

/** What leads a draft on to where others see it. */
function submitting({ spec }: StoredRequestType): RequestEventSpec | undefined {
  const process = Process.of(spec.process);
  return process
    .from(process.initial)
    .find(
      ({ needs, by }) => needs?.includes('form') && by.includes('requester'),
    );
}
