import type { CostStage } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredAllocation } from '../allocations';
import type { CloudCostsResource } from './rules';

/** A row of `allocations`, as far as rights depend on it. */
export type AllocationParties = {
  id: number;
  stage: string;
  payer_ref: string;
  owner_ref: string;
  customer_ref: string | null;
  software_provider_ref: string | null;
};

export function allocationResource(row: AllocationParties): CloudCostsResource {
  return {
    ref: `allocation:${row.id}`,
    stage: row.stage as CostStage,
    payerRef: row.payer_ref,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
  };
}

export function allocationOf(allocation: StoredAllocation): CloudCostsResource {
  return { ...allocation, ref: `allocation:${allocation.id}` };
}

/** A row of `statements`. */
export function statementResource(row: {
  id: string;
  payer_ref: string;
}): CloudCostsResource {
  return { ref: `statement:${row.id}`, payerRef: row.payer_ref };
}

/** A row of `budgets`. */
export function budgetResource(row: {
  id: string;
  owner_ref: string;
  scope_ref: string;
}): CloudCostsResource {
  return {
    ref: `budget:${row.id}`,
    ownerRef: row.owner_ref,
    customerRef: row.scope_ref,
  };
}
