export { Differences } from './Differences';
export { FailureNotice } from './FailureNotice';
export { OrderProgress } from './OrderProgress';
export { RetryButton } from './RetryButton';
export { useOrder } from './useOrder';
