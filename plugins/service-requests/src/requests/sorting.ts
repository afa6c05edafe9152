/** By what the list of requests can be put in order. */
export type SortColumn = 'number' | 'title' | 'dueAt' | 'updatedAt';

/** Column and direction, as in `aria-sort`. */
export type Sorting<C extends string = SortColumn> = {
  column: C;
  direction: 'ascending' | 'descending';
};

/** As the backend gives them: what changed last comes first. */
export const NEWEST_FIRST = {
  column: 'updatedAt',
  direction: 'descending',
} as const;

/** Rows without a value come last, whichever way round. */
export function sortRows<
  C extends string,
  T extends Partial<Record<C, string>>,
>(rows: readonly T[], { column, direction }: Sorting<C>): T[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[column], b[column]];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return sign * left.localeCompare(right);
  });
}

/** Pressing a header again turns the order round. */
export function nextSorting<C extends string>(
  current: Sorting<C>,
  column: C,
): Sorting<C> {
  const isTurned =
    current.column === column && current.direction === 'ascending';
  return { column, direction: isTurned ? 'descending' : 'ascending' };
}
