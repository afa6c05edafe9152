export { SpanReader } from './SpanReader';
