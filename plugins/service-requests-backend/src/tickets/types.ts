import type {
  Ticket,
  TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { toNumber, toOptionalNumber } from '@dualcloud/foundation-node';

/** Why a ticket is with the group that it is with. */
export type AssignedWhy = Ticket['assigned']['why'];

/** Who works on a ticket. */
export type Assigned = {
  ref: string;
  why: AssignedWhy;
  /** `<name>/<version>` of the agreement that says so. */
  agreement?: string;
  /** Part of the service for which the party answers. */
  part?: string;
};

/** A ticket as it is stored; times in milliseconds since 1970. */
export type StoredTicket = {
  id: string;
  number: string;
  kind: TicketKind;
  title: string;
  description: string;
  state: string;
  open: boolean;
  incidentClass?: Ticket['incidentClass'];
  serviceRef: string;
  systemRef?: string;
  environmentId?: string;
  /** The entity of the environment, by which service levels know it. */
  environmentRef?: string;
  instanceId?: string;
  customerRef?: string;
  softwareProviderRef?: string;
  requesterPartyRef: string;
  reportedBy: string;
  reporterName?: string;
  assigned: Assigned;
  workaround?: string;
  resolution?: string;
  plannedFrom?: number;
  plannedTo?: number;
  reportedAt: number;
  /** As it was reported. */
  faultSince?: number;
  /** Since then it counts as an outage, as the IT service provider has confirmed. */
  outageFrom?: number;
  respondedAt?: number;
  restoredAt?: number;
  revision: number;
  createdAt: number;
  updatedAt: number;
};

/** A row of `tickets`. */
export type TicketRow = {
  id: string;
  number: string;
  kind: TicketKind;
  title: string;
  search: string;
  description: string;
  state: string;
  open: number;
  draft: 'no';
  incident_class: Ticket['incidentClass'] | null;
  service_ref: string;
  system_ref: string | null;
  environment_id: string | null;
  environment_ref: string | null;
  instance_id: string | null;
  customer_ref: string | null;
  software_provider_ref: string | null;
  requester_party_ref: string;
  reported_by: string;
  reporter_name: string | null;
  assigned_ref: string;
  assigned_why: AssignedWhy;
  agreement: string | null;
  agreement_part: string | null;
  workaround: string | null;
  resolution: string | null;
  planned_from: number | string | null;
  planned_to: number | string | null;
  reported_at: number | string;
  fault_since: number | string | null;
  outage_from: number | string | null;
  responded_at: number | string | null;
  restored_at: number | string | null;
  revision: number;
  created_at: number | string;
  updated_at: number | string;
};

export function toTicket(row: TicketRow): StoredTicket {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    title: row.title,
    description: row.description,
    state: row.state,
    open: Number(row.open) === 1,
    incidentClass: row.incident_class ?? undefined,
    serviceRef: row.service_ref,
    systemRef: row.system_ref ?? undefined,
    environmentId: row.environment_id ?? undefined,
    environmentRef: row.environment_ref ?? undefined,
    instanceId: row.instance_id ?? undefined,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    requesterPartyRef: row.requester_party_ref,
    reportedBy: row.reported_by,
    reporterName: row.reporter_name ?? undefined,
    assigned: {
      ref: row.assigned_ref,
      why: row.assigned_why,
      agreement: row.agreement ?? undefined,
      part: row.agreement_part ?? undefined,
    },
    workaround: row.workaround ?? undefined,
    resolution: row.resolution ?? undefined,
    plannedFrom: toOptionalNumber(row.planned_from),
    plannedTo: toOptionalNumber(row.planned_to),
    reportedAt: toNumber(row.reported_at),
    faultSince: toOptionalNumber(row.fault_since),
    outageFrom: toOptionalNumber(row.outage_from),
    respondedAt: toOptionalNumber(row.responded_at),
    restoredAt: toOptionalNumber(row.restored_at),
    revision: row.revision,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

export function toRow(ticket: StoredTicket): TicketRow {
  return {
    id: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    search: `${ticket.number} ${ticket.title}`.toLocaleLowerCase('en-US'),
    description: ticket.description,
    state: ticket.state,
    open: ticket.open ? 1 : 0,
    draft: 'no',
    incident_class: ticket.incidentClass ?? null,
    service_ref: ticket.serviceRef,
    system_ref: ticket.systemRef ?? null,
    environment_id: ticket.environmentId ?? null,
    environment_ref: ticket.environmentRef ?? null,
    instance_id: ticket.instanceId ?? null,
    customer_ref: ticket.customerRef ?? null,
    software_provider_ref: ticket.softwareProviderRef ?? null,
    requester_party_ref: ticket.requesterPartyRef,
    reported_by: ticket.reportedBy,
    reporter_name: ticket.reporterName ?? null,
    assigned_ref: ticket.assigned.ref,
    assigned_why: ticket.assigned.why,
    agreement: ticket.assigned.agreement ?? null,
    agreement_part: ticket.assigned.part ?? null,
    workaround: ticket.workaround ?? null,
    resolution: ticket.resolution ?? null,
    planned_from: ticket.plannedFrom ?? null,
    planned_to: ticket.plannedTo ?? null,
    reported_at: ticket.reportedAt,
    fault_since: ticket.faultSince ?? null,
    outage_from: ticket.outageFrom ?? null,
    responded_at: ticket.respondedAt ?? null,
    restored_at: ticket.restoredAt ?? null,
    revision: ticket.revision,
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
  };
}
