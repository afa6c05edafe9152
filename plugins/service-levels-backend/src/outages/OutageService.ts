import { randomUUID } from 'node:crypto';
import {
  levelReadPermission,
  type Outage,
  outageAttributePermission,
  type OutageDetail,
  outageDisputePermission,
  outageReadPermission,
  type OutageReport,
  outageReportPermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  conflict,
  cutPage,
  type IdempotencyStore,
  notAllowed,
  notFound,
  page,
  pageSize,
  requireReason,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  commitmentResource,
  type Decisions,
  type ServiceLevelsPermission,
} from '../authorization';
import {
  type CommitmentRow,
  type CommitmentStore,
  restrictToSeen,
  type ScopeFilter,
} from '../commitments';
import type { FactLog } from '../facts';
import { readOptionalInstant, readPastInterval } from '../instants';
import type { NoticeOutbox } from '../notices';
import { applyDeed, type DeedWish } from './applyDeed';
import { type Deed, DEEDS, type Doer, isPossible } from './deeds';
import { tellIfLate } from './lateChange';
import type { OutageStore } from './OutageStore';
import { presentOutage, presentOutageEvent } from './presentOutage';
import { type OutageRow, type StoredOutage, toOutage } from './types';

const PERMISSIONS = [
  outageReadPermission,
  outageReportPermission,
  outageAttributePermission,
  outageDisputePermission,
];

const PERMISSION_OF: Readonly<Record<Deed, ServiceLevelsPermission>> = {
  confirm: outageReportPermission,
  reject: outageReportPermission,
  correct: outageReportPermission,
  attribute: outageAttributePermission,
  settle: outageAttributePermission,
  dispute: outageDisputePermission,
  comment: outageReadPermission,
};

const DEED_OF: Readonly<Record<Doer, 'see' | 'manage' | 'dispute'>> = {
  provider: 'manage',
  parties: 'dispute',
  anybody: 'see',
};

const PAST: Readonly<Record<Deed, string>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  correct: 'corrected',
  attribute: 'attributed anew; dispute it or settle the dispute',
  dispute: 'disputed',
  settle: 'settled',
  comment: 'commented on',
};

/** Query of `GET /outages`. */
export type OutageFilter = ScopeFilter & {
  from?: string;
  to?: string;
  state?: string;
  cause?: string;
  source?: string;
  limit?: number;
  cursor?: string;
};

type Seen = { commitments: CommitmentRow[]; decisions: Decisions };

/** Outages as somebody may see them and act on them. */
export class OutageService {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      outages: OutageStore;
      idempotency: IdempotencyStore;
      facts: FactLog;
      notices: NoticeOutbox;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    access: Access;
    commitments: CommitmentStore;
    outages: OutageStore;
    idempotency: IdempotencyStore;
    facts: FactLog;
    notices: NoticeOutbox;
    nowS?: () => number;
  }): OutageService {
    return new OutageService({
      nowS: () => Math.floor(Date.now() / 1000),
      ...deps,
    });
  }

  /** Newest first. */
  async list(
    caller: Caller,
    filter: OutageFilter,
  ): Promise<{
    items: Outage[];
    totalItems: number;
    nextCursor?: string;
    mayReport: boolean;
  }> {
    const { access, outages } = this.deps;
    const limit = pageSize(filter.limit);
    const fromS = readOptionalInstant(filter.from, 'from');
    const toS = readOptionalInstant(filter.to, 'to');
    const decisions = await access.decide(caller, PERMISSIONS);
    const query = outages.query();
    restrictToSeen(query, 'outages', {
      decisions,
      permission: outageReadPermission,
      filter,
    });
    if (toS !== undefined) query.where('outages.from_s', '<', toS);
    if (fromS !== undefined) {
      query.where(open =>
        open.whereNull('outages.to_s').orWhere('outages.to_s', '>', fromS),
      );
    }
    for (const field of ['state', 'cause', 'source'] as const) {
      const value = filter[field];
      if (value) query.where(`outages.${field}`, value);
    }
    const total = query.clone().count({ count: '*' }).first();
    page(query, { column: 'outages.from_s', cursor: filter.cursor, limit });
    const found: OutageRow[] = await query.select('outages.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.from_s);
    return {
      items: await this.presentAll(rows.map(toOutage), decisions),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
      mayReport: await this.mayReport(decisions),
    };
  }

  async get(caller: Caller, id: string): Promise<OutageDetail> {
    const { outage, seen } = await this.visible(caller, id);
    const history = await this.deps.outages.history(id);
    return {
      outage: this.present(outage, seen),
      history: history.map(presentOutageEvent),
    };
  }

  /** By hand: it counts once a second person has confirmed it. */
  async report(
    caller: UserCaller,
    report: OutageReport,
    key: string,
  ): Promise<StoredAnswer<Outage>> {
    const { idempotency, commitments, access, outages, facts } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /outages', body: report },
      async () => {
        const decisions = await access.decide(caller, [
          levelReadPermission,
          ...PERMISSIONS,
        ]);
        const found = await commitments.get(report.commitmentId);
        const resource = found && commitmentResource(found.row);
        if (
          !found ||
          !resource ||
          !decisions.allow(levelReadPermission, resource, 'see')
        ) {
          throw notFound('service level', report.commitmentId);
        }
        if (!decisions.allow(outageReportPermission, resource, 'manage')) {
          throw notAllowed(
            'outages are reported by the IT service provider; report an incident to the service desk instead',
          );
        }
        return { commitment: found.commitment, decisions };
      },
      async (trx, { commitment, decisions }) => {
        const id = randomUUID();
        const outage: StoredOutage = {
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
          reportedBy: caller.ref,
          revision: 1,
        };
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
    const { idempotency, outages, facts, notices } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      () => this.visible(caller, id),
      async (trx, { seen }) => {
        const before = await outages.lock(trx, id);
        if (!before) throw notFound('outage', id);
        this.require(wish.deed, before, seen, caller);
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
        return { status: 200, response: this.present(outage, seen) };
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

  private require(
    deed: Deed,
    outage: StoredOutage,
    seen: Seen,
    caller: UserCaller,
  ): void {
    if (!this.may(deed, seen)) {
      throw notAllowed(
        DEEDS[deed].by === 'provider'
          ? `you may see this outage, but only the IT service provider may ${deed} it`
          : `you may see this outage, but only the agency and its software provider may ${deed} it`,
      );
    }
    if (!isPossible(deed, outage)) {
      throw conflict(
        `the outage is ${outage.state}, and what is ${outage.state} cannot be ${
          PAST[deed]
        }${
          outage.pending && deed === 'correct'
            ? ' while another correction waits for a second person'
            : ''
        }`,
      );
    }
    if (needsOther(deed, outage, caller)) {
      throw notAllowed(
        'it takes a second person: somebody else has to look at what you have reported',
      );
    }
  }

  /** Whether there is anything of which the caller may report an outage. */
  private async mayReport(decisions: Decisions): Promise<boolean> {
    const { caller } = decisions;
    if (caller.type !== 'user' || !caller.party.isItServiceProvider) {
      return false;
    }
    const query = this.deps.commitments.query();
    decisions.restrict(query, 'commitments', outageReportPermission);
    return (await query.first('commitments.id')) !== undefined;
  }

  private may(deed: Deed, { commitments, decisions }: Seen): boolean {
    return commitments.some(row =>
      decisions.allow(
        PERMISSION_OF[deed],
        commitmentResource(row),
        DEED_OF[DEEDS[deed].by],
      ),
    );
  }

  private async visible(
    caller: Caller,
    id: string,
  ): Promise<{ outage: StoredOutage; seen: Seen }> {
    const { access, outages, commitments } = this.deps;
    const [outage, decisions] = await Promise.all([
      outages.get(id),
      access.decide(caller, PERMISSIONS),
    ]);
    const rows = outage ? await commitments.concernedBy(outage) : [];
    const seen = { commitments: onlySeen(rows, decisions), decisions };
    if (!outage || seen.commitments.length === 0) throw notFound('outage', id);
    return { outage, seen };
  }

  private async presentAll(
    found: StoredOutage[],
    decisions: Decisions,
  ): Promise<Outage[]> {
    const rows = onlySeen(
      await this.deps.commitments.ofSubjects(
        found.map(({ subjectRef }) => subjectRef),
      ),
      decisions,
    );
    return found.map(outage =>
      this.present(outage, {
        commitments: rows.filter(row => concerns(outage, row)),
        decisions,
      }),
    );
  }

  private async presentIn(
    trx: Knex.Transaction,
    outage: StoredOutage,
    decisions: Decisions,
  ): Promise<Outage> {
    const rows = await this.deps.commitments.concernedBy(outage, trx);
    return this.present(outage, {
      commitments: onlySeen(rows, decisions),
      decisions,
    });
  }

  private present(outage: StoredOutage, seen: Seen): Outage {
    const deeds = (Object.keys(DEEDS) as Deed[]).filter(
      deed =>
        isPossible(deed, outage) &&
        this.may(deed, seen) &&
        !needsOther(deed, outage, seen.decisions.caller),
    );
    return presentOutage(outage, {
      commitments: seen.commitments,
      // The API has one route for both answers of the second person.
      deeds: deeds.filter(deed => deed !== 'reject') as Outage['deeds'],
    });
  }
}

function onlySeen(
  rows: CommitmentRow[],
  decisions: Decisions,
): CommitmentRow[] {
  return rows.filter(row =>
    decisions.allow(outageReadPermission, commitmentResource(row), 'see'),
  );
}

/** It takes a second person: nobody looks at what they have reported themselves. */
function needsOther(deed: Deed, outage: StoredOutage, caller: Caller): boolean {
  const first = outage.pending?.by ?? outage.reportedBy;
  return (deed === 'confirm' || deed === 'reject') && first === caller.ref;
}

function concerns(outage: StoredOutage, row: CommitmentRow): boolean {
  return (
    row.subject_ref === outage.subjectRef &&
    (outage.customerRef === undefined ||
      row.customer_ref === outage.customerRef)
  );
}

/** What history shows of an outage. */
function factsOf({ fromS, toS, cause, impact }: StoredOutage): object {
  return { fromS, toS, cause, impact };
}
