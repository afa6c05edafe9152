import { randomUUID } from 'node:crypto';
import {
  levelReadPermission,
  type Outage,
  type OutageReport,
  outageReportPermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type IdempotencyStore,
  notAllowed,
  notFound,
  requireReason,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  commitmentResource,
  type Decisions,
} from '../authorization';
import type { Commitment, CommitmentStore } from '../commitments';
import type { FactLog } from '../facts';
import { readPastInterval } from '../instants';
import type { NoticeOutbox } from '../notices';
import { applyDeed, type DeedWish } from './applyDeed';
import { tellIfLate } from './lateChange';
import type { OutageReader } from './OutageReader';
import type { OutageStore } from './OutageStore';
import {
  onlySeen,
  OUTAGE_PERMISSIONS,
  presentSeen,
  requireDeed,
} from './rights';
import type { StoredOutage } from './types';

type Deps = {
  access: Access;
  reader: OutageReader;
  commitments: CommitmentStore;
  outages: OutageStore;
  idempotency: IdempotencyStore;
  facts: FactLog;
  notices: NoticeOutbox;
  nowS: () => number;
};

/** What people do about outages: they report, decide, attribute, dispute and settle. */
export class OutageDesk {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): OutageDesk {
    return new OutageDesk(deps);
  }

  /** By hand: it counts once a second person has confirmed it. */
  async report(
    caller: UserCaller,
    report: OutageReport,
    key: string,
  ): Promise<StoredAnswer<Outage>> {
    const { idempotency, outages, facts } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /outages', body: report },
      () => this.reportable(caller, report.commitmentId),
      async (trx, { commitment, decisions }) => {
        const outage = this.reported(report, commitment, caller);
        const { id } = outage;
        await outages.put(trx, outage, {
          by: caller.ref,
          action: 'reported',
          reason: report.reason,
          after: factsOf(outage),
        });
        await facts.note(
          trx,
          { kind: 'outage', id },
          {
            actor: caller.ref,
            action: 'outage-report',
            objectRef: `outage:${id}`,
            details: { commitmentId: report.commitmentId },
          },
        );
        return {
          status: 201,
          response: await this.presentIn(trx, outage, decisions),
        };
      },
    );
    if (!answer.repeated) facts.tell('outages');
    return answer;
  }

  /** One of the deeds of `deeds.ts`. */
  async act(
    caller: UserCaller,
    id: string,
    wish: DeedWish,
    request: { key: string; route: string; body: unknown },
  ): Promise<Outage> {
    const { idempotency, reader, outages, facts, notices } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      () => reader.visible(caller, id),
      async (trx, { seen }) => {
        const before = await outages.lock(trx, id);
        if (!before) throw notFound('outage', id);
        requireDeed(wish.deed, before, seen);
        if ('reason' in wish) requireReason(wish.reason);
        const { outage, entry } = applyDeed(before, wish, {
          by: caller.ref,
          nowS: this.deps.nowS(),
        });
        if (wish.deed === 'comment') await outages.say(trx, id, entry);
        else await outages.put(trx, outage, entry);
        await this.announce(trx, outage, wish, caller);
        const atS = this.deps.nowS();
        await tellIfLate(trx, notices, { before, after: outage, atS });
        await facts.note(
          trx,
          { kind: 'outage', id },
          {
            actor: caller.ref,
            action: `outage-${wish.deed}`,
            objectRef: `outage:${id}`,
          },
        );
        return { status: 200, response: presentSeen(outage, seen) };
      },
    );
    if (!repeated) facts.tell('outages');
    return response;
  }

  /** Somebody waits for the answer to a dispute, and somebody for the dispute to be read. */
  private async announce(
    trx: Knex.Transaction,
    { id, revision }: StoredOutage,
    wish: DeedWish,
    { ref: by }: UserCaller,
  ): Promise<void> {
    if (wish.deed !== 'dispute' && wish.deed !== 'settle') return;
    const { deed, reason } = wish;
    await this.deps.notices.queue(trx, `outage ${id} ${deed} ${revision}`, {
      kind: 'outage',
      outageId: id,
      deed,
      by,
      reason,
    });
  }

  /** @throws NotFoundError, NotAllowedError */
  private async reportable(
    caller: UserCaller,
    commitmentId: string,
  ): Promise<{ commitment: Commitment; decisions: Decisions }> {
    const { access, commitments } = this.deps;
    const decisions = await access.decide(caller, [
      levelReadPermission,
      ...OUTAGE_PERMISSIONS,
    ]);
    const found = await commitments.get(commitmentId);
    const resource = found && commitmentResource(found.row);
    if (
      !found ||
      !resource ||
      !decisions.allow(levelReadPermission, resource, 'see')
    ) {
      throw notFound('service level', commitmentId);
    }
    if (!decisions.allow(outageReportPermission, resource, 'manage')) {
      throw notAllowed(
        'outages are reported by the IT service provider; report an incident to the service desk instead',
      );
    }
    return { commitment: found.commitment, decisions };
  }

  private reported(
    report: OutageReport,
    commitment: Commitment,
    { ref: reportedBy }: UserCaller,
  ): StoredOutage {
    const id = randomUUID();
    return {
      id,
      subjectRef: commitment.subjectRef,
      customerRef:
        commitment.kind === 'special' ? commitment.customerRef : undefined,
      ...readPastInterval(report, this.deps.nowS()),
      state: 'reported',
      cause: report.cause,
      causeReason: report.reason,
      source: 'report',
      sourceId: id,
      impact: report.impact ?? 'down',
      incidentClass: report.incidentClass,
      title: report.title,
      reportedBy,
      revision: 1,
    };
  }

  private async presentIn(
    trx: Knex.Transaction,
    outage: StoredOutage,
    decisions: Decisions,
  ): Promise<Outage> {
    const rows = await this.deps.commitments.concernedBy(outage, trx);
    return presentSeen(outage, {
      commitments: onlySeen(rows, decisions),
      decisions,
    });
  }
}

/** What history shows of an outage. */
function factsOf({ fromS, toS, cause, impact }: StoredOutage): object {
  return { fromS, toS, cause, impact };
}
