import type { CostStage } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** What an allocation is of, and whose. A change of any of it cuts an allocation, except of the names. */
export type AllocationFacts = {
  instanceName: string;
  environmentId?: string;
  environmentName?: string;
  serviceRef: string;
  plan: string;
  stage: CostStage;
  payerRef: string;
  ownerRef: string;
  customerRef?: string;
  softwareProviderRef?: string;
  systemRef?: string;
  tags: Record<string, string>;
  simulated: boolean;
};

/** What began an allocation; `provisioned` costs a one-time fee, `plan-changed` a change fee. */
export type BegunBy = 'provisioned' | 'plan-changed' | 'agreement';

/** One instance on one plan under one set of parties; times in milliseconds since 1970. */
export type StoredAllocation = AllocationFacts & {
  id: number;
  instanceId: string;
  /** 0, 1, … in time order; negative: void, see the table. */
  segment: number;
  fromMs: number;
  /** Undefined: still allocated. */
  toMs?: number;
  begunBy: BegunBy;
  /** Time of the last usage event that has been added up. */
  lastUsedMs?: number;
};

/** Whether an instant lies in an allocation. */
export function covers(
  allocation: { fromMs: number; toMs?: number },
  timeMs: number,
): boolean {
  return (
    timeMs >= allocation.fromMs &&
    (allocation.toMs === undefined || timeMs < allocation.toMs)
  );
}
