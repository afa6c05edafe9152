export { HistorySection } from './HistorySection';
export { StepList } from './StepList';
