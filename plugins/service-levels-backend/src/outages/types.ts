import type {
  Cause,
  IncidentClass,
  MaintenanceImpact,
  OutageSource,
  OutageState,
} from '@dualcloud/backstage-plugin-service-levels-common';

/** When something was down, and what was said about it. Instants are seconds since 1970. */
export type StoredOutage = {
  id: string;
  subjectRef: string;
  /** Where only one customer’s service was down. */
  customerRef?: string;
  fromS: number;
  /** Undefined: it still is. */
  toS?: number;
  state: OutageState;
  cause: Cause;
  claimedCause?: Cause;
  causeReason?: string;
  source: OutageSource;
  sourceId: string;
  impact: MaintenanceImpact;
  incidentClass?: IncidentClass;
  title?: string;
  reportedBy?: string;
  confirmedBy?: string;
  /** Times that somebody wants to correct it to. */
  pending?: PendingTimes;
  revision: number;
};

/** Other times for an outage, until a second person has looked at them. */
export type PendingTimes = {
  fromS: number;
  toS?: number;
  by: string;
  reason: string;
};

/** A row of `outages`. */
export type OutageRow = {
  id: string;
  subject_ref: string;
  customer_ref: string | null;
  from_s: number | string;
  to_s: number | string | null;
  state: string;
  cause: string;
  claimed_cause: string | null;
  cause_reason: string | null;
  source: string;
  source_id: string;
  impact: string;
  incident_class: string | null;
  title: string | null;
  reported_by: string | null;
  confirmed_by: string | null;
  pending: string | null;
  revision: number;
  changed_at: number | string;
};

export function toOutage(row: OutageRow): StoredOutage {
  return {
    id: row.id,
    subjectRef: row.subject_ref,
    customerRef: row.customer_ref ?? undefined,
    fromS: Number(row.from_s),
    toS: row.to_s === null ? undefined : Number(row.to_s),
    state: row.state as OutageState,
    cause: row.cause as Cause,
    claimedCause: (row.claimed_cause ?? undefined) as Cause | undefined,
    causeReason: row.cause_reason ?? undefined,
    source: row.source as OutageSource,
    sourceId: row.source_id,
    impact: row.impact as MaintenanceImpact,
    incidentClass: (row.incident_class ?? undefined) as
      | IncidentClass
      | undefined,
    title: row.title ?? undefined,
    reportedBy: row.reported_by ?? undefined,
    confirmedBy: row.confirmed_by ?? undefined,
    pending: row.pending === null ? undefined : JSON.parse(row.pending),
    revision: row.revision,
  };
}

export function toRow(outage: StoredOutage): Omit<OutageRow, 'changed_at'> {
  return {
    id: outage.id,
    subject_ref: outage.subjectRef,
    customer_ref: outage.customerRef ?? null,
    from_s: outage.fromS,
    to_s: outage.toS ?? null,
    state: outage.state,
    cause: outage.cause,
    claimed_cause: outage.claimedCause ?? null,
    cause_reason: outage.causeReason ?? null,
    source: outage.source,
    source_id: outage.sourceId,
    impact: outage.impact,
    incident_class: outage.incidentClass ?? null,
    title: outage.title ?? null,
    reported_by: outage.reportedBy ?? null,
    confirmed_by: outage.confirmedBy ?? null,
    pending: outage.pending ? JSON.stringify(outage.pending) : null,
    revision: outage.revision,
  };
}
