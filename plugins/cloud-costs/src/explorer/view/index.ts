export * from './costView';
export * from './dimensions';
export * from './periods';
export { useCostView, type CostViewControl } from './useCostView';
