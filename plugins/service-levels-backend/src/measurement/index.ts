export { SpanReader } from './SpanReader';
export { FRESH_S } from './followSpans';
export { SampleIntake } from './SampleIntake';
export { SampleKeeper } from './SampleKeeper';
export { type SampleRouteOptions, sampleRoutes } from './routes';
