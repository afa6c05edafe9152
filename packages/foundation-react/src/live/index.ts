export { createUseLiveUpdates, type LiveUpdates } from './createUseLiveUpdates';
