export { useCommissions } from './useCommissions';
