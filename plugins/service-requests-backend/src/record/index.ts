export { RequestLog, type ChangedKind } from './RequestLog';
