export { lockCursor, moveCursor, readCursorValue } from './cursors';
export { type DirtyMonth, markDirty } from './dirtyMonths';
export { moveDays } from './moveDays';
export { Rollup } from './Rollup';
export {
  type HourlyUsage,
  type MeteredPlan,
  type UsageByMeter,
  UsageDayStore,
} from './UsageDayStore';
