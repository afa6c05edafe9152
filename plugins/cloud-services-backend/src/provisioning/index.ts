export {
  createProvisioningEngine,
  type EngineStatistics,
  type ProvisioningEngine,
  type ProvisioningEngineOptions,
} from './createProvisioningEngine';
export {
  insertOperations,
  listOperationsOfOrders,
  toOperation,
  type OperationRow,
} from './OperationStore';
export { retryOrder } from './retryOrder';
export { advanceOrder, type FinishedOrder } from './advanceOrder';
export * from './types';
