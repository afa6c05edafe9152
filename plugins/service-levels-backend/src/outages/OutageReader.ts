import {
  type Outage,
  type OutageDetail,
  outageReadPermission,
  outageReportPermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  cutPage,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Access, Decisions } from '../authorization';
import {
  type CommitmentRow,
  type CommitmentStore,
  restrictToSeen,
  type ScopeFilter,
} from '../commitments';
import { readOptionalInstant } from '../instants';
import type { OutageStore } from './OutageStore';
import { presentOutageEvent } from './presentOutage';
import { onlySeen, OUTAGE_PERMISSIONS, presentSeen, type Seen } from './rights';
import { type OutageRow, type StoredOutage, toOutage } from './types';

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

/** Outages as somebody may see them. */
export class OutageReader {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      outages: OutageStore;
    },
  ) {}

  static create(deps: {
    access: Access;
    commitments: CommitmentStore;
    outages: OutageStore;
  }): OutageReader {
    return new OutageReader(deps);
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
    const decisions = await access.decide(caller, OUTAGE_PERMISSIONS);
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
      outage: presentSeen(outage, seen),
      history: history.map(presentOutageEvent),
    };
  }

  /** @throws NotFoundError where it concerns nothing that the caller may see */
  async visible(
    caller: Caller,
    id: string,
  ): Promise<{ outage: StoredOutage; seen: Seen }> {
    const { access, outages, commitments } = this.deps;
    const [outage, decisions] = await Promise.all([
      outages.get(id),
      access.decide(caller, OUTAGE_PERMISSIONS),
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
      presentSeen(outage, {
        commitments: rows.filter(row => concerns(outage, row)),
        decisions,
      }),
    );
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
}

function concerns(outage: StoredOutage, row: CommitmentRow): boolean {
  return (
    row.subject_ref === outage.subjectRef &&
    (outage.customerRef === undefined ||
      row.customer_ref === outage.customerRef)
  );
}
