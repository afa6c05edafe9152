export { ServiceLevelResultItem } from './ServiceLevelResultItem';
