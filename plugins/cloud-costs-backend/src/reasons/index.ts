export { requireReason } from './requireReason';
