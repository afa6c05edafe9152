import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';

/** By what the list can be put in order. */
export type SortColumn = 'number' | 'title' | 'dueAt' | 'updatedAt';

/** Column and direction, as in `aria-sort`. */
export type Sorting = {
  column: SortColumn;
  direction: 'ascending' | 'descending';
};

/** As the backend gives them: what changed last comes first. */
export const NEWEST_FIRST: Sorting = {
  column: 'updatedAt',
  direction: 'descending',
};

/** Requests without a value come last, whichever way round. */
export function sortRequests(
  requests: readonly ServiceRequest[],
  { column, direction }: Sorting,
): ServiceRequest[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...requests].sort((a, b) => {
    const [left, right] = [a[column], b[column]];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return sign * left.localeCompare(right);
  });
}

/** Pressing a header again turns the order round. */
export function nextSorting(current: Sorting, column: SortColumn): Sorting {
  const isTurned =
    current.column === column && current.direction === 'ascending';
  return { column, direction: isTurned ? 'descending' : 'ascending' };
}
