/** A day that stands out. */
export type UnusualDay = {
  id: string;
  /** Since 1970, counted one by one. */
  day: number;
  currency: string;
  amount: bigint;
  expected: bigint;
};

/** A weekend may be as usual in between; after a week something has ended. */
const LONGEST_GAP = 7;

/**
 * Joins unusual days of an allocation that follow each other in the same direction:
 * a test that nobody stops is one thing to look at and not one for each day, and so
 * is a new level until it has become what is usual.
 *
 * @returns by the id of each day that of the first day of its run
 */
export function runsOf(days: readonly UnusualDay[]): Map<string, string> {
  const runs = new Map<string, string>();
  const open = new Map<string, { id: string; last: number }>();
  for (const one of [...days].sort((a, b) => a.day - b.day)) {
    const direction = one.amount > one.expected ? 'more' : 'less';
    const key = `${one.currency} ${direction}`;
    const before = open.get(key);
    const goesOn = before && one.day - before.last <= LONGEST_GAP;
    const id = goesOn ? before.id : one.id;
    open.set(key, { id, last: one.day });
    runs.set(one.id, id);
  }
  return runs;
}
