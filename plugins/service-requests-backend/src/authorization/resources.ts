import type { PartyTable } from './access';
import type { ServiceRequestsResource } from './rules';

/** Columns of a table whose rows have parties. */
export type PartyColumns = {
  id: string;
  draft: string;
  customer_ref: string | null;
  software_provider_ref: string | null;
  requester_party_ref: string | null;
};

/** Where resources of each kind are stored, by the first part of their ref. */
export const TABLE_OF: Readonly<Record<string, PartyTable>> = {
  request: 'requests',
  release: 'releases',
  takeover: 'takeovers',
  'standing-approval': 'standing_approvals',
  ticket: 'tickets',
};

/** @param kind - first part of the ref, such as `request` */
export function resourceOf(
  kind: string,
  row: PartyColumns,
): ServiceRequestsResource {
  return {
    ref: `${kind}:${row.id}`,
    draft: row.draft === 'yes' ? 'yes' : 'no',
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    requesterPartyRef: row.requester_party_ref ?? undefined,
  };
}
