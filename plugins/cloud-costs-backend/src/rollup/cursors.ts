import {
  lockCursor as lock,
  moveCursor as move,
  readCursorValue as read,
} from '@dualcloud/foundation-node';

/** How far something has read. */
export type CursorName =
  | 'rollup'
  | 'lifecycle-feed'
  | 'allocations'
  | 'price-book';

export const readCursorValue = read<CursorName>;
export const lockCursor = lock<CursorName>;
export const moveCursor = move<CursorName>;
