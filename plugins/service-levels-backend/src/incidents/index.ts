export {
  IncidentService,
  presentIncident,
  type ReactionTimes,
} from './IncidentService';
export { IncidentStore } from './IncidentStore';
export { type IncidentRouteOptions, incidentRoutes } from './routes';
export type { StoredIncident } from './types';
