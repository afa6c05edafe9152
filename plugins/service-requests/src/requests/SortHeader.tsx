import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { nextSorting, type Sorting } from './sorting';
import styles from './requests.module.css';

/**
 * The head of a column; by some of them the rows can be put in order. `sort` is left out
 * as long as not all rows are there: what is not loaded would be missing in the order.
 */
export function SortHeader<C extends string>(props: {
  label: string;
  sort: C | undefined;
  sorting: Sorting<C>;
  onSort: (sorting: Sorting<C>) => void;
}) {
  const { label, sort, sorting, onSort } = props;
  if (!sort) return <th scope="col">{label}</th>;
  const isSorted = sorting.column === sort;
  const Arrow =
    sorting.direction === 'ascending' ? RiArrowUpLine : RiArrowDownLine;
  return (
    <th scope="col" aria-sort={isSorted ? sorting.direction : 'none'}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(nextSorting(sorting, sort))}
      >
        {label}
        {isSorted && <Arrow size={14} aria-hidden="true" />}
      </button>
    </th>
  );
}
