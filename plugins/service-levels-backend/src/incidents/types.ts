import type { IncidentClass } from '@dualcloud/backstage-plugin-service-levels-common';

/** An incident as another system has it, in its newest revision. Instants are seconds since 1970. */
export type StoredIncident = {
  /** The system that it comes from. */
  source: string;
  id: string;
  revision: number;
  subjectRef: string;
  /** Where it is one customer’s only. */
  customerRef?: string;
  incidentClass: IncidentClass;
  title?: string;
  reportedS: number;
  respondedS?: number;
  restoredS?: number;
  outageId?: string;
  url?: string;
  /** It turned out to be none. */
  withdrawn: boolean;
};

/** A row of `incidents`. */
export type IncidentRow = {
  source: string;
  id: string;
  revision: number;
  subject_ref: string;
  customer_ref: string | null;
  incident_class: string;
  title: string | null;
  reported_s: number | string;
  responded_s: number | string | null;
  restored_s: number | string | null;
  outage_id: string | null;
  url: string | null;
  withdrawn: boolean | number;
  hash: string;
};

export function toIncident(row: IncidentRow): StoredIncident {
  const optional = (value: number | string | null) =>
    value === null ? undefined : Number(value);
  return {
    source: row.source,
    id: row.id,
    revision: row.revision,
    subjectRef: row.subject_ref,
    customerRef: row.customer_ref ?? undefined,
    incidentClass: row.incident_class as IncidentClass,
    title: row.title ?? undefined,
    reportedS: Number(row.reported_s),
    respondedS: optional(row.responded_s),
    restoredS: optional(row.restored_s),
    outageId: row.outage_id ?? undefined,
    url: row.url ?? undefined,
    withdrawn: Boolean(row.withdrawn),
  };
}

export function toIncidentRow(
  incident: StoredIncident,
): Omit<IncidentRow, 'hash'> {
  return {
    source: incident.source,
    id: incident.id,
    revision: incident.revision,
    subject_ref: incident.subjectRef,
    customer_ref: incident.customerRef ?? null,
    incident_class: incident.incidentClass,
    title: incident.title ?? null,
    reported_s: incident.reportedS,
    responded_s: incident.respondedS ?? null,
    restored_s: incident.restoredS ?? null,
    outage_id: incident.outageId ?? null,
    url: incident.url ?? null,
    withdrawn: incident.withdrawn,
  };
}
