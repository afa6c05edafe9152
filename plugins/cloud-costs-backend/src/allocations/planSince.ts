import type { StoredAllocation } from './types';

type Stretch = Pick<
  StoredAllocation,
  'id' | 'fromMs' | 'toMs' | 'serviceRef' | 'plan'
>;

/**
 * Since when the instance has had each allocation's plan without a break, by
 * the allocation's id: other parties may have had it before.
 *
 * @param rows - allocations of one instance in time order, without void ones
 */
export function planSinceOf(rows: readonly Stretch[]): Map<number, number> {
  const since = new Map<number, number>();
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const goesOn =
      before?.toMs === row.fromMs &&
      before.plan === row.plan &&
      before.serviceRef === row.serviceRef;
    since.set(
      row.id,
      (goesOn ? since.get(before.id) : undefined) ?? row.fromMs,
    );
  });
  return since;
}
