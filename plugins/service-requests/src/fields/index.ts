export { DayField } from './DayField';
export { faultProps, faultsOf, type Faults } from './faults';
