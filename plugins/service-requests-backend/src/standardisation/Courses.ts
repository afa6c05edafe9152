import { Process } from '@dualcloud/backstage-plugin-service-requests-common';
import { toNumber } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type OfferRow, toOffer } from '../offers';
import type { StepRow, StoredRequest } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { Course } from './savings';

/** Ids in one query: databases take some thirty thousand at most. */
const MOST_IDS = 10_000;

/** What became of requests: when they were submitted and in operation, and what was accepted for them. */
export class Courses {
  private constructor(
    private readonly deps: { knex: Knex; book: RequestTypeBook },
  ) {}

  static create(deps: { knex: Knex; book: RequestTypeBook }): Courses {
    return new Courses(deps);
  }

  /** By the id of the request. */
  async of(
    requests: readonly StoredRequest[],
  ): Promise<ReadonlyMap<string, Course>> {
    const courses = new Map<string, Course>();
    for (let from = 0; from < requests.length; from += MOST_IDS) {
      const some = requests.slice(from, from + MOST_IDS);
      for (const [id, course] of await this.read(some)) courses.set(id, course);
    }
    return courses;
  }

  private async read(
    requests: readonly StoredRequest[],
  ): Promise<[string, Course][]> {
    const { knex, book } = this.deps;
    const ids = requests.map(({ id }) => id);
    const [steps, offers, types] = await Promise.all([
      knex('request_events')
        .whereIn('request_id', ids)
        .whereNotNull('to_state')
        .orderBy('id') as Promise<StepRow[]>,
      knex('offers')
        .whereIn('request_id', ids)
        .where('state', 'accepted') as Promise<OfferRow[]>,
      book.getAll(requests.map(({ typeId }) => typeId)),
    ]);
    const accepted = new Map(
      offers.map(row => [row.request_id, toOffer(row).content]),
    );
    const stepsOf = new Map<string, StepRow[]>();
    for (const step of steps) {
      const known = stepsOf.get(step.request_id);
      if (known) known.push(step);
      else stepsOf.set(step.request_id, [step]);
    }
    return requests.map(request => {
      const process = Process.of(types.get(request.typeId)!.spec.process);
      const phased = (stepsOf.get(request.id) ?? []).map(step => ({
        at: toNumber(step.at),
        phase: process.state(step.to_state!).phase,
      }));
      const submitted = phased.find(({ phase }) => phase !== 'preparation');
      const course = {
        submittedAt: submitted?.at ?? request.createdAt,
        operatedAt: phased.find(({ phase }) => phase === 'operation')?.at,
        accepted: accepted.get(request.id),
      };
      return [request.id, course];
    });
  }
}
