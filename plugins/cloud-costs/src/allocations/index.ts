export { AllocationName } from './AllocationName';
export { isAgreement } from './agreements';
export { Simulated } from './Simulated';
export { useInstanceNames } from './useInstanceNames';
export { usePlanTitles } from './usePlanTitles';
export { useShownElsewhere } from './useShownElsewhere';
