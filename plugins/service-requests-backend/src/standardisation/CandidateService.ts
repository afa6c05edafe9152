import { randomUUID } from 'node:crypto';
import type {
  NewStandardCandidate,
  StandardCandidateDetail,
  StandardDecision,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type IdempotencyStore,
  invalidField,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { Repeatable, RequestReader } from '../requests';
import type { CandidateReader } from './CandidateReader';
import type { CandidateStore } from './CandidateStore';
import type { Candidate, Decision } from './types';

type Deps = {
  candidates: CandidateStore;
  idempotency: IdempotencyStore;
  log: RequestLog;
  reader: CandidateReader;
  requestReader: RequestReader;
  now: () => number;
};

/** What the IT service provider does about what keeps being asked for: groups it, and decides. */
export class CandidateService {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): CandidateService {
    return new CandidateService(deps);
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
        await this.deps.reader.requireProvider(caller);
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
    return { status: 201, response: await this.deps.reader.get(caller, id) };
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
    await this.deps.reader.requireProvider(caller);
    const found = await this.deps.reader.find(id);
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
    return this.deps.reader.detail(candidate.id);
  }

  private tell({ repeated }: { repeated: boolean }): void {
    if (!repeated) this.deps.log.tell('requests');
  }

  private async requireByHand(
    caller: UserCaller,
    id: string,
  ): Promise<Candidate> {
    await this.deps.reader.requireProvider(caller);
    const found = await this.deps.reader.find(id);
    if (!found.pattern) return found;
    throw invalidField(
      'candidateId',
      'grouped-by-hand',
      'these requests belong together by their building blocks; make a group of your own to put requests into',
    );
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
        details,
      },
    );
  }
}
