import type { IngestReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { LifecycleInput } from '../allocations';

/** Why an event of a batch is refused. */
export type Refusal = IngestReport['refused'][number];

/** A usage event that is well formed. */
export type UsageInput = {
  kind: 'usage';
  index: number;
  source: string;
  id: string;
  instanceId: string;
  timeMs: number;
  meter: string;
  unit: string;
  /** Millionths of the unit: an integer below 2^53; negative only in corrections. */
  quantity: number;
  /** Of a correction: which event it corrects, and why. */
  corrects?: { source: string; id: string };
  reason?: string;
};

/** A life-cycle event that is well formed. */
export type LifecycleEventInput = LifecycleInput & {
  kind: 'lifecycle';
  index: number;
};

/** A usage event whose place is known. */
export type PlacedUsage = {
  event: UsageInput;
  sourceId: number;
  allocationId: number;
  meterId: number;
};

/** Types of usage events. */
export const USAGE_TYPE = 'dev.dualcloud.usage.v1';
export const CORRECTION_TYPE = 'dev.dualcloud.usage.corrected.v1';

/** Source of the events that are pulled from the cloud services; nobody else may use it. */
export const CLOUD_SERVICES_SOURCE = '/cloud-services';
