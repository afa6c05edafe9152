import type {
  Outage,
  OutageEvent,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { fromOptionalJson, toIsoTime } from '@dualcloud/foundation-node';
import type { CommitmentRow } from '../commitments';
import { toInstant, toInterval } from '../instants';
import type { OutageEventRow } from './OutageStore';
import type { StoredOutage } from './types';

/** An outage for somebody: with the commitments of theirs that it concerns, and what they may do. */
export function presentOutage(
  outage: StoredOutage,
  seen: { commitments: readonly CommitmentRow[]; deeds: Outage['deeds'] },
): Outage {
  const [first] = seen.commitments;
  return {
    id: outage.id,
    subjectRef: outage.subjectRef,
    commitmentIds: seen.commitments.map(({ id }) => id),
    interval: toInterval(outage.fromS, outage.toS),
    ongoing: outage.toS === undefined,
    state: outage.state,
    cause: outage.cause,
    claimedCause: outage.claimedCause,
    causeReason: outage.causeReason,
    source: outage.source,
    sourceId: outage.sourceId,
    impact: outage.impact,
    incidentClass: outage.incidentClass,
    title: outage.title,
    reportedBy: outage.reportedBy,
    confirmedBy: outage.confirmedBy,
    ...(outage.pending && {
      pending: {
        interval: toInterval(outage.pending.fromS, outage.pending.toS),
        by: outage.pending.by,
        reason: outage.pending.reason,
      },
    }),
    serviceRef: first?.service_ref ?? undefined,
    customerRef: outage.customerRef,
    systemRef: first?.system_ref ?? undefined,
    environmentId: first?.environment_id ?? undefined,
    revision: outage.revision,
    deeds: seen.deeds,
  };
}

export function presentOutageEvent(row: OutageEventRow): OutageEvent {
  return {
    id: Number(row.id),
    at: toIsoTime(row.at) ?? toInstant(0),
    by: row.by,
    action: row.action,
    reason: row.reason ?? undefined,
    before: fromOptionalJson(row.before),
    after: fromOptionalJson(row.after),
  };
}
