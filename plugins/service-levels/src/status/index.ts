export { EntityStatusBanner, StatusBanner } from './StatusBanner';
