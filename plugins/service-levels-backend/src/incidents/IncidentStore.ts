import type { Knex } from 'knex';
import {
  type IncidentRow,
  type StoredIncident,
  toIncident,
  toIncidentRow,
} from './types';

/** The newest revision of each incident. */
export class IncidentStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): IncidentStore {
    return new IncidentStore(knex);
  }

  /** To be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('incidents');
  }

  /** Reads an incident and keeps it from being changed until the transaction ends. */
  async lock(
    trx: Knex.Transaction,
    { source, id }: { source: string; id: string },
  ): Promise<{ incident: StoredIncident; hash: string } | undefined> {
    const row: IncidentRow | undefined = await trx('incidents')
      .where({ source, id })
      .forUpdate()
      .first();
    return row && { incident: toIncident(row), hash: row.hash };
  }

  async put(
    trx: Knex.Transaction,
    incident: StoredIncident,
    hash: string,
  ): Promise<void> {
    await trx('incidents')
      .insert({ ...toIncidentRow(incident), hash })
      .onConflict(['source', 'id'])
      .merge();
  }

  /** Those of subjects that were reported in an interval of seconds. */
  async within(
    subjectRefs: readonly string[],
    { fromS, toS }: { fromS: number; toS: number },
  ): Promise<StoredIncident[]> {
    const rows: IncidentRow[] = await this.knex('incidents')
      .whereIn('subject_ref', [...new Set(subjectRefs)])
      .where('withdrawn', false)
      .where('reported_s', '>=', fromS)
      .where('reported_s', '<', toS)
      .orderBy(['reported_s', 'source', 'id']);
    return rows.map(toIncident);
  }
}
