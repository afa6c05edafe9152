export { RequestLog, type ChangedKind } from './RequestLog';
export { nextNumber } from './nextNumber';
