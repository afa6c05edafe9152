export { FilterSelect } from './FilterSelect';
export { useUrlFilter, type UrlFilter } from './useUrlFilter';
