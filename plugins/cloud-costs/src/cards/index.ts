export {
  EnvironmentCostsCard,
  InstanceCostsCard,
  SystemCostsCard,
} from './EntityCards';
export { GroupCostsCard } from './GroupCostsCard';
export { HomeWidget } from './HomeWidget';
export { ServicePricesCard } from './ServicePricesCard';
