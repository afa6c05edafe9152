import type { Knex } from 'knex';
import { type Commitment, type CommitmentRow, toCommitment } from './types';

/** The rows of `commitments`. */
export class CommitmentStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): CommitmentStore {
    return new CommitmentStore(knex);
  }

  /** To be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('commitments');
  }

  async get(
    id: string,
    within: Knex = this.knex,
  ): Promise<{ row: CommitmentRow; commitment: Commitment } | undefined> {
    const row: CommitmentRow | undefined = await within('commitments')
      .where({ id })
      .first();
    return row && { row, commitment: toCommitment(row) };
  }

  /** What an outage or incident of a subject concerns. */
  async concernedBy(
    subject: { subjectRef: string; customerRef?: string },
    within: Knex = this.knex,
  ): Promise<CommitmentRow[]> {
    const query = within('commitments')
      .where('subject_ref', subject.subjectRef)
      .orderBy('id');
    if (subject.customerRef !== undefined) {
      query.where('customer_ref', subject.customerRef);
    }
    return query;
  }

  /** Of several subjects at once. */
  async ofSubjects(subjectRefs: readonly string[]): Promise<CommitmentRow[]> {
    return this.knex('commitments')
      .whereIn('subject_ref', [...new Set(subjectRefs)])
      .orderBy('id');
  }
}
