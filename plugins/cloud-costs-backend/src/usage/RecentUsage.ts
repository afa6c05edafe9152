import { randomInt } from 'node:crypto';
import type { PlacedUsage } from './types';

/** Some batches of the largest size, and up to twice as many; a few megabytes. */
export const EVENTS_REMEMBERED = 20_000;

/** A power of two. At most a third is taken, so most searches end where they begin. */
const SLOTS = 65_536;

/**
 * Events by source and id. Of an event only its id is kept as an object: many that
 * live long are what collecting garbage takes its time for. A `Map` takes most of
 * what is done with an event besides parsing it: it looks at several places of a
 * memory that does not stay in the processor's cache while the database is busy.
 */
class Generation {
  size = 0;
  /** One more than the place, from where its hash says on; 0: nothing is here. */
  private readonly slots = new Uint16Array(SLOTS);
  private readonly hashes = new Int32Array(EVENTS_REMEMBERED);
  private readonly ids: string[] = new Array(EVENTS_REMEMBERED).fill('');
  private readonly sources = new Int32Array(EVENTS_REMEMBERED);
  private readonly allocations = new Int32Array(EVENTS_REMEMBERED);
  private readonly meters = new Int32Array(EVENTS_REMEMBERED);
  private readonly times = new Float64Array(EVENTS_REMEMBERED);
  private readonly quantities = new Float64Array(EVENTS_REMEMBERED);

  /** One that is not here yet. */
  add(
    { event, sourceId, allocationId, meterId }: PlacedUsage,
    hash: number,
  ): void {
    let slot = hash & (SLOTS - 1);
    while (this.slots[slot]) slot = (slot + 1) & (SLOTS - 1);
    const place = this.size;
    this.size += 1;
    this.slots[slot] = this.size;
    this.hashes[place] = hash;
    this.ids[place] = event.id;
    this.sources[place] = sourceId;
    this.allocations[place] = allocationId;
    this.meters[place] = meterId;
    this.times[place] = event.timeMs;
    this.quantities[place] = event.quantity;
  }

  private find(id: string, sourceId: number, hash: number): number {
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const place = this.slots[slot] - 1;
      if (place < 0) return -1;
      if (
        this.hashes[place] === hash &&
        this.ids[place] === id &&
        this.sources[place] === sourceId
      ) {
        return place;
      }
    }
  }

  compare(placed: PlacedUsage, hash: number): boolean | undefined {
    const { event, sourceId, allocationId, meterId } = placed;
    const place = this.find(event.id, sourceId, hash);
    if (place < 0) return undefined;
    return (
      this.allocations[place] === allocationId &&
      this.meters[place] === meterId &&
      this.times[place] === event.timeMs &&
      this.quantities[place] === event.quantity
    );
  }

  clear(): void {
    this.slots.fill(0);
    this.size = 0;
  }
}

/**
 * The usage that was stored last. What comes twice mostly comes again at once,
 * from a sender that had no answer: that is told without asking the database.
 * Whatever is not here may still be stored.
 *
 * The older half is forgotten at a time: keeping the order of use, as caches do,
 * takes longer than anything else that is done with an event.
 */
export class RecentUsage {
  private newer = new Generation();
  private older = new Generation();
  /** Of the allocations that they were placed by. */
  private version = '';
  private times = 0;

  /** How often everything was forgotten; within one era the last events are all known. */
  get era(): number {
    return this.times;
  }

  /**
   * Whether what is stored under the source and id of an event is the same;
   * undefined if that is not known.
   */
  compare(placed: PlacedUsage, version: string): boolean | undefined {
    if (this.version !== version) return undefined;
    const hash = hashOf(placed);
    return this.newer.compare(placed, hash) ?? this.older.compare(placed, hash);
  }

  /** @param events - of which nothing is known */
  remember(events: readonly PlacedUsage[], version: string): void {
    // The usage of others may have been moved.
    if (this.version !== version) this.forget();
    this.version = version;
    for (const placed of events) {
      this.newer.add(placed, hashOf(placed));
      if (this.newer.size < EVENTS_REMEMBERED) continue;
      [this.newer, this.older] = [this.older, this.newer];
      this.newer.clear();
    }
  }

  forget(): void {
    this.times += 1;
    this.newer.clear();
    this.older.clear();
  }
}

/** So that nobody can choose ids that all belong into one slot. */
const SEED = randomInt(2 ** 31);

/** FNV-1a of 32 bits, of UTF-16 code units. */
function hashOf({ event: { id } }: PlacedUsage): number {
  let hash = SEED;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
