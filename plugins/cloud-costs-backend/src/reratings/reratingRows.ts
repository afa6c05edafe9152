import { type BigIntColumn, toIsoTime } from '@dualcloud/foundation-node';
import type {
  Rerating,
  ReratingRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { BillingCalendar } from '../calendar';

export type ReratingScope = NonNullable<ReratingRequest['scope']>;

/** A row of `reratings`. */
export type ReratingRow = {
  id: string;
  scope: string;
  from_month: number;
  to_month: number;
  reason: string;
  state: Rerating['state'];
  requested_by: string;
  requested_at: number | string;
  finished_at: BigIntColumn;
  last_allocation_id: number;
  allocations: number | null;
  difference: string | null;
};

export function toRerating(
  row: ReratingRow,
  calendar: BillingCalendar,
): Rerating {
  const finishedAt = toIsoTime(row.finished_at);
  return {
    id: row.id,
    from: calendar.formatMonth(row.from_month),
    to: calendar.formatMonth(row.to_month),
    reason: row.reason,
    scope: JSON.parse(row.scope),
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: new Date(Number(row.requested_at)).toISOString(),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(row.allocations !== null && { allocations: row.allocations }),
    ...(row.difference !== null && { difference: JSON.parse(row.difference) }),
  };
}
