export { DayField } from './DayField';
export { faultProps, faultsOf, type Faults } from './faults';
export { FileField } from './FileField';
export { InstantField, instantOf, wallClockOf } from './InstantField';
export { ReasonField } from './ReasonField';
