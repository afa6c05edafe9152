import type {
  OfferContent,
  OfferDetail,
  OfferState,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  fromJson,
  toNumber,
  toOptionalNumber,
} from '@dualcloud/foundation-node';

/** How far putting an accepted offer in force, or ending it with its service, has come. */
export type Saga = 'putting-in-force' | 'in-force' | 'ending' | 'ended';

/** An offer as it is stored; times in milliseconds since 1970, days as `2026-11-28`. */
export type StoredOffer = {
  id: string;
  requestId: string;
  version: number;
  /** Never `expired`: that follows from the day on which one looks. */
  state: Exclude<OfferState, 'expired'>;
  content: OfferContent;
  validUntil: string;
  createdBy: string;
  createdAt: number;
  publishedAt?: number;
  decidedAt?: number;
  decisionReason?: string;
  /** Once it is accepted: from when its prices and its agreement hold. */
  effectiveFrom?: string;
  /** Once its service is decommissioned: until when they hold. */
  endsOn?: string;
  saga?: Saga;
  nextAt: number;
  attempts: number;
};

/** A row of `offers`. */
export type OfferRow = {
  id: string;
  request_id: string;
  version: number;
  state: StoredOffer['state'];
  content: string;
  valid_until: string;
  created_by: string;
  created_at: number | string;
  published_at: number | string | null;
  decided_at: number | string | null;
  decision_reason: string | null;
  effective_from: string | null;
  ends_on: string | null;
  saga: Saga | null;
  next_at: number | string;
  attempts: number;
};

/** A row of `offer_acceptances`. */
export type AcceptanceRow = {
  offer_id: string;
  by: string;
  at: number | string;
  comment: string | null;
};

export type EffectKind = OfferDetail['effects'][number]['kind'];
export type EffectState = OfferDetail['effects'][number]['state'];

/** A row of `offer_effects`. */
export type EffectRow = {
  offer_id: string;
  kind: EffectKind;
  state: EffectState;
  ref: string | null;
  document: string;
  problem: string | null;
};

export function toOffer(row: OfferRow): StoredOffer {
  return {
    id: row.id,
    requestId: row.request_id,
    version: row.version,
    state: row.state,
    content: fromJson<OfferContent>(row.content),
    validUntil: row.valid_until,
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
    publishedAt: toOptionalNumber(row.published_at),
    decidedAt: toOptionalNumber(row.decided_at),
    decisionReason: row.decision_reason ?? undefined,
    effectiveFrom: row.effective_from ?? undefined,
    endsOn: row.ends_on ?? undefined,
    saga: row.saga ?? undefined,
    nextAt: toNumber(row.next_at),
    attempts: row.attempts,
  };
}

export function toRow(offer: StoredOffer): OfferRow {
  return {
    id: offer.id,
    request_id: offer.requestId,
    version: offer.version,
    state: offer.state,
    content: JSON.stringify(offer.content),
    valid_until: offer.validUntil,
    created_by: offer.createdBy,
    created_at: offer.createdAt,
    published_at: offer.publishedAt ?? null,
    decided_at: offer.decidedAt ?? null,
    decision_reason: offer.decisionReason ?? null,
    effective_from: offer.effectiveFrom ?? null,
    ends_on: offer.endsOn ?? null,
    saga: offer.saga ?? null,
    next_at: offer.nextAt,
    attempts: offer.attempts,
  };
}
