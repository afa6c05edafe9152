import type { PlacedUsage } from './types';

/** Some batches of the largest size, and up to twice as many; a few megabytes. */
const EVENTS_REMEMBERED = 20_000;

/**
 * The usage that was stored last. What comes twice mostly comes again at once,
 * from a sender that had no answer: that is told without asking the database.
 * Whatever is not here may still be stored.
 *
 * The older half is forgotten at a time: keeping the order of use, as caches do,
 * takes longer than anything else that is done with an event.
 */
export class RecentUsage {
  /** By the event's id; of several sources that use the same one, one. */
  private newer = new Map<string, PlacedUsage>();
  private older = new Map<string, PlacedUsage>();
  /** Of the allocations that they were placed by. */
  private version = '';

  /** What is stored under the source and id of an event, if it is known. */
  find(placed: PlacedUsage, version: string): PlacedUsage | undefined {
    if (this.version !== version) return undefined;
    const { id } = placed.event;
    const known = this.newer.get(id) ?? this.older.get(id);
    return known?.sourceId === placed.sourceId ? known : undefined;
  }

  remember(events: readonly PlacedUsage[], version: string): void {
    // The usage of others may have been moved.
    if (this.version !== version) this.forget();
    this.version = version;
    for (const placed of events) {
      this.newer.set(placed.event.id, placed);
      if (this.newer.size < EVENTS_REMEMBERED) continue;
      this.older = this.newer;
      this.newer = new Map();
    }
  }

  forget(): void {
    this.newer.clear();
    this.older.clear();
  }
}
