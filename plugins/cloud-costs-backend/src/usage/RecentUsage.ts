import type { PlacedUsage } from './types';

/** Some batches of the largest size, and up to twice as many; a few megabytes. */
export const EVENTS_REMEMBERED = 20_000;

/**
 * Of an event only its id is kept as an object: many that live long are what
 * collecting garbage takes its time for.
 */
class Generation {
  size = 0;
  /** Where the columns have what, by source and id. */
  private readonly places = new Map<number, Map<string, number>>();
  private readonly allocations = new Int32Array(EVENTS_REMEMBERED);
  private readonly meters = new Int32Array(EVENTS_REMEMBERED);
  private readonly times = new Float64Array(EVENTS_REMEMBERED);
  private readonly quantities = new Float64Array(EVENTS_REMEMBERED);

  /** One that is not here yet. */
  add({ event, sourceId, allocationId, meterId }: PlacedUsage): void {
    let ofSource = this.places.get(sourceId);
    if (!ofSource) this.places.set(sourceId, (ofSource = new Map()));
    ofSource.set(event.id, this.size);
    this.allocations[this.size] = allocationId;
    this.meters[this.size] = meterId;
    this.times[this.size] = event.timeMs;
    this.quantities[this.size] = event.quantity;
    this.size += 1;
  }

  compare(placed: PlacedUsage): boolean | undefined {
    const { event, sourceId, allocationId, meterId } = placed;
    const place = this.places.get(sourceId)?.get(event.id);
    if (place === undefined) return undefined;
    return (
      this.allocations[place] === allocationId &&
      this.meters[place] === meterId &&
      this.times[place] === event.timeMs &&
      this.quantities[place] === event.quantity
    );
  }

  clear(): void {
    this.places.clear();
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
    return this.newer.compare(placed) ?? this.older.compare(placed);
  }

  /** @param events - of which nothing is known */
  remember(events: readonly PlacedUsage[], version: string): void {
    // The usage of others may have been moved.
    if (this.version !== version) this.forget();
    this.version = version;
    for (const placed of events) {
      this.newer.add(placed);
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
