import type { Allocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredAllocation } from '../allocations';

/** An allocation as the API shows it. */
export function presentAllocation(row: StoredAllocation): Allocation {
  const {
    fromMs,
    toMs,
    segment: _,
    begunBy: __,
    lastUsedMs: ___,
    ...facts
  } = row;
  return {
    ...facts,
    from: new Date(fromMs).toISOString(),
    ...(toMs !== undefined && { to: new Date(toMs).toISOString() }),
  };
}
