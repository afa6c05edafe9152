import { byIdentity } from './insertUsage';
import { toCopyLine } from './copyUsage';
import type { RecentUsage } from './RecentUsage';
import type { PlacedUsage } from './types';

/** The events of one request, sorted. */
export type Part = {
  rows: Row[];
  /** Of the allocations that they were placed by. */
  version: string;
  /** Who handed them in. */
  actor: string;
  duplicates: number;
  /** With how many duplicates it is stored; undefined if it is not. */
  settle: (duplicates: number | undefined) => void;
};

/** An event, whose, and as COPY takes it. */
export type Row = { placed: PlacedUsage; part: Part; line: string };

/** All that can be done before it has its turn: meanwhile the database is busy. */
export function toPart(
  events: PlacedUsage[],
  how: Pick<Part, 'version' | 'actor' | 'settle'>,
): Part {
  const receivedMs = Date.now();
  const part: Part = { ...how, rows: [], duplicates: 0 };
  for (const placed of [...events].sort(byIdentity)) {
    part.rows.push({ placed, part, line: toCopyLine(placed, receivedMs) });
  }
  return part;
}

/**
 * The events of all parts that are not known to be stored, each once and in order;
 * undefined if there are two of the same source and id with other contents.
 */
export function merge(
  parts: readonly Part[],
  recent: Pick<RecentUsage, 'find'>,
): Row[] | undefined {
  const rows = parts.flatMap(part => part.rows);
  if (parts.length > 1) rows.sort((a, b) => byIdentity(a.placed, b.placed));
  const unique: Row[] = [];
  let last: PlacedUsage | undefined;
  for (const row of rows) {
    const { placed, part } = row;
    const before =
      last && byIdentity(last, placed) === 0
        ? last
        : recent.find(placed, part.version);
    last = placed;
    if (!before) {
      unique.push(row);
    } else if (sameContents(before, placed)) {
      part.duplicates += 1;
    } else {
      return undefined;
    }
  }
  return unique;
}

function sameContents(a: PlacedUsage, b: PlacedUsage): boolean {
  return (
    a.allocationId === b.allocationId &&
    a.meterId === b.meterId &&
    a.event.timeMs === b.event.timeMs &&
    a.event.quantity === b.event.quantity
  );
}
