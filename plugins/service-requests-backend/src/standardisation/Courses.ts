import { Process } from '@dualcloud/backstage-plugin-service-requests-common';
import { toNumber } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type OfferRow, toOffer } from '../offers';
import type { StepRow, StoredRequest } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { Course } from './savings';

/** What became of requests: when they were submitted and in operation, and what was accepted for them. */
export class Courses {
  private constructor(
    private readonly deps: { knex: Knex; book: RequestTypeBook },
  ) {}

  static create(deps: { knex: Knex; book: RequestTypeBook }): Courses {
    return new Courses(deps);
  }

  async of(requests: readonly StoredRequest[]): Promise<Course[]> {
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
      return {
        submittedAt: submitted?.at ?? request.createdAt,
        operatedAt: phased.find(({ phase }) => phase === 'operation')?.at,
        accepted: accepted.get(request.id),
      };
    });
  }
}
