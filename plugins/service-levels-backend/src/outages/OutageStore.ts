import { databaseNow, isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type OutageRow, type StoredOutage, toOutage, toRow } from './types';

/** One thing that was said about an outage. */
export type OutageEntry = {
  by: string;
  action:
    | 'detected'
    | 'extended'
    | 'ended'
    | 'reported'
    | 'confirmed'
    | 'rejected'
    | 'corrected'
    | 'attributed'
    | 'disputed'
    | 'settled'
    | 'commented';
  reason?: string;
  before?: object;
  after?: object;
};

/** A row of `outage_events`. */
export type OutageEventRow = {
  id: number | string;
  outage_id: string;
  at: number | string;
  by: string;
  action: OutageEntry['action'];
  reason: string | null;
  before: string | null;
  after: string | null;
};

/** Outages, with everything that was said about them. */
export class OutageStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): OutageStore {
    return new OutageStore(knex);
  }

  /** To be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('outages');
  }

  async get(
    id: string,
    within: Knex = this.knex,
  ): Promise<StoredOutage | undefined> {
    const row: OutageRow | undefined = await within('outages')
      .where({ id })
      .first();
    return row && toOutage(row);
  }

  /** Reads an outage and keeps it from being changed until the transaction ends. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredOutage | undefined> {
    const query = trx('outages').where({ id }).first();
    const row: OutageRow | undefined = await (isPostgres(trx)
      ? query.forUpdate()
      : query);
    return row && toOutage(row);
  }

  async bySource(
    knex: Knex,
    source: string,
    sourceId: string,
  ): Promise<StoredOutage | undefined> {
    const row: OutageRow | undefined = await knex('outages')
      .where({ source, source_id: sourceId })
      .first();
    return row && toOutage(row);
  }

  /** Of subjects, those that reach into an interval of seconds. */
  async within(
    subjectRefs: readonly string[],
    { fromS, toS }: { fromS: number; toS: number },
  ): Promise<StoredOutage[]> {
    const rows: OutageRow[] = await this.knex('outages')
      .whereIn('subject_ref', [...new Set(subjectRefs)])
      .where('from_s', '<', toS)
      .where(open => open.whereNull('to_s').orWhere('to_s', '>', fromS))
      .orderBy(['from_s', 'id']);
    return rows.map(toOutage);
  }

  /** Stores an outage, new or changed, and what was said about it. */
  async put(
    trx: Knex.Transaction,
    outage: StoredOutage,
    entry: OutageEntry,
  ): Promise<void> {
    await trx('outages')
      .insert({ ...toRow(outage), changed_at: databaseNow(trx) })
      .onConflict('id')
      .merge();
    await this.say(trx, outage.id, entry);
  }

  /** Something is said that changes nothing. */
  async say(
    trx: Knex.Transaction,
    outageId: string,
    entry: OutageEntry,
  ): Promise<void> {
    const { by, action, reason, before, after } = entry;
    await trx('outage_events').insert({
      outage_id: outageId,
      at: databaseNow(trx),
      by,
      action,
      reason: reason ?? null,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    });
  }

  /** Oldest first. */
  async history(outageId: string): Promise<OutageEventRow[]> {
    return this.knex('outage_events')
      .where('outage_id', outageId)
      .orderBy('id');
  }
}
