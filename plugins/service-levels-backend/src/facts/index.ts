export { type ChangedKind, FactLog } from './FactLog';
