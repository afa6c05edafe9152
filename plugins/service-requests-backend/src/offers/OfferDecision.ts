import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  requireReason,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type {
  Destinations,
  Repeatable,
  RequestMover,
  RequestStore,
  StoredRequest,
} from '../requests';
import type { Settings } from '../settings';
import { authorisedFor, whyNotAccept } from './authorised';
import type { OfferDocuments } from './composeDocuments';
import { laterDay } from './days';
import type { IndividualServices } from './IndividualServices';
import type { OfferDesk } from './OfferDesk';
import type { OfferReader, SeenOffer } from './OfferReader';
import type { OfferStore } from './OfferStore';
import { needsTwo } from './totals';
import type { EffectKind, StoredOffer } from './types';

type Deps = {
  acceptance: Settings['acceptance'];
  desk: OfferDesk;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  offers: OfferStore;
  reader: OfferReader;
  requests: RequestStore;
  services: IndividualServices;
  now: () => number;
  /** After an acceptance has been committed. */
  onAccepted: () => void;
};

type Prepared = {
  found: SeenOffer;
  documents?: OfferDocuments;
  destinations: Destinations;
};

const WHY_NOT: Record<NonNullable<OfferDetail['whyNotAccept']>, string> = {
  'nobody-authorised':
    'nobody is authorised to accept offers for this agency; the portal’s administrators name them in serviceRequests.acceptance.authorised',
  'not-authorised':
    'you are not authorised to accept or decline offers for your agency',
  expired: 'the offer was valid until a day that is over; ask for another one',
  'second-person':
    'you have accepted it already; above the threshold a second person has to',
};

/**
 * How the agency decides about an offer. An acceptance that completes it stores
 * everything that is to be put in force in the same transaction; putting it in
 * force is then repeated until it is there.
 */
export class OfferDecision {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OfferDecision {
    return new OfferDecision(deps);
  }

  async accept(
    caller: UserCaller,
    id: string,
    comment: string | undefined,
    request: Repeatable,
  ): Promise<OfferDetail> {
    const { desk, reader } = this.deps;
    return this.work(caller, id, request, {
      deed: 'accept',
      prepare: ({ offer, seen }) =>
        desk.documentsOf(
          offer,
          seen.request,
          laterDay(offer.content.effectiveFrom, reader.today()),
        ),
      effect: (trx, offer, current, prepared) =>
        this.acceptIn(trx, { caller, offer, current, comment, prepared }),
    });
  }

  async decline(
    caller: UserCaller,
    id: string,
    reason: string,
    request: Repeatable,
  ): Promise<OfferDetail> {
    const { desk, mover, offers, now } = this.deps;
    requireReason(reason);
    return this.work(caller, id, request, {
      deed: 'decline',
      prepare: async () => undefined,
      effect: async (trx, offer, current, { destinations }) => {
        requirePublished(offer);
        const declined: StoredOffer = {
          ...offer,
          state: 'declined',
          decidedAt: now(),
          decisionReason: reason,
        };
        await offers.put(trx, declined);
        await mover.trigger(
          trx,
          current,
          'offer-declined',
          { by: caller.ref, reason, details: { offerId: offer.id } },
          destinations,
        );
        await desk.note(trx, declined, caller, 'offer-decline');
        return declined;
      },
    });
  }

  private async acceptIn(
    trx: Knex.Transaction,
    options: {
      caller: UserCaller;
      offer: StoredOffer;
      current: StoredRequest;
      comment?: string;
      prepared: Prepared;
    },
  ): Promise<StoredOffer> {
    const { caller, offer, current, comment, prepared } = options;
    const { acceptance, desk, mover, offers, now } = this.deps;
    requirePublished(offer);
    await this.requireAuthorised(caller, offer, current, 'accept', trx);
    await offers.accept(trx, {
      offer_id: offer.id,
      by: caller.ref,
      at: now(),
      comment: comment?.trim() || null,
    });
    const accepted = (await offers.acceptances(offer.id, trx)).length;
    const needed = needsTwo(offer.content, acceptance.fourEyesAbove) ? 2 : 1;
    if (accepted < needed) {
      await desk.note(trx, offer, caller, 'offer-first-acceptance');
      return offer;
    }
    const documents = prepared.documents!;
    const done: StoredOffer = {
      ...offer,
      state: 'accepted',
      decidedAt: now(),
      effectiveFrom: documents.prices.validFrom,
      saga: 'putting-in-force',
    };
    await offers.put(trx, done);
    await this.storeEffects(trx, done, current, documents);
    await mover.trigger(
      trx,
      current,
      'offer-accepted',
      {
        by: caller.ref,
        details: { offerId: offer.id, version: offer.version },
      },
      prepared.destinations,
    );
    await desk.note(trx, done, caller, 'offer-accept');
    return done;
  }

  /** What is to be put in force, word for word. */
  private async storeEffects(
    trx: Knex.Transaction,
    offer: StoredOffer,
    request: StoredRequest,
    documents: OfferDocuments,
  ): Promise<void> {
    const { offers, services } = this.deps;
    const { ids, version, serviceRef } = documents;
    const effects: Array<[EffectKind, string, unknown]> = [
      ['price', `${ids.priceList}/${version}`, documents.prices],
      ['agreement', `${ids.agreement}/${version}`, documents.agreement],
    ];
    if (await services.take(trx, offer, request, documents)) {
      effects.push(['service', serviceRef, documents.entity]);
    }
    for (const [kind, ref, document] of effects) {
      await offers.putEffect(trx, {
        offer_id: offer.id,
        kind,
        ref,
        state: 'pending',
        document: JSON.stringify(document),
        problem: null,
      });
    }
  }

  /**
   * Declining needs no second person, and an expired offer may be declined. Who has
   * accepted it already is asked in the transaction: only there it is sure that the
   * offer is not decided meanwhile.
   */
  private async requireAuthorised(
    caller: UserCaller,
    offer: StoredOffer,
    { customerRef }: StoredRequest,
    deed: 'accept' | 'decline',
    trx?: Knex.Transaction,
  ): Promise<void> {
    const { acceptance, offers, reader } = this.deps;
    const obstacle = whyNotAccept(caller, {
      authorised: authorisedFor(acceptance, customerRef),
      acceptances:
        trx && deed === 'accept' ? await offers.acceptances(offer.id, trx) : [],
      isExpired: deed === 'accept' && reader.isExpired(offer),
    });
    if (obstacle === undefined) return;
    const words = WHY_NOT[obstacle];
    throw obstacle === 'expired' ? conflict(words) : notAllowed(words);
  }

  private async work(
    caller: UserCaller,
    id: string,
    request: Repeatable,
    steps: {
      deed: 'accept' | 'decline';
      prepare: (found: SeenOffer) => Promise<OfferDocuments | undefined>;
      effect: (
        trx: Knex.Transaction,
        offer: StoredOffer,
        current: StoredRequest,
        prepared: Prepared,
      ) => Promise<StoredOffer>;
    },
  ): Promise<OfferDetail> {
    const { idempotency, mover, offers, reader, requests, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async (): Promise<Prepared> => {
        const found = await reader.see(caller, id);
        const { offer, seen } = found;
        if (!reader.mayDecide(seen)) {
          throw notAllowed('offers are accepted and declined by the agency');
        }
        requirePublished(offer);
        await this.requireAuthorised(caller, offer, seen.request, steps.deed);
        return {
          found,
          documents: await steps.prepare(found),
          destinations: await mover.prepare(seen.request),
        };
      },
      async (trx, prepared) => {
        const { seen } = prepared.found;
        const current = await requests.lock(trx, seen.request.id);
        const offer = await offers.lock(trx, id);
        if (!offer || !current) throw notFound('offer', id);
        const decided = await steps.effect(trx, offer, current, prepared);
        return {
          status: 200,
          response: await reader.present(decided, seen, trx),
        };
      },
    );
    if (!repeated) {
      log.tell('offers');
      if (response.state === 'accepted') this.deps.onAccepted();
    }
    return response;
  }
}

function requirePublished({ state }: StoredOffer): void {
  if (state === 'published') return;
  if (state === 'draft') {
    throw invalidField('offerId', 'published', 'the offer is still a draft');
  }
  throw conflict(`the offer is ${state} already`);
}
