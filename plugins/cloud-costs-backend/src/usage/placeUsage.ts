import { type AllocationView, rangeAt } from '../allocations';
import type { NameRegistry } from './NameRegistry';
import type { PlacedUsage, UsageInput } from './types';

/**
 * Finds the allocation and the meter of events by what is in memory, which is
 * all there is to find for most batches.
 *
 * @returns undefined if there is one that is not found, or whose unit is not
 *   its meter's
 */
export function placeUsage(
  events: UsageInput[],
  { ranges }: AllocationView,
  names: NameRegistry,
): PlacedUsage[] | undefined {
  const placed: PlacedUsage[] = [];
  for (const event of events) {
    const sourceId = names.source(event.source);
    const meter = names.meter(event.meter);
    const allocationId = rangeAt(ranges.get(event.instanceId), event.timeMs);
    if (
      sourceId === undefined ||
      allocationId === undefined ||
      meter?.unit !== event.unit
    ) {
      return undefined;
    }
    placed.push({ event, sourceId, allocationId, meterId: meter.id });
  }
  return placed;
}
