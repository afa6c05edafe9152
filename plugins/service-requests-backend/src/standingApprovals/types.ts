import type { ReleaseKind } from '@dualcloud/backstage-plugin-service-requests-common';
import { fromJson, toNumber } from '@dualcloud/foundation-node';
import type { PartyColumns } from '../authorization';

/** Who did something, and when; milliseconds since 1970. */
export type Signature = { by: string; at: number };

/** A standing approval as it is stored. */
export type StoredApproval = {
  id: string;
  serviceRef: string;
  systemRef?: string;
  customerRef: string;
  softwareProviderRef?: string;
  requesterPartyRef: string;
  kinds: ReleaseKind[];
  perWeek: number;
  whileBudgetLasts: boolean;
  /** Its last day, in UTC. */
  until: string;
  proposed: Signature;
  /** By the agency. */
  customer?: Signature;
  /** By the IT service provider. */
  provider?: Signature;
  withdrawn?: Signature & { reason: string };
  updatedAt: number;
};

/** A row of `standing_approvals`. */
export type ApprovalRow = PartyColumns & {
  service_ref: string;
  system_ref: string | null;
  customer_ref: string;
  requester_party_ref: string;
  kinds: string;
  per_week: number;
  while_budget_lasts: number;
  until: string;
  proposed_by: string;
  proposed_at: number | string;
  customer_by: string | null;
  customer_at: number | string | null;
  provider_by: string | null;
  provider_at: number | string | null;
  withdrawn_by: string | null;
  withdrawn_at: number | string | null;
  reason: string | null;
  updated_at: number | string;
};

export function toApproval(row: ApprovalRow): StoredApproval {
  const withdrawn = signature(row.withdrawn_by, row.withdrawn_at);
  return {
    id: row.id,
    serviceRef: row.service_ref,
    systemRef: row.system_ref ?? undefined,
    customerRef: row.customer_ref,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    requesterPartyRef: row.requester_party_ref,
    kinds: fromJson(row.kinds),
    perWeek: row.per_week,
    whileBudgetLasts: Number(row.while_budget_lasts) === 1,
    until: row.until,
    proposed: { by: row.proposed_by, at: toNumber(row.proposed_at) },
    customer: signature(row.customer_by, row.customer_at),
    provider: signature(row.provider_by, row.provider_at),
    withdrawn: withdrawn && { ...withdrawn, reason: row.reason ?? '' },
    updatedAt: toNumber(row.updated_at),
  };
}

export function toApprovalRow(approval: StoredApproval): ApprovalRow {
  return {
    id: approval.id,
    draft: 'no',
    service_ref: approval.serviceRef,
    system_ref: approval.systemRef ?? null,
    customer_ref: approval.customerRef,
    software_provider_ref: approval.softwareProviderRef ?? null,
    requester_party_ref: approval.requesterPartyRef,
    kinds: JSON.stringify(approval.kinds),
    per_week: approval.perWeek,
    while_budget_lasts: approval.whileBudgetLasts ? 1 : 0,
    until: approval.until,
    proposed_by: approval.proposed.by,
    proposed_at: approval.proposed.at,
    customer_by: approval.customer?.by ?? null,
    customer_at: approval.customer?.at ?? null,
    provider_by: approval.provider?.by ?? null,
    provider_at: approval.provider?.at ?? null,
    withdrawn_by: approval.withdrawn?.by ?? null,
    withdrawn_at: approval.withdrawn?.at ?? null,
    reason: approval.withdrawn?.reason ?? null,
    updated_at: approval.updatedAt,
  };
}

function signature(
  by: string | null,
  at: number | string | null,
): Signature | undefined {
  return by === null || at === null ? undefined : { by, at: toNumber(at) };
}
