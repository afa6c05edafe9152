export { InstantField } from './InstantField';
export { LONGEST_REASON, ReasonField, useReasonFault } from './ReasonField';
export { useFaults, type Faults } from './useFaults';
export { FieldFault } from './FieldFault';
