export { ErrorNotice } from './ErrorNotice';
export { EmptyState } from './EmptyState';
export { Loading } from './Loading';
export { Facts } from './Facts';
export { Section } from './Section';
export { StatusBadge, type Tone } from './StatusBadge';
export {
  describeError,
  type ErrorDescription,
  type NextStep,
} from './describeError';
export { ScrollTable } from './ScrollTable';
export { FormDialog } from './FormDialog';
