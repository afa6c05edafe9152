import {
  type Offer,
  offerAcceptPermission,
  type OfferDetail,
  type OfferDifference,
  type OfferState,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  invalidField,
  notFound,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestReader, SeenRequest } from '../requests';
import type { Settings } from '../settings';
import { authorisedFor, whyNotAccept } from './authorised';
import { compareContents } from './compare';
import { dayOf } from './days';
import type { OfferStore } from './OfferStore';
import { needsTwo, totalsOf } from './totals';
import type { AcceptanceRow, EffectRow, StoredOffer } from './types';

/** An offer that the caller may see, with the request that it answers. */
export type SeenOffer = { offer: StoredOffer; seen: SeenRequest };

type Deps = {
  offers: OfferStore;
  requests: RequestReader;
  acceptance: Settings['acceptance'];
  timeZone: string;
  now: () => number;
};

/** Offers as somebody may see them: a draft is the provider's alone. */
export class OfferReader {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OfferReader {
    return new OfferReader(deps);
  }

  /** The calendar day of the provider. */
  today(): string {
    return dayOf(this.deps.now(), this.deps.timeZone);
  }

  isExpired({ state, validUntil }: StoredOffer): boolean {
    return state === 'published' && validUntil < this.today();
  }

  /** Newest first. */
  async list(caller: Caller, requestId: string): Promise<Offer[]> {
    const { offers, requests } = this.deps;
    const seen = await requests.see(caller, requestId);
    const visible = (await offers.of(requestId)).filter(
      offer => offer.state !== 'draft' || requests.isManager(seen),
    );
    return Promise.all(
      visible.map(async offer =>
        this.summary(offer, await offers.acceptances(offer.id)),
      ),
    );
  }

  async get(caller: Caller, id: string): Promise<OfferDetail> {
    const { offer, seen } = await this.see(caller, id);
    return this.present(offer, seen);
  }

  async compare(
    caller: Caller,
    id: string,
    otherId: string,
  ): Promise<{ with: Offer; differences: OfferDifference[] }> {
    const { offer } = await this.see(caller, id);
    const other = await this.see(caller, otherId);
    if (other.offer.requestId !== offer.requestId) {
      throw invalidField(
        'with',
        'same-request',
        'must be another version of the same offer',
      );
    }
    const acceptances = await this.deps.offers.acceptances(otherId);
    return {
      with: this.summary(other.offer, acceptances),
      differences: compareContents(other.offer, offer),
    };
  }

  /** @throws NotFoundError */
  async see(caller: Caller, id: string): Promise<SeenOffer> {
    const { offers, requests } = this.deps;
    const offer = await offers.get(id);
    if (!offer) throw notFound('offer', id);
    const seen = await requests
      .see(caller, offer.requestId, [offerAcceptPermission])
      .catch(() => undefined);
    if (!seen || (offer.state === 'draft' && !requests.isManager(seen))) {
      throw notFound('offer', id);
    }
    return { offer, seen };
  }

  async present(
    offer: StoredOffer,
    seen: SeenRequest,
    knex?: Knex,
  ): Promise<OfferDetail> {
    const { offers, acceptance } = this.deps;
    const acceptances = await offers.acceptances(offer.id, knex);
    const effects = await offers.effects(offer.id, knex);
    const authorised = authorisedFor(acceptance, seen.request.customerRef);
    const isTurn = offer.state === 'published' && this.mayDecide(seen);
    const obstacle = isTurn
      ? whyNotAccept(seen.decisions.caller, {
          authorised,
          acceptances,
          isExpired: this.isExpired(offer),
        })
      : undefined;
    return {
      ...this.summary(offer, acceptances),
      content: offer.content,
      effects: effects.map(presentEffect),
      deeds: this.deeds(offer, seen, { isTurn, obstacle }),
      whyNotAccept: obstacle,
      authorised: [...authorised],
    };
  }

  /** Of the agency; who in it is authorised is another question. */
  mayDecide({ decisions, resource }: SeenRequest): boolean {
    return decisions.allow(offerAcceptPermission, resource, 'decide');
  }

  private deeds(
    offer: StoredOffer,
    seen: SeenRequest,
    {
      isTurn,
      obstacle,
    }: { isTurn: boolean; obstacle: OfferDetail['whyNotAccept'] },
  ): OfferDetail['deeds'] {
    const deeds: OfferDetail['deeds'] = [];
    if (this.deps.requests.isManager(seen)) {
      if (offer.state === 'draft') deeds.push('update', 'publish');
      if (offer.state === 'published') deeds.push('withdraw');
    }
    if (isTurn && !obstacle) deeds.push('accept');
    // Whoever has accepted as the first of two may still decline.
    if (isTurn && (!obstacle || obstacle === 'second-person')) {
      deeds.push('decline');
    }
    return deeds;
  }

  private summary(
    offer: StoredOffer,
    acceptances: readonly AcceptanceRow[],
  ): Offer {
    const { fourEyesAbove } = this.deps.acceptance;
    const state: OfferState = this.isExpired(offer) ? 'expired' : offer.state;
    return {
      id: offer.id,
      requestId: offer.requestId,
      version: offer.version,
      state,
      titles: offer.content.titles,
      validUntil: offer.validUntil,
      effectiveFrom: offer.effectiveFrom ?? offer.content.effectiveFrom,
      totals: totalsOf(offer.content),
      createdBy: offer.createdBy,
      createdAt: new Date(offer.createdAt).toISOString(),
      publishedAt: toIsoTime(offer.publishedAt),
      acceptances: acceptances.map(({ by, at, comment }) => ({
        by,
        at: new Date(Number(at)).toISOString(),
        comment: comment ?? undefined,
      })),
      acceptancesNeeded: needsTwo(offer.content, fourEyesAbove) ? 2 : 1,
      decidedAt: toIsoTime(offer.decidedAt),
      decisionReason: offer.decisionReason,
      endsOn: offer.endsOn,
      saga: offer.saga,
    };
  }
}

function presentEffect(row: EffectRow): OfferDetail['effects'][number] {
  return {
    kind: row.kind,
    state: row.state,
    ref: row.ref ?? undefined,
    problem: row.problem ?? undefined,
  };
}
