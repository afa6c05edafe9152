export {
  EntityStatusBanner,
  EntityStatusCard,
  StatusBanner,
} from './StatusBanner';
