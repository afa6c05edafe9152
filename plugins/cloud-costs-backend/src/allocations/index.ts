export { AllocationStore, toAllocation } from './AllocationStore';
export {
  applyLifecycleEvents,
  type LifecycleInput,
  type LifecycleOutcome,
} from './applyLifecycleEvents';
export { planSinceOf } from './planSince';
export { checkLifecycleData, lifecycleKind } from './readLifecycleEvent';
export {
  type AllocationFacts,
  type BegunBy,
  covers,
  type StoredAllocation,
} from './types';
export {
  AllocationCache,
  type AllocationView,
  rangeAt,
  readRanges,
} from './AllocationCache';
export { canonicalJson } from './canonicalJson';
export {
  fetchFrom,
  type FetchLifecycleEvents,
  LifecycleFeed,
} from './LifecycleFeed';
