export { Differences } from './Differences';
export { failureText } from './failureText';
export { FailureNotice } from './FailureNotice';
export { OrderProgress } from './OrderProgress';
export { RetryButton } from './RetryButton';
export { useOrder } from './useOrder';
