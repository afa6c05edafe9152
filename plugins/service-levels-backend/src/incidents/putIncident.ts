import { randomUUID } from 'node:crypto';
import type { IncidentReport } from '@dualcloud/backstage-plugin-service-levels-common';
import { conflict, fingerprint } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { NoticeOutbox } from '../notices';
import { type OutageStore, type StoredOutage, tellIfLate } from '../outages';
import type { IncidentStore } from './IncidentStore';
import { readIncident } from './readIncident';
import type { StoredIncident } from './types';

/** What became of a report. */
export type PutOutcome = {
  outcome: 'stored' | 'unchanged' | 'outdated';
  incident: StoredIncident;
};

/**
 * Takes over an incident as another system has it. Told in any order and any
 * number of times, the highest revision holds; its outage is made, moved, ended
 * and withdrawn with it.
 *
 * @throws ConflictError if the same revision was told with other contents
 */
export async function putIncident(
  trx: Knex.Transaction,
  key: { source: string; id: string },
  report: IncidentReport,
  options: {
    incidents: IncidentStore;
    outages: OutageStore;
    notices: NoticeOutbox;
    actor: string;
    nowS: number;
  },
): Promise<PutOutcome> {
  const { incidents, nowS } = options;
  const read = readIncident(key, report, nowS);
  const hash = fingerprint(read);
  const before = await incidents.lock(trx, key);
  if (before && before.incident.revision >= report.revision) {
    const { incident } = before;
    if (incident.revision > report.revision) {
      return { outcome: 'outdated', incident };
    }
    if (before.hash === hash) return { outcome: 'unchanged', incident };
    throw conflict(
      `revision ${report.revision} of the incident "${key.id}" was told with other contents; count the revision up with each change`,
    );
  }
  const outageId = await followOutage(trx, {
    ...read,
    outageId: before?.incident.outageId,
    report,
    ...options,
  });
  const incident: StoredIncident = { ...read.incident, outageId };
  await incidents.put(trx, incident, hash);
  return { outcome: 'stored', incident };
}

/** Lets the outage of an incident follow it. What people have said about it stays. */
async function followOutage(
  trx: Knex.Transaction,
  wanted: {
    incident: Omit<StoredIncident, 'outageId'>;
    outage?: { fromS: number; toS?: number };
    outageId?: string;
    report: IncidentReport;
    outages: OutageStore;
    notices: NoticeOutbox;
    actor: string;
    nowS: number;
  },
): Promise<string | undefined> {
  const { incident, outage, outages, notices, actor, report } = wanted;
  const known = wanted.outageId
    ? await outages.lock(trx, wanted.outageId)
    : undefined;
  const gone = incident.withdrawn || !outage;
  if (!known && gone) return undefined;
  const base: StoredOutage = known ?? {
    id: randomUUID(),
    subjectRef: incident.subjectRef,
    customerRef: incident.customerRef,
    fromS: outage?.fromS ?? incident.reportedS,
    state: 'confirmed',
    cause: report.cause ?? 'provider',
    source: 'incident',
    sourceId: `${incident.source}:${incident.id}`,
    impact: 'down',
    revision: 0,
  };
  const withdrawn = known !== undefined && gone;
  const next: StoredOutage = {
    ...base,
    ...outage,
    toS: withdrawn ? base.toS ?? base.fromS + 1 : outage?.toS,
    subjectRef: incident.subjectRef,
    customerRef: incident.customerRef,
    incidentClass: incident.incidentClass,
    title: incident.title,
    state: withdrawn ? 'rejected' : revived(base.state),
    // Once somebody has said who caused it, another system does not overrule that.
    cause: base.causeReason ? base.cause : report.cause ?? base.cause,
    revision: base.revision + 1,
  };
  await outages.put(trx, next, {
    by: actor,
    action: actionOf(known, next),
    reason: withdrawn ? 'the incident was withdrawn' : undefined,
    before: known && { fromS: known.fromS, toS: known.toS },
    after: { fromS: next.fromS, toS: next.toS },
  });
  if (!report.backfill) {
    const atS = wanted.nowS;
    await tellIfLate(trx, notices, { before: known, after: next, atS });
  }
  return next.id;
}

function revived(state: StoredOutage['state']): StoredOutage['state'] {
  return state === 'rejected' ? 'confirmed' : state;
}

function actionOf(known: StoredOutage | undefined, next: StoredOutage) {
  if (!known) return 'detected';
  if (next.state === 'rejected') return 'rejected';
  return next.toS !== undefined && known.toS === undefined
    ? 'ended'
    : 'extended';
}
