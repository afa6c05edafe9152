export { GroupRequestsCard, SystemRequestsCard } from './RequestsCard';
export { HomeWidget } from './HomeWidget';
export { IndividualServiceCard } from './IndividualServiceCard';
