export { EarlierRequests } from './EarlierRequests';
export {
  earlierRequestRoutes,
  type EarlierRequestRouteOptions,
} from './routes';
