export { CollectorRunner } from './CollectorRunner';
