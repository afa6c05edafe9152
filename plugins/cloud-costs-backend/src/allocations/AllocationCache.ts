import type { Knex } from 'knex';
import { readCursorValue } from '../rollup';

type Range = { id: number; fromMs: number; toMs: number };

const INSTANCES_KEPT = 50_000;
const IDS_IN_A_QUERY = 10_000;

/**
 * Which allocation an instant of an instance belongs to, in memory.
 *
 * Each change of allocations raises their version (the cursor `allocations`).
 * Whoever writes by what is in here compares the version in the statement that
 * writes, after it has waited for those who change allocations; so what is in
 * here may be outdated, but never does harm.
 */
export class AllocationCache {
  private view: AllocationView = { version: '', ranges: new Map() };

  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): AllocationCache {
    return new AllocationCache(knex);
  }

  /** What is in memory. */
  known(): AllocationView {
    return this.view;
  }

  /**
   * The allocations of instances, and perhaps of others. What it returns stays
   * as it is when the memory begins anew for somebody else.
   *
   * @param fresh - look whether there is something newer
   */
  async load(
    instanceIds: Iterable<string>,
    fresh: boolean = false,
  ): Promise<AllocationView> {
    const { ranges } = this.view;
    const wanted = [...new Set(instanceIds)];
    let missing = wanted.filter(id => !ranges.has(id));
    if (missing.length === 0 && !fresh) return this.view;
    // The version first: what is read after it is at least as new.
    const version = await readCursorValue(this.knex, 'allocations');
    if (version !== this.view.version || ranges.size > INSTANCES_KEPT) {
      this.view = { version, ranges: new Map() };
    }
    const { view } = this;
    missing = wanted.filter(id => !view.ranges.has(id));
    for (let start = 0; start < missing.length; start += IDS_IN_A_QUERY) {
      const ids = missing.slice(start, start + IDS_IN_A_QUERY);
      const rows = await readRanges(this.knex, ids);
      for (const [id, list] of rows) view.ranges.set(id, list);
    }
    return view;
  }
}

/** Allocations of instances by their ids, as of a version. */
export type AllocationView = {
  readonly version: string;
  readonly ranges: Map<string, Range[]>;
};

/** The allocations of instances as they are in a transaction. */
export async function readRanges(
  knex: Knex,
  instanceIds: string[],
): Promise<Map<string, Range[]>> {
  const rows: Array<{
    id: number;
    instance_id: string;
    from_ms: number | string;
    to_ms: number | string | null;
  }> = await knex('allocations')
    .whereIn('instance_id', instanceIds)
    .where('segment', '>=', 0)
    .orderBy('segment')
    .select('id', 'instance_id', 'from_ms', 'to_ms');
  const found = new Map<string, Range[]>();
  for (const row of rows) {
    const range = {
      id: row.id,
      fromMs: Number(row.from_ms),
      toMs: row.to_ms === null ? Infinity : Number(row.to_ms),
    };
    const list = found.get(row.instance_id);
    if (list) list.push(range);
    else found.set(row.instance_id, [range]);
  }
  return found;
}

/** The allocation that an instant lies in. */
export function rangeAt(
  ranges: Range[] | undefined,
  timeMs: number,
): number | undefined {
  if (!ranges) return undefined;
  for (let at = ranges.length - 1; at >= 0; at -= 1) {
    const range = ranges[at];
    if (timeMs >= range.fromMs && timeMs < range.toMs) return range.id;
  }
  return undefined;
}
