export { PORTAL, RequestLog, type ChangedKind } from './RequestLog';
export { nextNumber } from './nextNumber';
