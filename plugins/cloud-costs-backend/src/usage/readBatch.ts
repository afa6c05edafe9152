import { setImmediate as breathe } from 'node:timers/promises';
import { canonicalJson } from '../allocations';
import {
  type EventLimits,
  type ReadEvent,
  readUsageEvent,
} from './readUsageEvent';
import type { LifecycleEventInput, Refusal, UsageInput } from './types';

/** A batch in which each source and id occurs once. */
export type Batch = {
  usage: UsageInput[];
  corrections: UsageInput[];
  lifecycle: LifecycleEventInput[];
  refused: Refusal[];
  /** Events that were in the batch before. */
  duplicates: number;
};

/** About a millisecond. */
const AT_ONCE = 250;

/**
 * Checks each event by itself, and against the others with its source and id. A
 * large batch does not keep everybody else waiting.
 */
export async function readBatch(
  events: unknown[],
  limits: EventLimits,
): Promise<Batch> {
  const batch: Batch = {
    usage: [],
    corrections: [],
    lifecycle: [],
    refused: [],
    duplicates: 0,
  };
  const bySource = new Map<string, Map<string, ReadEvent>>();
  for (let index = 0; index < events.length; index += 1) {
    if (index % AT_ONCE === AT_ONCE - 1) await breathe();
    const event = readUsageEvent(events[index], index, limits);
    if (event.kind === 'refused') {
      const { kind, ...why } = event;
      batch.refused.push(why);
      continue;
    }
    let byId = bySource.get(event.source);
    if (!byId) bySource.set(event.source, (byId = new Map()));
    const before = byId.get(event.id);
    if (before) {
      if (sameEvent(before, event)) batch.duplicates += 1;
      else batch.refused.push(otherContents(event));
      continue;
    }
    byId.set(event.id, event);
    if (event.kind === 'lifecycle') batch.lifecycle.push(event);
    else if (event.corrects) batch.corrections.push(event);
    else batch.usage.push(event);
  }
  return batch;
}

function sameEvent(a: ReadEvent, b: ReadEvent): boolean {
  return (
    canonicalJson({ ...a, index: 0 }) === canonicalJson({ ...b, index: 0 })
  );
}

/** Refuses an event whose source and id something else has. */
export function otherContents(
  event: UsageInput | LifecycleEventInput,
): Refusal {
  return refusal(
    event,
    'id',
    'same-contents',
    'is the id of another event from this source; an event never changes: correct it, or give the new one an id of its own',
  );
}

/** Refuses an event. */
export function refusal(
  event: UsageInput | LifecycleEventInput,
  field: string,
  rule: string,
  message: string,
): Refusal {
  const { index, id, source } = event;
  return { index, id, source, field, rule, message };
}
