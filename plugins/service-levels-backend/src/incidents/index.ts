export {
  IncidentService,
  presentIncident,
  type ReactionTimes,
} from './IncidentService';
export { IncidentStore } from './IncidentStore';
export { type IncidentRouteOptions, incidentRoutes } from './routes';
export { type IncidentRow, type StoredIncident, toIncident } from './types';
