import {
  standardisationManagePermission,
  type StandardCandidate,
  type StandardCandidateDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { type Caller, notFound, pageSize } from '@dualcloud/foundation-node';
import { type Access, requireProvider } from '../authorization';
import type { RequestTypeBook } from '../requestTypes';
import type { CandidateStore } from './CandidateStore';
import type { Courses } from './Courses';
import {
  type MeasuredCandidate,
  presentCandidate,
  presentDetail,
} from './presentCandidate';
import type { Candidate } from './types';

type Deps = {
  access: Access;
  book: RequestTypeBook;
  candidates: CandidateStore;
  courses: Courses;
  now: () => number;
};

/**
 * What keeps being asked for and might become a standard service: counted, with
 * what that would save. For the IT service provider.
 */
export class CandidateReader {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): CandidateReader {
    return new CandidateReader(deps);
  }

  /** What was asked for most often first. */
  async list(
    caller: Caller,
    filter: { limit?: number; offset?: number },
  ): Promise<{ items: StandardCandidate[]; totalItems: number }> {
    await this.requireProvider(caller);
    const counts = await this.deps.candidates.counts();
    const from = Number(filter.offset ?? 0);
    const shown = counts.slice(from, from + pageSize(filter.limit));
    const measured = await this.measure(shown.map(one => one.candidate));
    const now = this.deps.now();
    return {
      items: measured.map(one => presentCandidate(one, now)),
      totalItems: counts.length,
    };
  }

  async get(caller: Caller, id: string): Promise<StandardCandidateDetail> {
    await this.requireProvider(caller);
    return this.detail(id);
  }

  requireProvider(caller: Caller): Promise<void> {
    return requireProvider(
      this.deps.access,
      caller,
      standardisationManagePermission,
      'what keeps being asked for is shown to the IT service provider alone',
    );
  }

  async find(id: string): Promise<Candidate> {
    const found = await this.deps.candidates.find(id);
    if (!found) throw notFound('candidate', id);
    return found;
  }

  /** Of whoever may see it. */
  async detail(id: string): Promise<StandardCandidateDetail> {
    const [measured] = await this.measure([await this.find(id)]);
    return presentDetail(measured, this.deps.now());
  }

  /** As many queries for a page of them as for one. */
  private async measure(
    candidates: readonly Candidate[],
  ): Promise<MeasuredCandidate[]> {
    const { book, candidates: store, courses } = this.deps;
    const requestsOf = await store.requestsOf(candidates);
    const requests = [...requestsOf.values()].flat();
    const [courseOf, types] = await Promise.all([
      courses.of(requests),
      book.getAll(requests.map(({ typeId }) => typeId)),
    ]);
    return candidates.map(candidate => {
      const asked = requestsOf.get(candidate.id)!;
      const [sample] = asked;
      return {
        candidate,
        requests: asked,
        courses: asked.map(({ id }) => courseOf.get(id)!),
        // By hand, requests of several types may be put together.
        type:
          candidate.pattern && sample ? types.get(sample.typeId) : undefined,
      };
    });
  }
}
