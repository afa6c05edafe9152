export { AllocationStore, toAllocation } from './AllocationStore';
export {
  applyLifecycleEvents,
  type LifecycleInput,
  type LifecycleOutcome,
} from './applyLifecycleEvents';
export { checkLifecycleData, lifecycleKind } from './readLifecycleEvent';
export {
  type AllocationFacts,
  type BegunBy,
  covers,
  type StoredAllocation,
} from './types';
