import type { ServiceLevelsResource } from './rules';

/** A row of `commitments`, as far as rights depend on it. */
export type CommitmentParties = {
  id: string;
  general: 'yes' | 'no';
  customer_ref: string | null;
  software_provider_ref: string | null;
  owner_ref: string | null;
};

export function commitmentResource(
  row: CommitmentParties,
): ServiceLevelsResource {
  return {
    ref: `commitment:${row.id}`,
    general: row.general,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
  };
}
