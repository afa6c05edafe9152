export { type Reduction, reductionsOf } from './penalties';
