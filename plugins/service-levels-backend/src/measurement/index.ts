export { SpanReader } from './SpanReader';
export { SampleIntake } from './SampleIntake';
export { type SampleRouteOptions, sampleRoutes } from './routes';
