import type { Knex } from 'knex';
import { type RequestRow, type StoredRequest, toRequest } from '../requests';
import { type Candidate, type CandidateRow, toCandidate } from './types';

/** As many requests in one group as the page can show and figures need. */
const MOST_REQUESTS = 500;

const PREFIX = 'same-';

/** Id of the candidate that a pattern makes by itself. */
export const idOfPattern = (pattern: string) => PREFIX + pattern;

type CountRow = { key: string; count: number | string };

/** How often the same was asked for. */
export type Count = { candidate: Candidate; count: number };

/**
 * Groups of requests that ask for the same. A pattern makes a group as soon as
 * two requests share it; a row of its own it gets when something is decided.
 */
export class CandidateStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): CandidateStore {
    return new CandidateStore(knex);
  }

  /** All of them, what was asked for most often first. */
  async counts(): Promise<Count[]> {
    const [shared, grouped, rows]: [CountRow[], CountRow[], CandidateRow[]] =
      await Promise.all([
        this.counted()
          .whereNull('member.request_id')
          .whereNotNull('requests.pattern')
          .groupBy('requests.pattern')
          .having(this.knex.raw('count(*) >= 2'))
          .select({ key: 'requests.pattern' })
          .count({ count: '*' }),
        this.counted()
          .whereNotNull('member.candidate_id')
          .groupBy('member.candidate_id')
          .select({ key: 'member.candidate_id' })
          .count({ count: '*' }),
        this.knex('standard_candidates'),
      ]);
    const countOf = new Map(grouped.map(row => [row.key, Number(row.count)]));
    const candidates = rows.map(toCandidate);
    const known = new Map(candidates.map(one => [one.pattern, one]));
    const byHand = candidates
      .filter(({ pattern }) => !pattern)
      .map(candidate => ({ candidate, count: countOf.get(candidate.id) ?? 0 }));
    const byPattern = shared.map(({ key, count }) => ({
      candidate: known.get(key) ?? { id: idOfPattern(key), pattern: key },
      count: Number(count),
    }));
    return [...byHand, ...byPattern].sort(
      (a, b) =>
        b.count - a.count || a.candidate.id.localeCompare(b.candidate.id),
    );
  }

  /** Also one that only its pattern makes. */
  async find(
    id: string,
    knex: Knex = this.knex,
  ): Promise<Candidate | undefined> {
    const row: CandidateRow | undefined = await knex('standard_candidates')
      .where({ id })
      .first();
    if (row) return toCandidate(row);
    const pattern = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
    if (!pattern) return undefined;
    const some = await knex('requests').where({ pattern }).first('id');
    return some && { id, pattern };
  }

  /** What was decided about a pattern. */
  async ofPattern(pattern: string): Promise<Candidate | undefined> {
    const row: CandidateRow | undefined = await this.knex('standard_candidates')
      .where({ pattern })
      .first();
    return row && toCandidate(row);
  }

  /** Of each by its id: last filed first; drafts and what was withdrawn do not count. */
  async requestsOf(
    candidates: readonly Candidate[],
  ): Promise<ReadonlyMap<string, StoredRequest[]>> {
    const byKey = new Map(candidates.map(one => [one.pattern ?? one.id, one]));
    const keys = [...byKey.keys()];
    const placed = this.placed('member.candidate_id', keys).unionAll(
      this.placed('requests.pattern', keys).whereNull('member.request_id'),
    );
    const rows: (RequestRow & { group_key: string })[] = await this.knex
      .from(placed.as('placed'))
      .where('place', '<=', MOST_REQUESTS)
      .orderBy('place');
    const requests = new Map(
      candidates.map(({ id }) => [id, [] as StoredRequest[]]),
    );
    for (const row of rows) {
      requests.get(byKey.get(row.group_key)!.id)!.push(toRequest(row));
    }
    return requests;
  }

  async put(
    trx: Knex.Transaction,
    candidate: Candidate,
    by: string,
    now: number,
  ): Promise<void> {
    const { decision } = candidate;
    const changing = {
      title: candidate.title ?? null,
      outcome: decision?.outcome ?? null,
      service_ref: decision?.serviceRef ?? null,
      reason: decision?.reason ?? null,
      decided_by: decision?.by ?? null,
      decided_at: decision?.at ?? null,
    };
    await trx('standard_candidates')
      .insert({
        id: candidate.id,
        pattern: candidate.pattern ?? null,
        ...changing,
        created_by: by,
        created_at: now,
      })
      .onConflict('id')
      .merge(changing);
  }

  /** Takes a request into a group made by hand, out of any other. */
  async include(
    trx: Knex.Transaction,
    candidateId: string,
    requestId: string,
  ): Promise<void> {
    await trx('standard_candidate_requests')
      .insert({ request_id: requestId, candidate_id: candidateId })
      .onConflict('request_id')
      .merge();
  }

  async exclude(
    trx: Knex.Transaction,
    candidateId: string,
    requestId: string,
  ): Promise<void> {
    await trx('standard_candidate_requests')
      .where({ request_id: requestId, candidate_id: candidateId })
      .delete();
  }

  /** Those of some groups, each with its group and its place there, last filed first. */
  private placed(
    key: 'member.candidate_id' | 'requests.pattern',
    values: readonly string[],
  ): Knex.QueryBuilder {
    return this.counted()
      .whereIn(key, values)
      .select('requests.*', { group_key: key })
      .rowNumber(
        'place',
        { column: 'requests.created_at', order: 'desc' },
        key,
      );
  }

  /** Requests that count, each with the group that it was put into by hand, if it was. */
  private counted(): Knex.QueryBuilder {
    return this.knex('requests')
      .leftJoin(
        'standard_candidate_requests as member',
        'member.request_id',
        'requests.id',
      )
      .where('requests.draft', 'no')
      .whereNot('requests.state', 'withdrawn');
  }
}
