import { randomUUID } from 'node:crypto';
import {
  standardisationManagePermission,
  type NewStandardCandidate,
  type StandardCandidate,
  type StandardCandidateDetail,
  type StandardDecision,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  type IdempotencyStore,
  invalidField,
  notFound,
  pageSize,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, requireProvider } from '../authorization';
import type { RequestLog } from '../record';
import {
  buildingBlocksOf,
  type Repeatable,
  type RequestReader,
  type StoredRequest,
} from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { CandidateStore } from './CandidateStore';
import type { Courses } from './Courses';
import { savingsOf } from './savings';
import type { Candidate, Decision } from './types';

type Deps = {
  access: Access;
  book: RequestTypeBook;
  candidates: CandidateStore;
  courses: Courses;
  idempotency: IdempotencyStore;
  log: RequestLog;
  requestReader: RequestReader;
  now: () => number;
};

/**
 * What keeps being asked for and might become a standard service: counted, with
 * what that would save, and decided about by the IT service provider.
 */
export class CandidateService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): CandidateService {
    return new CandidateService(deps);
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
    const items = [];
    for (const { candidate } of shown)
      items.push(await this.present(candidate));
    return { items, totalItems: counts.length };
  }

  async get(caller: Caller, id: string): Promise<StandardCandidateDetail> {
    await this.requireProvider(caller);
    return this.detail(await this.find(id));
  }

  /** Groups by hand requests that no pattern brings together. */
  async group(
    caller: UserCaller,
    wish: NewStandardCandidate,
    key: string,
  ): Promise<StoredAnswer<StandardCandidateDetail>> {
    const { candidates, idempotency, now } = this.deps;
    const candidate: Candidate = { id: randomUUID(), title: wish.title.trim() };
    const answer = await idempotency.once(
      {
        actor: caller.ref,
        key,
        route: 'POST /standard-candidates',
        body: wish,
      },
      async () => {
        await this.requireProvider(caller);
        if (!candidate.title) {
          throw invalidField('title', 'required', 'must say something');
        }
        for (const id of wish.requestIds) await this.seeRequest(caller, id);
      },
      async trx => {
        await candidates.put(trx, candidate, caller.ref, now());
        for (const id of wish.requestIds) {
          await candidates.include(trx, candidate.id, id);
        }
        await this.note(trx, candidate, caller, 'group', {
          requests: wish.requestIds.join(', '),
        });
        return { status: 201, response: { id: candidate.id } };
      },
    );
    const { id } = answer.response;
    this.tell(answer);
    return { status: 201, response: await this.get(caller, id) };
  }

  async include(
    caller: UserCaller,
    id: string,
    requestId: string,
    repeatable: Repeatable,
  ): Promise<StandardCandidateDetail> {
    const found = await this.requireByHand(caller, id);
    await this.seeRequest(caller, requestId);
    return this.change(caller, found, repeatable, async trx => {
      await this.deps.candidates.include(trx, id, requestId);
      await this.note(trx, found, caller, 'include', { request: requestId });
    });
  }

  async exclude(
    caller: UserCaller,
    id: string,
    requestId: string,
    repeatable: Repeatable,
  ): Promise<StandardCandidateDetail> {
    const found = await this.requireByHand(caller, id);
    return this.change(caller, found, repeatable, async trx => {
      await this.deps.candidates.exclude(trx, id, requestId);
      await this.note(trx, found, caller, 'exclude', { request: requestId });
    });
  }

  /** Says what becomes of it; may be decided anew. */
  async decide(
    caller: UserCaller,
    id: string,
    wish: StandardDecision,
    repeatable: Repeatable,
  ): Promise<StandardCandidateDetail> {
    await this.requireProvider(caller);
    const found = await this.find(id);
    if (wish.outcome === 'individual' && wish.serviceRef) {
      throw invalidField(
        'serviceRef',
        'standard-only',
        'names the standard service that there is now; leave it out for what stays individual',
      );
    }
    const { candidates, now } = this.deps;
    return this.change(caller, found, repeatable, async trx => {
      const decision: Decision = { ...wish, by: caller.ref, at: now() };
      await candidates.put(trx, { ...found, decision }, caller.ref, now());
      await this.note(trx, found, caller, 'decide', {
        outcome: wish.outcome,
        reason: wish.reason,
      });
    });
  }

  private async change(
    caller: UserCaller,
    candidate: Candidate,
    { key, route, body }: Repeatable,
    write: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<StandardCandidateDetail> {
    const answer = await this.deps.idempotency.once(
      { actor: caller.ref, key, route, body },
      async () => {},
      async trx => {
        await write(trx);
        return { status: 200, response: { id: candidate.id } };
      },
    );
    this.tell(answer);
    return this.detail(await this.find(candidate.id));
  }

  private tell({ repeated }: { repeated: boolean }): void {
    if (!repeated) this.deps.log.tell('requests');
  }

  private requireProvider(caller: Caller): Promise<void> {
    return requireProvider(
      this.deps.access,
      caller,
      standardisationManagePermission,
      'what keeps being asked for is shown to the IT service provider alone',
    );
  }

  private async requireByHand(
    caller: UserCaller,
    id: string,
  ): Promise<Candidate> {
    await this.requireProvider(caller);
    const found = await this.find(id);
    if (!found.pattern) return found;
    throw invalidField(
      'candidateId',
      'grouped-by-hand',
      'these requests belong together by their building blocks; make a group of your own to put requests into',
    );
  }

  private async find(id: string): Promise<Candidate> {
    const found = await this.deps.candidates.find(id);
    if (!found) throw notFound('candidate', id);
    return found;
  }

  private async seeRequest(caller: UserCaller, id: string): Promise<void> {
    const { requestReader } = this.deps;
    requestReader.requireManager(await requestReader.see(caller, id));
  }

  private note(
    trx: Knex.Transaction,
    { id }: Candidate,
    caller: UserCaller,
    deed: string,
    details: Record<string, string>,
  ): Promise<void> {
    return this.deps.log.note(
      trx,
      { kind: 'standard-candidate', id },
      {
        actor: caller.ref,
        action: `standard-candidate-${deed}`,
        objectRef: `standard-candidate:${id}`,
        details,
      },
    );
  }

  private async present(candidate: Candidate): Promise<StandardCandidate> {
    return (await this.measure(candidate)).summary;
  }

  private async detail(candidate: Candidate): Promise<StandardCandidateDetail> {
    const { summary, requests } = await this.measure(candidate);
    return {
      ...summary,
      requests: requests.map(request => ({
        id: request.id,
        number: request.number,
        title: request.title,
        customerRef: request.customerRef,
        phase: request.phase,
        createdAt: new Date(request.createdAt).toISOString(),
      })),
    };
  }

  private async measure(
    candidate: Candidate,
  ): Promise<{ summary: StandardCandidate; requests: StoredRequest[] }> {
    const { book, candidates, courses, now } = this.deps;
    const requests = await candidates.requestsOf(candidate);
    const [sample] = requests;
    const type = candidate.pattern && sample && (await book.get(sample.typeId));
    const { decision } = candidate;
    return {
      requests,
      summary: {
        id: candidate.id,
        byHand: !candidate.pattern,
        title: candidate.title,
        requestType: type ? type.name : undefined,
        requestTypeTitles: type ? type.spec.titles : undefined,
        buildingBlocks: commonBlocks(requests),
        count: requests.length,
        customers: new Set(requests.map(one => one.customerRef)).size,
        lastAt: sample && new Date(sample.createdAt).toISOString(),
        savings:
          requests.length > 0
            ? savingsOf(await courses.of(requests), now())
            : undefined,
        decision: decision && {
          ...decision,
          at: new Date(decision.at).toISOString(),
        },
      },
    };
  }
}

/** What all of them name. */
function commonBlocks(requests: readonly StoredRequest[]): string[] {
  const [first, ...others] = requests.map(({ form }) => buildingBlocksOf(form));
  return (first ?? []).filter(block =>
    others.every(blocks => blocks.includes(block)),
  );
}
