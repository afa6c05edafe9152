import type { ReleasePapers } from '@dualcloud/backstage-plugin-service-requests-common';
import { lockRows } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type ReleaseRow,
  type StoredRelease,
  toRelease,
  toReleaseRow,
} from './types';

/** All but the bill of materials, which may be large. */
export const RELEASE_COLUMNS = [
  'id',
  'subject',
  'version',
  'kind',
  'request_id',
  'service_ref',
  'system_ref',
  'draft',
  'customer_ref',
  'software_provider_ref',
  'requester_party_ref',
  'artefacts',
  'notes',
  'papers',
  'sbom',
  'fingerprint',
  'delivered_by',
  'delivered_at',
].map(column => `releases.${column}`);

/** Delivered releases. */
export class ReleaseStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ReleaseStore {
    return new ReleaseStore(knex);
  }

  query(): Knex.QueryBuilder {
    return this.knex('releases');
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredRelease | undefined> {
    const row: ReleaseRow | undefined = await knex('releases')
      .where({ id })
      .first(RELEASE_COLUMNS);
    return row && toRelease(row);
  }

  /** By nobody else changed until the transaction has ended. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredRelease | undefined> {
    await lockRows(trx, 'releases', [id]);
    return this.get(id, trx);
  }

  /** @returns what is stored under its version: it, or what was there before */
  async insert(
    trx: Knex.Transaction,
    release: StoredRelease,
    sbomContent: string | undefined,
  ): Promise<StoredRelease> {
    const { subject, customerRef, version } = release;
    await trx('releases')
      .insert({ ...toReleaseRow(release), sbom_content: sbomContent ?? null })
      .onConflict(['subject', 'customer_ref', 'version'])
      .ignore();
    const row: ReleaseRow = await trx('releases')
      .where({ subject, customer_ref: customerRef, version })
      .first(RELEASE_COLUMNS);
    return toRelease(row);
  }

  async setPapers(
    trx: Knex.Transaction,
    id: string,
    papers: ReleasePapers,
  ): Promise<void> {
    await trx('releases')
      .where({ id })
      .update({ papers: JSON.stringify(papers) });
  }

  async sbomContent(id: string): Promise<string | undefined> {
    const row: { sbom_content: string | null } | undefined = await this.knex(
      'releases',
    )
      .where({ id })
      .first('sbom_content');
    return row?.sbom_content ?? undefined;
  }
}
