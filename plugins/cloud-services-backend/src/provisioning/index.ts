export {
  insertOperations,
  listOperationsOfOrders,
  toOperation,
  type OperationRow,
} from './OperationStore';
export * from './types';
