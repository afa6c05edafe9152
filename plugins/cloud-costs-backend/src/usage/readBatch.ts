import { setImmediate as breathe } from 'node:timers/promises';
import pLimit from 'p-limit';
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

/** Reads a batch bit by bit. */
class BatchReader {
  private readonly events: Iterator<unknown>;
  private readonly wellFormed: WellFormed[] = [];
  private readonly batch: Batch = {
    received: 0,
    usage: [],
    corrections: [],
    lifecycle: [],
    refused: [],
    duplicates: 0,
  };

  constructor(events: Iterable<unknown>, private readonly limits: EventLimits) {
    this.events = events[Symbol.iterator]();
  }

  /** Reads for a moment; tells whether that was the last. */
  readOn(): boolean {
    const { batch } = this;
    const restAt = performance.now() + AT_ONCE_MS;
    for (;;) {
      const { value, done } = this.events.next();
      if (done) return true;
      const event = readUsageEvent(value, batch.received, this.limits);
      batch.received += 1;
      if (event.kind === 'refused') {
        const { kind, ...why } = event;
        batch.refused.push(why);
      } else {
        this.wellFormed.push(event);
      }
      const looks = batch.received % EVENTS_BETWEEN_LOOKS === 0;
      if (looks && performance.now() >= restAt) return false;
    }
  }

  end(): Batch {
    sortOut(this.wellFormed, this.batch);
    return this.batch;
  }
}

/** Side by side no batch is read any sooner, and most are later. */
const inTurn = pLimit(1);

/**
 * Checks each event by itself, and against the others with its source and id. A
 * large batch keeps other large ones waiting, and nobody else.
 *
 * @param events - unchecked; asked for as they are read
 * @throws what `events` throws
 */
export async function readBatch(
  events: Iterable<unknown>,
  limits: EventLimits,
): Promise<Batch> {
  const reader = new BatchReader(events, limits);
  if (!reader.readOn()) {
    await inTurn(async () => {
      do await breathe();
      while (!reader.readOn());
    });
  }
  return reader.end();
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
