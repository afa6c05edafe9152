export { BlueprintCard } from './BlueprintCard';
export { CommissionCard } from './CommissionCard';
export { CompositionCard } from './CompositionCard';
export { OfferingCard } from './OfferingCard';
export { PlansCard } from './PlansCard';
export { ServiceInstances } from './ServiceInstances';
export { ServicePartiesCard } from './ServicePartiesCard';
