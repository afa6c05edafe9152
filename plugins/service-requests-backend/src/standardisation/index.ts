export { createStandardisation } from './createStandardisation';
export {
  standardisationRoutes,
  type StandardisationRouteOptions,
} from './routes';
