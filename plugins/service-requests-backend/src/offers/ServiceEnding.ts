import { dayBefore } from '@dualcloud/foundation-common';
import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { RequestMover, RequestStore, StoredRequest } from '../requests';
import type { IndividualServices } from './IndividualServices';
import type { OfferStore } from './OfferStore';
import type { EffectKind, StoredOffer } from './types';

type Deps = {
  log: RequestLog;
  mover: RequestMover;
  offers: OfferStore;
  requests: RequestStore;
  services: IndividualServices;
  now: () => number;
};

/** How the plugins that keep them call the last day. */
const LAST_DAY: Partial<Record<EffectKind, string>> = {
  price: 'validTo',
  agreement: 'validUntil',
};

/**
 * What the end of a service brings about: the catalogue says until when it was used,
 * what was agreed by offer about it ends with that day, and the request by which it
 * came to be is closed. What documents describe is ended there.
 */
export class ServiceEnding {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ServiceEnding {
    return new ServiceEnding(deps);
  }

  /** In the transaction that finishes the decommissioning. */
  async end(
    trx: Knex.Transaction,
    request: StoredRequest,
    by: string,
  ): Promise<void> {
    const { offers, requests, services } = this.deps;
    const { serviceRef, dataRecord } = request;
    if (!serviceRef || !dataRecord) return;
    const lastDay = dataRecord.at;
    const name = serviceRef.slice(serviceRef.indexOf('/') + 1);
    const origin = await services.end(trx, name, lastDay);
    const originId =
      origin?.requestId ?? (await requests.recordedOrigin(trx, serviceRef));
    for (const offer of await offers.accepted(trx, { serviceRef, originId })) {
      const isBefore = (offer.effectiveFrom ?? lastDay) <= lastDay;
      await this.endOffer(trx, offer, { lastDay, request, by });
      // Those that began before it have ended with its begin.
      if (isBefore) break;
    }
    if (originId) {
      await this.closeOrigin(trx, originId, { lastDay, request, by });
    }
  }

  /**
   * Price and agreement are told once more, with their last day; see the saga. What was
   * to begin after the last day never holds: it ends on the day before its first.
   */
  private async endOffer(
    trx: Knex.Transaction,
    { id }: StoredOffer,
    { lastDay, request, by }: End,
  ): Promise<void> {
    const { offers, log, now } = this.deps;
    const offer = await offers.lock(trx, id);
    if (!offer) return;
    const { effectiveFrom = lastDay } = offer;
    const neverHolds = effectiveFrom > lastDay;
    const endsOn = neverHolds ? dayBefore(effectiveFrom) : lastDay;
    for (const effect of await offers.effects(id, trx)) {
      const field = LAST_DAY[effect.kind];
      if (!field) continue;
      await offers.putEffect(trx, {
        ...effect,
        state: 'pending',
        problem: null,
        document: JSON.stringify({
          ...fromJson<object>(effect.document),
          [field]: endsOn,
        }),
      });
    }
    const ending = { saga: 'ending', nextAt: now(), attempts: 0 } as const;
    await offers.put(trx, { ...offer, ...ending, endsOn });
    await log.note(
      trx,
      { kind: 'offer', id },
      {
        actor: by,
        action: neverHolds ? 'offer-never-effective' : 'offer-end',
        details: { requestId: request.id, endsOn },
      },
    );
  }

  private async closeOrigin(
    trx: Knex.Transaction,
    originId: string,
    { lastDay, request, by }: End,
  ): Promise<void> {
    const { requests, mover, log } = this.deps;
    const origin = await requests.lock(trx, originId);
    if (!origin) return;
    await mover.trigger(
      trx,
      origin,
      'service-ended',
      { by, details: { requestId: request.id } },
      new Map(),
    );
    await log.note(
      trx,
      { kind: 'request', id: originId },
      {
        actor: by,
        action: 'request-service-ended',
        details: { serviceRef: request.serviceRef ?? '', lastDay },
      },
    );
  }
}

type End = { lastDay: string; request: StoredRequest; by: string };
