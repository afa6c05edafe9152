export {
  createCostFormat,
  useCostFormat,
  type CostFormat,
} from './useCostFormat';
