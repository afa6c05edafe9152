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

  /** Accepted ones whose effects are not all there, if it is time to go on. */
  async unfinished(now: number, limit: number): Promise<StoredOffer[]> {
    const rows: OfferRow[] = await this.knex('offers')
      .where('saga', 'putting-in-force')
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .limit(limit);
    return rows.map(toOffer);
  }
}
