import { lockRows } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type AcceptanceRow,
  type EffectRow,
  type OfferRow,
  type StoredOffer,
  toOffer,
  toRow,
} from './types';

/** Offers, who has accepted them, and what they put in force. */
export class OfferStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): OfferStore {
    return new OfferStore(knex);
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredOffer | undefined> {
    const row: OfferRow | undefined = await knex('offers')
      .where({ id })
      .first();
    return row && toOffer(row);
  }

  /** As it is now, and by nobody else changed until the transaction has ended. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredOffer | undefined> {
    await lockRows(trx, 'offers', [id]);
    return this.get(id, trx);
  }

  /** Newest first. */
  async of(requestId: string, knex: Knex = this.knex): Promise<StoredOffer[]> {
    const rows: OfferRow[] = await knex('offers')
      .where('request_id', requestId)
      .orderBy('version', 'desc');
    return rows.map(toOffer);
  }

  async put(trx: Knex.Transaction, offer: StoredOffer): Promise<void> {
    await trx('offers').insert(toRow(offer)).onConflict('id').merge();
  }

  async acceptances(
    offerId: string,
    knex: Knex = this.knex,
  ): Promise<AcceptanceRow[]> {
    return knex('offer_acceptances').where('offer_id', offerId).orderBy('id');
  }

  async accept(trx: Knex.Transaction, row: AcceptanceRow): Promise<void> {
    await trx('offer_acceptances').insert(row);
  }

  async effects(offerId: string, knex: Knex = this.knex): Promise<EffectRow[]> {
    return knex('offer_effects').where('offer_id', offerId).orderBy('kind');
  }

  async putEffect(knex: Knex, row: EffectRow): Promise<void> {
    await knex('offer_effects')
      .insert(row)
      .onConflict(['offer_id', 'kind'])
      .merge();
  }

  /**
   * What became of an effect; nothing is noted if it is another one by now.
   * @returns whether that was so
   */
  async noteOutcome(
    trx: Knex.Transaction,
    { offer_id, kind, document }: EffectRow,
    outcome: Pick<EffectRow, 'state' | 'problem'>,
  ): Promise<boolean> {
    const updated = await trx('offer_effects')
      .where({ offer_id, kind, document })
      .update(outcome);
    return updated > 0;
  }

  /**
   * The accepted offers about a service, the last to begin first. A request for something
   * new does not name the service, and so the one is given by which it came to be.
   */
  async accepted(
    trx: Knex.Transaction,
    { serviceRef, originId }: { serviceRef: string; originId?: string },
  ): Promise<StoredOffer[]> {
    const rows: OfferRow[] = await trx('offers')
      .join('requests', 'requests.id', 'offers.request_id')
      .whereNotNull('offers.saga')
      .where(which => {
        which.where('requests.service_ref', serviceRef);
        if (originId) which.orWhere('requests.id', originId);
      })
      .orderBy([
        { column: 'offers.effective_from', order: 'desc' },
        { column: 'offers.decided_at', order: 'desc' },
      ])
      .select('offers.*');
    return rows.map(toOffer);
  }

  /** Accepted ones whose effects are not all there, if it is time to go on. */
  async unfinished(now: number, limit: number): Promise<StoredOffer[]> {
    const rows: OfferRow[] = await this.knex('offers')
      .whereIn('saga', ['putting-in-force', 'ending'])
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .limit(limit);
    return rows.map(toOffer);
  }
}
