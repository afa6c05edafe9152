import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** How many days stand out; those that follow each other are one item. */
export function countDays(items: Anomaly[]): number {
  return items.reduce((sum, { days }) => sum + days, 0);
}
