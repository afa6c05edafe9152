export { benchmark } from './benchmark';
export { startBackend, type TestBackend } from './backend';
export { Bench } from './Bench';
export {
  type Contestant,
  median,
  msPerUnit,
  percentile,
  type Series,
  timeRatio,
} from './measure';
export { Postgres, ROOT } from './postgres';
export { Random } from './random';
export { until } from './until';
