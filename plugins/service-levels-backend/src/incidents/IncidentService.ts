import {
  type Incident,
  type IncidentReport,
  outageReadPermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  cutPage,
  page,
  pageSize,
  type ServiceCaller,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, commitmentResource } from '../authorization';
import {
  type CommitmentStore,
  restrictToSeen,
  type ScopeFilter,
  toCommitment,
} from '../commitments';
import type { Commitment } from '../commitments';
import type { FactLog } from '../facts';
import { readOptionalInstant, toInstant } from '../instants';
import type { NoticeOutbox } from '../notices';
import type { OutageStore } from '../outages';
import type { IncidentStore } from './IncidentStore';
import { putIncident } from './putIncident';
import { type IncidentRow, type StoredIncident, toIncident } from './types';

/** Query of `GET /incidents`. */
export type IncidentFilter = ScopeFilter & {
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
};

/** How long the reactions to incidents took, by the objectives of commitments. */
export type ReactionTimes = (
  incidents: StoredIncident[],
  commitments: Commitment[],
) => Promise<Map<StoredIncident, Incident['times']>>;

/** Incidents as other systems tell them, and as somebody may see them. */
export class IncidentService {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      commitments: CommitmentStore;
      incidents: IncidentStore;
      outages: OutageStore;
      facts: FactLog;
      notices: NoticeOutbox;
      reactionTimes: ReactionTimes;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    access: Access;
    commitments: CommitmentStore;
    incidents: IncidentStore;
    outages: OutageStore;
    facts: FactLog;
    notices: NoticeOutbox;
    reactionTimes: ReactionTimes;
    nowS?: () => number;
  }): IncidentService {
    return new IncidentService({
      nowS: () => Math.floor(Date.now() / 1000),
      ...deps,
    });
  }

  /** For services; repeatable. */
  async put(
    caller: ServiceCaller,
    key: { source: string; id: string },
    report: IncidentReport,
  ): Promise<Incident> {
    const { knex, facts, nowS } = this.deps;
    const { outcome, incident } = await transact(knex, async trx => {
      const put = await putIncident(trx, key, report, {
        ...this.deps,
        actor: caller.ref,
        nowS: nowS(),
      });
      if (put.outcome === 'stored') {
        const { outageId } = put.incident;
        if (outageId) await facts.changes.touch(trx, 'outage', outageId);
        await facts.note(
          trx,
          { kind: 'incident', id: `${key.source}:${key.id}` },
          {
            actor: caller.ref,
            action: 'incident-put',
            objectRef: `incident:${key.source}:${key.id}`,
            details: { revision: report.revision },
          },
        );
      }
      return put;
    });
    if (outcome === 'stored') facts.tell('outages');
    const [presented] = await this.present([incident], () => true);
    return presented;
  }

  /** Newest first. */
  async list(
    caller: Caller,
    filter: IncidentFilter,
  ): Promise<{ items: Incident[]; totalItems: number; nextCursor?: string }> {
    const { access, incidents } = this.deps;
    const limit = pageSize(filter.limit);
    const fromS = readOptionalInstant(filter.from, 'from');
    const toS = readOptionalInstant(filter.to, 'to');
    const decisions = await access.decide(caller, [outageReadPermission]);
    const query = incidents.query().where('incidents.withdrawn', false);
    restrictToSeen(query, 'incidents', {
      decisions,
      permission: outageReadPermission,
      filter,
    });
    if (fromS !== undefined) query.where('incidents.reported_s', '>=', fromS);
    if (toS !== undefined) query.where('incidents.reported_s', '<', toS);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'incidents.reported_s',
      cursor: filter.cursor,
      limit,
    });
    const found: IncidentRow[] = await query.select('incidents.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.reported_s);
    return {
      items: await this.present(rows.map(toIncident), row =>
        decisions.allow(outageReadPermission, commitmentResource(row), 'see'),
      ),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  private async present(
    found: StoredIncident[],
    isSeen: (row: Parameters<typeof commitmentResource>[0]) => boolean,
  ): Promise<Incident[]> {
    const rows = await this.deps.commitments.ofSubjects(
      found.map(({ subjectRef }) => subjectRef),
    );
    const times = await this.deps.reactionTimes(
      found,
      rows.filter(isSeen).map(toCommitment),
    );
    return found.map(incident =>
      presentIncident(incident, times.get(incident) ?? []),
    );
  }
}

/** As the API has incidents. */
export function presentIncident(
  incident: StoredIncident,
  times: Incident['times'],
): Incident {
  const instant = (seconds: number | undefined) =>
    seconds === undefined ? undefined : toInstant(seconds);
  return {
    source: incident.source,
    id: incident.id,
    revision: incident.revision,
    subjectRef: incident.subjectRef,
    customerRef: incident.customerRef,
    incidentClass: incident.incidentClass,
    title: incident.title,
    reportedAt: toInstant(incident.reportedS),
    respondedAt: instant(incident.respondedS),
    restoredAt: instant(incident.restoredS),
    outageId: incident.outageId,
    url: incident.url,
    withdrawn: incident.withdrawn,
    times,
  };
}
