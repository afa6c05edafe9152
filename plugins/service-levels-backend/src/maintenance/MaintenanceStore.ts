import type { Knex } from 'knex';
import {
  type Objection,
  type ObjectionRow,
  type StoredWindow,
  toWindow,
  type WindowRow,
} from './types';

/** Single maintenance windows, with what they are about and who objects. */
export class MaintenanceStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): MaintenanceStore {
    return new MaintenanceStore(knex);
  }

  /** To be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('maintenance_windows');
  }

  async get(
    id: string,
    within: Knex = this.knex,
  ): Promise<StoredWindow | undefined> {
    const row: WindowRow | undefined = await within('maintenance_windows')
      .where({ id })
      .first();
    if (!row) return undefined;
    const [window] = await this.complete([row], within);
    return window;
  }

  /** Reads a window and keeps it from being changed until the transaction ends. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredWindow | undefined> {
    await trx('maintenance_windows').where({ id }).forUpdate().first('id');
    return this.get(id, trx);
  }

  /** Of subjects, those that reach into an interval of seconds, withdrawn ones too. */
  async within(
    subjectRefs: readonly string[],
    { fromS, toS }: { fromS: number; toS: number },
  ): Promise<StoredWindow[]> {
    const rows: WindowRow[] = await this.knex('maintenance_windows')
      .where('from_s', '<', toS)
      .where('to_s', '>', fromS)
      .whereIn('id', ids =>
        ids
          .from('maintenance_subjects')
          .whereIn('subject_ref', [...new Set(subjectRefs)])
          .select('window_id'),
      )
      .orderBy(['from_s', 'id']);
    return this.complete(rows, this.knex);
  }

  /** In no order; those that there are. */
  async byIds(ids: readonly string[]): Promise<StoredWindow[]> {
    const rows: WindowRow[] = await this.knex('maintenance_windows').whereIn(
      'id',
      [...ids],
    );
    return this.complete(rows);
  }

  /** Adds what is in other tables. */
  async complete(
    rows: WindowRow[],
    within: Knex = this.knex,
  ): Promise<StoredWindow[]> {
    const ids = rows.map(({ id }) => id);
    const subjects: Array<{ window_id: string; subject_ref: string }> =
      await within('maintenance_subjects')
        .whereIn('window_id', ids)
        .orderBy('subject_ref');
    const objections: ObjectionRow[] = await within('maintenance_objections')
      .whereIn('window_id', ids)
      .orderBy('commitment_id');
    return rows.map(row =>
      toWindow(
        row,
        subjects
          .filter(one => one.window_id === row.id)
          .map(one => one.subject_ref),
        objections.filter(one => one.window_id === row.id),
      ),
    );
  }

  async insert(trx: Knex.Transaction, window: StoredWindow): Promise<void> {
    await trx('maintenance_windows').insert({
      id: window.id,
      from_s: window.fromS,
      to_s: window.toS,
      impact: window.impact,
      titles: JSON.stringify(window.titles),
      description: window.description ?? null,
      announced_s: window.announcedS,
      announced_by: window.announcedBy,
    });
    await trx('maintenance_subjects').insert(
      window.subjectRefs.map(subject_ref => ({
        window_id: window.id,
        subject_ref,
      })),
    );
  }

  async withdraw(
    trx: Knex.Transaction,
    id: string,
    { atS, reason }: { atS: number; reason: string },
  ): Promise<void> {
    await trx('maintenance_windows')
      .where({ id })
      .update({ withdrawn_s: atS, withdrawn_reason: reason });
  }

  /** An objection that has been raised stays as it is. */
  async object(
    trx: Knex.Transaction,
    id: string,
    { commitmentId, by, atS, reason }: Objection,
  ): Promise<void> {
    await trx('maintenance_objections')
      .insert({
        window_id: id,
        commitment_id: commitmentId,
        by,
        at_s: atS,
        reason,
      })
      .onConflict(['window_id', 'commitment_id'])
      .ignore();
  }
}
