export { SpanReader } from './SpanReader';
export { SampleIntake } from './SampleIntake';
export { SampleKeeper } from './SampleKeeper';
export { type SampleRouteOptions, sampleRoutes } from './routes';
