import type { JsonObject } from '@backstage/types';
import {
  Process,
  type RequestEventSpec,
  type ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  invalidField,
  notAllowed,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  requireCompleteForm,
  requireDraftForm,
  type RequestTypeBook,
  type StoredRequestType,
} from '../requestTypes';
import type { ItemStore } from './checklist';
import { requireTitle } from './newRequest';
import type { PartyFinder, PartyWish } from './parties';
import { missingNeeds } from './presentRequest';
import type { Repeatable } from './repeatable';
import type { RequestMover } from './RequestMover';
import type { RequestReader, SeenRequest } from './RequestReader';
import type { RequestStore } from './RequestStore';
import type { RequestWork } from './RequestWork';
import type { StoredRequest } from './types';

/** Body of `PUT /requests/{requestId}`. */
export type RequestChange = Pick<
  PartyWish,
  'systemRef' | 'softwareProviderRef'
> & { title?: string; form?: JsonObject; revision?: number };

/** Body of `POST /requests/{requestId}/events`. */
export type EventWish = { event: string; reason?: string; revision?: number };

type Deps = {
  book: RequestTypeBook;
  store: RequestStore;
  items: ItemStore;
  reader: RequestReader;
  mover: RequestMover;
  parties: PartyFinder;
  work: RequestWork;
  /** What the end of a service brings about. */
  ending: {
    end(
      trx: Knex.Transaction,
      request: StoredRequest,
      by: string,
    ): Promise<void>;
  };
  now: () => number;
};

const LACKING: Record<string, string> = {
  'production-environment': 'no production environment is linked',
  'data-record': 'it is not on record what became of the data',
  checklist: 'required items of the checklist are open',
};

/** Filling requests in, and moving them along by hand. */
export class RequestService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): RequestService {
    return new RequestService(deps);
  }

  /** As long as it is the requester's turn. */
  async change(
    caller: UserCaller,
    id: string,
    change: RequestChange,
    request: Repeatable,
  ): Promise<ServiceRequestDetail> {
    const { reader, parties, store, book, work, now } = this.deps;
    return work.change(
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
        await work.note(trx, changed, caller, 'request-change');
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
    const { reader, mover, book, work } = this.deps;
    return work.change(
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
        await work.note(trx, moved, caller, `request-${event.id}`, {
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
function requireRevision(
  request: StoredRequest,
  revision: number | undefined,
): void {
  if (revision !== undefined && revision !== request.revision) {
    throw conflict(
      'the request has changed since you looked at it; load it again, nothing of yours was stored',
    );
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
