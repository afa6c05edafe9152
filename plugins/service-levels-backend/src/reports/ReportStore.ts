import { createHash } from 'node:crypto';
import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { parsePeriod } from '../calendars';
import type { FoundReport, NewVersion, ReportRow, VersionRow } from './types';

/** Rows that are inserted by one statement. */
const CHUNK = 100;

/** Beside those of the commitment, which has an id of its own. */
const REPORT_COLUMNS = [
  'reports.id as report_id',
  'reports.month',
  'reports.month_number',
  'reports.version',
  'reports.comment',
];

/** Reports and their versions. */
export class ReportStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ReportStore {
    return new ReportStore(knex);
  }

  /** Reports with their commitments, to be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('reports').join(
      'commitments',
      'commitments.id',
      'reports.commitment_id',
    );
  }

  async get(id: string): Promise<FoundReport | undefined> {
    const row = await this.query()
      .where('reports.id', id)
      .first('commitments.*', ...REPORT_COLUMNS);
    if (!row) return undefined;
    const { report_id, month, month_number, version, comment, ...commitment } =
      row;
    return {
      report: {
        id: report_id,
        commitment_id: commitment.id,
        month,
        month_number,
        version,
        comment,
      },
      commitment,
    };
  }

  /** Reads a report and keeps it from being changed until the transaction ends. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<ReportRow | undefined> {
    return trx('reports').where({ id }).forUpdate().first();
  }

  /** Begins drafts; those that are there stay as they are. */
  async open(
    drafts: ReadonlyArray<{ commitmentId: string; month: string }>,
  ): Promise<void> {
    for (let start = 0; start < drafts.length; start += CHUNK) {
      await this.knex('reports')
        .insert(
          drafts.slice(start, start + CHUNK).map(({ commitmentId, month }) => ({
            id: `${commitmentId}-${month}`,
            commitment_id: commitmentId,
            month,
            month_number: parsePeriod(month).firstMonth,
            version: 0,
            comment: null,
          })),
        )
        .onConflict('id')
        .ignore();
    }
  }

  async ids(): Promise<Set<string>> {
    const rows: Array<{ id: string }> = await this.knex('reports').select('id');
    return new Set(rows.map(({ id }) => id));
  }

  async comment(
    trx: Knex.Transaction,
    id: string,
    comment: string | null,
  ): Promise<void> {
    await trx('reports').where({ id }).update({ comment });
  }

  /** Oldest first. */
  async versions(
    reportIds: readonly string[],
    within: Knex = this.knex,
  ): Promise<VersionRow[]> {
    return within('report_versions')
      .whereIn('report_id', [...reportIds])
      .orderBy(['report_id', 'version']);
  }

  /** Of each report that was released. */
  async newest(reportIds: readonly string[]): Promise<VersionRow[]> {
    return this.knex('report_versions')
      .join('reports', join =>
        join
          .on('reports.id', 'report_versions.report_id')
          .on('reports.version', 'report_versions.version'),
      )
      .whereIn('report_versions.report_id', [...reportIds])
      .select('report_versions.*');
  }

  /** Stores what is released, whole, with a hash of what is stored. */
  async add(
    trx: Knex.Transaction,
    reportId: string,
    added: NewVersion,
  ): Promise<void> {
    const content = JSON.stringify(added.content);
    await trx('report_versions').insert({
      report_id: reportId,
      version: added.version,
      content,
      hash: createHash('sha256').update(content).digest('hex'),
      reason: added.reason ?? null,
      changes: JSON.stringify(added.changes),
      released_by: added.by,
      released_at: databaseNow(trx),
    });
    await trx('reports')
      .where('id', reportId)
      .update({ version: added.version });
  }
}
