export { nextCostChange } from './nextCostChange';
