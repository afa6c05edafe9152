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
  /** How many events there were. */
  received: number;
  /** By source and id. */
  usage: UsageInput[];
  corrections: UsageInput[];
  lifecycle: LifecycleEventInput[];
  refused: Refusal[];
  /** Events that were in the batch before. */
  duplicates: number;
};

type WellFormed = UsageInput | LifecycleEventInput;

const AT_ONCE_MS = 1;
/** Looking at the clock takes as long as half of this many events. */
const EVENTS_BETWEEN_LOOKS = 16;

/**
 * Checks each event by itself, and against the others with its source and id. A
 * large batch does not keep everybody else waiting.
 *
 * @param events - unchecked; asked for as they are read
 * @throws what `events` throws
 */
export async function readBatch(
  events: Iterable<unknown>,
  limits: EventLimits,
): Promise<Batch> {
  const batch: Batch = {
    received: 0,
    usage: [],
    corrections: [],
    lifecycle: [],
    refused: [],
    duplicates: 0,
  };
  const wellFormed: WellFormed[] = [];
  let restAt = performance.now() + AT_ONCE_MS;
  for (const unchecked of events) {
    const event = readUsageEvent(unchecked, batch.received, limits);
    batch.received += 1;
    if (event.kind === 'refused') {
      const { kind, ...why } = event;
      batch.refused.push(why);
    } else {
      wellFormed.push(event);
    }
    if (batch.received % EVENTS_BETWEEN_LOOKS > 0) continue;
    if (performance.now() < restAt) continue;
    await breathe();
    restAt = performance.now() + AT_ONCE_MS;
  }
  sortOut(wellFormed, batch);
  return batch;
}

/** Of events with the same source and id the first counts. */
function sortOut(events: WellFormed[], batch: Batch): void {
  let first: WellFormed | undefined;
  for (const event of events.sort(byIdentity)) {
    if (!first || byIdentity(first, event) !== 0) {
      first = event;
      if (event.kind === 'lifecycle') batch.lifecycle.push(event);
      else if (event.corrects) batch.corrections.push(event);
      else batch.usage.push(event);
    } else if (sameEvent(first, event)) {
      batch.duplicates += 1;
    } else {
      batch.refused.push(otherContents(event));
    }
  }
  // These may build on each other.
  batch.lifecycle.sort((a, b) => a.index - b.index);
  batch.corrections.sort((a, b) => a.index - b.index);
}

function byIdentity(a: WellFormed, b: WellFormed): number {
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
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
