import type { JsonObject } from '@backstage/types';
import type {
  RequestTrigger,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TakeoverGateContext } from '@dualcloud/backstage-plugin-service-requests-node';
import {
  conflict,
  type IdempotencyStore,
  notFound,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type RequestNotices, TAKEOVER_NEWS } from '../notices';
import type { RequestLog } from '../record';
import { describeRelease, type StoredRelease } from '../releases';
import type {
  Destinations,
  Repeatable,
  RequestMover,
  RequestStore,
  StoredRequest,
} from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { ApprovalStore } from '../standingApprovals';
import type { GateKeeper, GateResults } from './gates';
import { gatesOf, missingOf } from './judge';
import type { SeenTakeover, TakeoverReader } from './TakeoverReader';
import type { TakeoverFile, TakeoverStore } from './TakeoverStore';
import type { StoredTakeover } from './types';
import { VERDICTS } from './verdicts';

type Deps = {
  approvals: ApprovalStore;
  book: RequestTypeBook;
  gateKeeper: GateKeeper;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  notices: RequestNotices;
  requestStore: RequestStore;
  takeoverReader: TakeoverReader;
  takeovers: TakeoverStore;
  knex: Knex;
  now: () => number;
};

/** What an effect works with, in its transaction. */
export type AtWork = {
  trx: Knex.Transaction;
  /** As it is now, and held. */
  file: TakeoverFile;
  request: StoredRequest;
  destinations: Destinations;
  seen: SeenTakeover;
};

/** What somebody did, for the record. */
export type Deed = { event: string; reason?: string; details?: JsonObject };

/**
 * What every change of a takeover has in common: whoever makes it may see it, it
 * happens once, on the takeover as it is, it is on record, and once nothing is
 * missing any more the release is taken over, whatever was the last thing.
 */
export class TakeoverWork {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TakeoverWork {
    return new TakeoverWork(deps);
  }

  /**
   * @param prepare - refuses who may not; before the transaction
   * @param effect - in the transaction; answers what goes on record
   * @param options - `looksAgain`: all gates are checked before the effect
   */
  async change(
    caller: UserCaller,
    id: string,
    repeatable: Repeatable,
    prepare: (seen: SeenTakeover) => Promise<void> | void,
    effect: (work: AtWork) => Promise<Deed>,
    options: { looksAgain?: boolean } = {},
  ): Promise<TakeoverDetail> {
    const { idempotency, mover, takeoverReader, log, now } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...repeatable },
      async () => {
        const seen = await takeoverReader.see(caller, id);
        await prepare(seen);
        if (options.looksAgain || (await this.hangsOnGates(id))) {
          await this.lookAgain(seen, caller.ref);
        }
        return { seen, destinations: await mover.prepare(seen.request) };
      },
      async (trx, { seen, destinations }) => {
        const work = await this.hold(trx, seen, destinations);
        const deed = await effect(work);
        await this.record(trx, id, caller.ref, deed);
        await this.settle(work, caller.ref);
        const { takeover } = await this.deps.takeovers.file(id, trx);
        await this.deps.takeovers.update(trx, {
          ...takeover,
          updatedAt: now(),
        });
        return {
          status: 200,
          response: await takeoverReader.present(seen, trx),
        };
      },
    );
    if (!repeated) log.tell('takeovers');
    return response;
  }

  /** What all gates find now. */
  async look(
    takeover: StoredTakeover,
    { release, request }: { release: StoredRelease; request: StoredRequest },
  ): Promise<GateResults> {
    const { book, gateKeeper, now } = this.deps;
    const { spec } = await book.get(request.typeId);
    const context: TakeoverGateContext = {
      release: describeRelease(release),
      request: {
        id: request.id,
        number: request.number,
        type: request.type,
        form: request.form,
        bringsNewService: spec.about === 'nothing',
      },
      customerRef: takeover.customerRef,
      softwareProviderRef: takeover.softwareProviderRef,
      serviceRef: takeover.serviceRef,
      systemRef: takeover.systemRef,
      testEnvironmentId: takeover.testEnvironmentId,
      productionEnvironmentId: takeover.productionEnvironmentId,
      now: now(),
    };
    return gateKeeper.check(context);
  }

  /** In the transaction: a step of the takeover, its audit entry and the feed, and who hears of it. */
  async record(
    trx: Knex.Transaction,
    id: string,
    by: string,
    { event, reason, details }: Deed,
  ): Promise<void> {
    const { log, takeovers, now } = this.deps;
    await takeovers.addStep(trx, id, { at: now(), by, event, reason, details });
    await log.note(
      trx,
      { kind: 'takeover', id },
      {
        actor: by,
        action: `takeover-${event}`,
        details: { ...details, ...(reason && { reason }) },
      },
    );
    const news = TAKEOVER_NEWS.find(one => one === event);
    if (!news) return;
    const exceptionId =
      typeof details?.exception === 'string' ? details.exception : undefined;
    await this.deps.notices.queue(
      trx,
      `takeover ${id} ${[news, exceptionId].filter(Boolean).join(' ')}`,
      { kind: 'takeover', takeoverId: id, event: news, by, exceptionId },
    );
  }

  /** Ends the takeover and moves its request along. */
  async decide(
    { trx, file, request, destinations }: AtWork,
    by: string,
    decision: Pick<StoredTakeover, 'state'> &
      Partial<
        Pick<StoredTakeover, 'defects' | 'reason' | 'standingApprovalId'>
      >,
    trigger: RequestTrigger,
  ): Promise<void> {
    const { takeovers, mover, log, now } = this.deps;
    await takeovers.update(trx, {
      ...file.takeover,
      ...decision,
      decidedAt: now(),
    });
    const moved = await mover.trigger(
      trx,
      request,
      trigger,
      {
        by,
        reason: decision.reason,
        details: { takeover: file.takeover.number },
      },
      destinations,
    );
    if (moved.revision !== request.revision) {
      await log.changes.touch(trx, 'request', request.id);
    }
  }

  /** @throws ConflictError once the takeover is decided */
  requireOpen({ file: { takeover } }: Pick<AtWork, 'file'>): void {
    if (takeover.state === 'open') return;
    throw conflict(
      `the takeover is ${takeover.state}, and nothing of it changes any more`,
    );
  }

  /** The request first, everywhere: two that wait for each other would wait for ever. */
  async hold(
    trx: Knex.Transaction,
    seen: SeenTakeover,
    destinations: Destinations,
  ): Promise<AtWork> {
    const { requestStore, takeovers } = this.deps;
    const { id, requestId } = seen.takeover;
    const request = await requestStore.lock(trx, requestId);
    if (!request) throw notFound('request', requestId);
    await takeovers.lock(trx, id);
    const file = await takeovers.file(id, trx);
    return { trx, file, request, destinations, seen };
  }

  /**
   * In the transaction: taken over once nothing is missing, or once all gates are
   * passed where a standing approval covers the release.
   */
  async settle(work: AtWork, by: string): Promise<void> {
    const { approvals, gateKeeper, takeoverReader, takeovers, now } = this.deps;
    const { trx, seen } = work;
    const { id } = work.file.takeover;
    const file = await takeovers.file(id, trx);
    if (file.takeover.state !== 'open') return;
    const gates = gatesOf(file, gateKeeper.gates, now());
    const accept = async (standingApprovalId?: string) => {
      await this.record(trx, id, by, {
        event: 'accept',
        details: standingApprovalId ? { standingApprovalId } : undefined,
      });
      await this.decide(
        { ...work, file },
        by,
        { state: 'accepted', standingApprovalId },
        'takeover-accepted',
      );
    };
    if (missingOf(file, gates).length === 0) {
      await accept();
      return;
    }
    if (!gates.every(({ clear }) => clear)) return;
    const found = await approvals.inForce(file.takeover, now(), trx);
    if (!found) return;
    // Held, so that two releases do not use up the same place of the week.
    await approvals.lock(trx, found.id);
    const answer = await takeoverReader.standingApproval(
      file,
      seen.release,
      gates,
      trx,
    );
    if (answer?.applies) await accept(answer.approvalId);
  }

  /** With all verdicts given, whatever comes next may be the last thing. */
  private async hangsOnGates(id: string): Promise<boolean> {
    const { takeover, verdicts } = await this.deps.takeovers.file(id);
    return takeover.state === 'open' && verdicts.length === VERDICTS.length;
  }

  private async lookAgain(seen: SeenTakeover, by: string): Promise<void> {
    const { knex, takeovers, now } = this.deps;
    if (seen.takeover.state !== 'open') return;
    const results = await this.look(seen.takeover, seen);
    await takeovers.addCheck(knex, seen.takeover.id, {
      at: now(),
      by,
      results,
    });
  }
}
