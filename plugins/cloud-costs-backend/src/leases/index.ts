/** What one replica at a time does. */
export const LEASES = {
  /** Adding up raw usage. */
  rollup: 'rollup',
  /** Making charges of it. */
  rating: 'rating',
} as const;

export { Lease, LeaseLostError, Leases } from '@dualcloud/foundation-node';
