import type {
  ChecklistItemSpec,
  TakeoverDefect,
  TakeoverState,
  TakeoverVerdictKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  fromJson,
  fromOptionalJson,
  toNumber,
  toOptionalJson,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type { PartyColumns } from '../authorization';
import type { NamedEnvironments } from '../environments';

/** A takeover as it is stored; times in milliseconds since 1970. */
export type StoredTakeover = NamedEnvironments & {
  id: string;
  number: string;
  state: TakeoverState;
  releaseId: string;
  requestId: string;
  serviceRef?: string;
  systemRef?: string;
  customerRef: string;
  softwareProviderRef?: string;
  requesterPartyRef: string;
  /** As it was when the takeover was opened. */
  checklist: ChecklistItemSpec[];
  /** Why it was rejected. */
  defects: TakeoverDefect[];
  /** Why it was rolled back. */
  reason?: string;
  openedBy: string;
  openedAt: number;
  updatedAt: number;
  decidedAt?: number;
  /** By which it was accepted. */
  standingApprovalId?: string;
  revision: number;
};

/** A row of `takeovers`. */
export type TakeoverRow = PartyColumns & {
  number: string;
  state: TakeoverState;
  release_id: string;
  request_id: string;
  service_ref: string | null;
  system_ref: string | null;
  customer_ref: string;
  requester_party_ref: string;
  test_environment_id: string | null;
  production_environment_id: string | null;
  checklist: string;
  defects: string | null;
  reason: string | null;
  opened_by: string;
  opened_at: number | string;
  updated_at: number | string;
  decided_at: number | string | null;
  standing_approval_id: string | null;
  revision: number;
};

/** An exception from a gate. */
export type StoredException = {
  id: string;
  gate: string;
  reason: string;
  /** Its last day, in UTC. */
  until: string;
  askedBy: string;
  askedAt: number;
  confirmedBy?: string;
  confirmedAt?: number;
};

/** A verdict that was given. */
export type StoredVerdict = {
  verdict: TakeoverVerdictKind;
  by: string;
  at: number;
  note?: string;
};

export function toTakeover(row: TakeoverRow): StoredTakeover {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    releaseId: row.release_id,
    requestId: row.request_id,
    serviceRef: row.service_ref ?? undefined,
    systemRef: row.system_ref ?? undefined,
    customerRef: row.customer_ref,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    requesterPartyRef: row.requester_party_ref,
    testEnvironmentId: row.test_environment_id ?? undefined,
    productionEnvironmentId: row.production_environment_id ?? undefined,
    checklist: fromJson(row.checklist),
    defects: fromOptionalJson(row.defects) ?? [],
    reason: row.reason ?? undefined,
    openedBy: row.opened_by,
    openedAt: toNumber(row.opened_at),
    updatedAt: toNumber(row.updated_at),
    decidedAt: toOptionalNumber(row.decided_at),
    standingApprovalId: row.standing_approval_id ?? undefined,
    revision: row.revision,
  };
}

export function toTakeoverRow(takeover: StoredTakeover): TakeoverRow {
  return {
    id: takeover.id,
    number: takeover.number,
    state: takeover.state,
    release_id: takeover.releaseId,
    request_id: takeover.requestId,
    service_ref: takeover.serviceRef ?? null,
    system_ref: takeover.systemRef ?? null,
    draft: 'no',
    customer_ref: takeover.customerRef,
    software_provider_ref: takeover.softwareProviderRef ?? null,
    requester_party_ref: takeover.requesterPartyRef,
    test_environment_id: takeover.testEnvironmentId ?? null,
    production_environment_id: takeover.productionEnvironmentId ?? null,
    checklist: JSON.stringify(takeover.checklist),
    defects:
      takeover.defects.length > 0 ? toOptionalJson(takeover.defects) : null,
    reason: takeover.reason ?? null,
    opened_by: takeover.openedBy,
    opened_at: takeover.openedAt,
    updated_at: takeover.updatedAt,
    decided_at: takeover.decidedAt ?? null,
    standing_approval_id: takeover.standingApprovalId ?? null,
    revision: takeover.revision,
  };
}
