import { randomUUID } from 'node:crypto';
import {
  type OfferContent,
  type OfferDetail,
  offerManagePermission,
  Process,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { isRealDay } from '@dualcloud/foundation-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  requireReason,
  type StoredAnswer,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type {
  Repeatable,
  RequestMover,
  RequestReader,
  RequestStore,
  SeenRequest,
  StoredRequest,
} from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { AgreementFinder } from './AgreementFinder';
import { composeDocuments, type OfferDocuments } from './composeDocuments';
import type { OfferChecker } from './OfferChecker';
import type { OfferReader } from './OfferReader';
import type { OfferStore } from './OfferStore';
import { totalsOf } from './totals';
import type { StoredOffer } from './types';

/** Body of `POST /requests/{requestId}/offers`. */
export type OfferWish = { content: OfferContent; validUntil: string };

type Deps = {
  book: RequestTypeBook;
  checker: OfferChecker;
  finder: AgreementFinder;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  offers: OfferStore;
  reader: OfferReader;
  requestReader: RequestReader;
  requests: RequestStore;
  now: () => number;
};

/** How the IT service provider draws up offers, makes them and takes them back. */
export class OfferDesk {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OfferDesk {
    return new OfferDesk(deps);
  }

  /** Begins a version. */
  async draft(
    caller: UserCaller,
    requestId: string,
    wish: OfferWish,
    key: string,
  ): Promise<StoredAnswer<OfferDetail>> {
    const { idempotency, offers, reader, requests, log, now } = this.deps;
    const route = `POST /requests/${requestId}/offers`;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route, body: wish },
      async () => {
        const seen = await this.seeAsProvider(caller, requestId);
        const { spec } = await this.deps.book.get(seen.request.typeId);
        if (!spec.offers) {
          throw unprocessable(
            `requests of the type ${seen.request.type} are not answered by offers`,
          );
        }
        requireReadable(wish);
        return seen;
      },
      async (trx, seen) => {
        const request = await requests.lock(trx, requestId);
        if (!request) throw notFound('request', requestId);
        if (request.ended) {
          throw conflict(
            `the request is ${request.state}; nothing is offered any more`,
          );
        }
        const others = await offers.of(requestId, trx);
        if (others.some(({ state }) => state === 'accepted')) {
          throw conflict(
            'an offer has been accepted; a change is a request of its own',
          );
        }
        const offer: StoredOffer = {
          id: randomUUID(),
          requestId,
          version: (others[0]?.version ?? 0) + 1,
          state: 'draft',
          ...wish,
          createdBy: caller.ref,
          createdAt: now(),
          nextAt: 0,
          attempts: 0,
        };
        await offers.put(trx, offer);
        await this.note(trx, offer, caller, 'offer-draft');
        return {
          status: 201,
          response: await reader.present(offer, seen, trx),
        };
      },
    );
    if (!answer.repeated) log.tell('offers');
    return answer;
  }

  async update(
    caller: UserCaller,
    id: string,
    wish: OfferWish,
    request: Repeatable,
  ): Promise<OfferDetail> {
    requireReadable(wish);
    return this.work(caller, id, request, {
      prepare: async () => undefined,
      effect: async (trx, offer) => {
        requireState(offer, 'draft', 'changed');
        const changed = { ...offer, ...wish };
        await this.deps.offers.put(trx, changed);
        await this.note(trx, changed, caller, 'offer-change');
        return changed;
      },
    });
  }

  /** Makes it to the agency; an earlier version that is still open is superseded. */
  async publish(
    caller: UserCaller,
    id: string,
    request: Repeatable,
  ): Promise<OfferDetail> {
    const { mover, offers, now, reader } = this.deps;
    return this.work(caller, id, request, {
      prepare: async (offer, seen) => {
        requireState(offer, 'draft', 'published');
        requireDays(offer, reader.today());
        const documents = await this.documentsOf(offer, seen.request);
        await this.deps.checker.requireSound(documents, seen.request);
        return mover.prepare(seen.request);
      },
      effect: async (trx, offer, current, destinations) => {
        requireState(offer, 'draft', 'published');
        await this.requireTurn(current);
        for (const other of await offers.of(offer.requestId, trx)) {
          if (other.state === 'published') {
            await offers.put(trx, {
              ...other,
              state: 'superseded',
              decidedAt: now(),
            });
          }
        }
        const published: StoredOffer = {
          ...offer,
          state: 'published',
          publishedAt: now(),
        };
        await offers.put(trx, published);
        const move = {
          by: caller.ref,
          details: { offerId: id, version: offer.version },
        };
        await mover.trigger(
          trx,
          current,
          'offer-published',
          move,
          destinations,
        );
        await this.note(trx, published, caller, 'offer-publish');
        return published;
      },
    });
  }

  async withdraw(
    caller: UserCaller,
    id: string,
    reason: string,
    request: Repeatable,
  ): Promise<OfferDetail> {
    const { mover, offers, now } = this.deps;
    requireReason(reason);
    return this.work(caller, id, request, {
      prepare: (_, seen) => mover.prepare(seen.request),
      effect: async (trx, offer, current, destinations) => {
        requireState(offer, 'published', 'withdrawn');
        const withdrawn: StoredOffer = {
          ...offer,
          state: 'withdrawn',
          decidedAt: now(),
          decisionReason: reason,
        };
        await offers.put(trx, withdrawn);
        const move = { by: caller.ref, reason, details: { offerId: id } };
        await mover.trigger(
          trx,
          current,
          'offer-withdrawn',
          move,
          destinations,
        );
        await this.note(trx, withdrawn, caller, 'offer-withdraw');
        return withdrawn;
      },
    });
  }

  /** What would follow from an offer. @throws Error with 422 while the system is not known */
  async documentsOf(
    offer: StoredOffer,
    request: StoredRequest,
    effectiveFrom: string = offer.content.effectiveFrom,
  ): Promise<OfferDocuments> {
    const { systemRef } = request;
    if (!systemRef) {
      throw unprocessable(
        'prices and level are agreed for a system of the agency: link the system to the request first',
      );
    }
    const ids = await this.deps.finder.find(
      request,
      offer.content.service.name,
    );
    return composeDocuments(
      offer,
      { ...request, systemRef },
      { ids, effectiveFrom },
    );
  }

  /** In the transaction of a change. */
  async note(
    trx: Knex.Transaction,
    offer: StoredOffer,
    caller: UserCaller,
    action: string,
  ): Promise<void> {
    const { log } = this.deps;
    await log.changes.touch(trx, 'request', offer.requestId);
    await log.note(
      trx,
      { kind: 'offer', id: offer.id },
      {
        actor: caller.ref,
        action,
        details: {
          requestId: offer.requestId,
          version: offer.version,
          ...totalsOf(offer.content),
        },
      },
    );
  }

  /** What changes to an offer have in common: request before offer, both as they are. */
  private async work<P>(
    caller: UserCaller,
    id: string,
    request: Repeatable,
    steps: {
      prepare: (offer: StoredOffer, seen: SeenRequest) => Promise<P>;
      effect: (
        trx: Knex.Transaction,
        offer: StoredOffer,
        current: StoredRequest,
        prepared: P,
      ) => Promise<StoredOffer>;
    },
  ): Promise<OfferDetail> {
    const { idempotency, offers, reader, requests, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const { offer, seen } = await reader.see(caller, id);
        this.requireProvider(seen);
        return { seen, prepared: await steps.prepare(offer, seen) };
      },
      async (trx, { seen, prepared }) => {
        const current = await requests.lock(trx, seen.request.id);
        const offer = await offers.lock(trx, id);
        if (!offer || !current) throw notFound('offer', id);
        const changed = await steps.effect(trx, offer, current, prepared);
        return {
          status: 200,
          response: await reader.present(changed, seen, trx),
        };
      },
    );
    if (!repeated) log.tell('offers');
    return response;
  }

  private async seeAsProvider(
    caller: UserCaller,
    requestId: string,
  ): Promise<SeenRequest> {
    const seen = await this.deps.requestReader.see(caller, requestId);
    this.requireProvider(seen);
    return seen;
  }

  private requireProvider({ decisions, resource }: SeenRequest): void {
    if (!decisions.allow(offerManagePermission, resource, 'manage')) {
      throw notAllowed(
        'offers are drawn up and made by the IT service provider',
      );
    }
  }

  private async requireTurn(request: StoredRequest): Promise<void> {
    const { spec } = await this.deps.book.get(request.typeId);
    const process = Process.of(spec.process);
    if (process.triggered(request.state, 'offer-published')) return;
    throw conflict(
      `the request is ${request.state}, and nothing can be offered there; take it up first`,
    );
  }
}

function requireState(
  offer: StoredOffer,
  state: StoredOffer['state'],
  past: string,
): void {
  if (offer.state === state) return;
  throw conflict(
    `the offer is ${offer.state}; only one that is ${state} can be ${past}`,
  );
}

/** What a draft must be, so that it can be shown. */
function requireReadable({ content, validUntil }: OfferWish): void {
  for (const [field, day] of [
    ['validUntil', validUntil],
    ['content.effectiveFrom', content.effectiveFrom],
  ]) {
    if (!isRealDay(day)) {
      throw invalidField(
        field,
        'date-exists',
        `${day} is not a day of the calendar`,
      );
    }
  }
  try {
    totalsOf(content);
  } catch (error) {
    throw invalidField(
      'content.prices.components',
      'decimal',
      error instanceof Error ? error.message : String(error),
    );
  }
}

function requireDays(
  { validUntil, content }: StoredOffer,
  today: string,
): void {
  if (validUntil < today) {
    throw invalidField(
      'validUntil',
      'future',
      'is in the past; nobody could accept the offer',
    );
  }
  if (content.effectiveFrom < today) {
    throw invalidField(
      'content.effectiveFrom',
      'future',
      'is in the past; prices and level hold from the day of acceptance at the earliest',
    );
  }
}
