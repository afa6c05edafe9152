export { lockCursor, moveCursor, readCursorValue } from './cursors';
export {
  dirtyBetween,
  type DirtyMonth,
  dirtyMonth,
  markDirty,
} from './dirtyMonths';
export { moveDays } from './moveDays';
export { Rollup } from './Rollup';
export {
  addUpMeters,
  type HourlyUsage,
  type MeteredPlan,
  type MeterPeriod,
  type UsageByMeter,
  type UsageDetail,
  UsageDayStore,
} from './UsageDayStore';
