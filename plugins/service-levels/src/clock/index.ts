export { instantAt, wallClockOf } from './wallClock';
export { useZonedFormat, type ZonedFormat } from './useZonedFormat';
