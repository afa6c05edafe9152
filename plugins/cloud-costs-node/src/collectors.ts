import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** A live instance that a collector may measure. @public */
export type MeasurableInstance = {
  instanceId: string;
  serviceRef: string;
  plan: string;
  simulated: boolean;
};

/**
 * Measures what instances use. Called on a schedule, by one replica at a time;
 * what it returns is handed to the intake, so its events need ids that are the
 * same when a measurement is repeated after a crash (`<instance>/<meter>/<from>`).
 * Quantities are additive: a size is measured as size × time.
 * @public
 */
export interface UsageCollector {
  /** Unique; part of the events' `source`: `/cloud-costs/collectors/<id>`. */
  id: string;
  /** How often to measure, in seconds; at most 3600, since an event belongs to one hour. */
  intervalSeconds: number;
  /**
   * Usage between two instants (ms since 1970) that lie in one UTC hour.
   * Undefined while not all of it can be known yet; the very same interval is
   * then asked for again. So it is when this throws because it cannot measure.
   */
  collect(options: {
    instances: MeasurableInstance[];
    fromMs: number;
    toMs: number;
    signal: AbortSignal;
  }): Promise<UsageCloudEvent[] | undefined>;
}

/** Where modules add collectors. @public */
export interface CloudCostsCollectorsExtensionPoint {
  addCollector(collector: UsageCollector): void;
}

/** @public */
export const cloudCostsCollectorsExtensionPoint =
  createExtensionPoint<CloudCostsCollectorsExtensionPoint>({
    id: 'cloud-costs.collectors',
  });
