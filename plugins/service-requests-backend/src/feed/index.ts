export { feedRoutes, type FeedRouteOptions } from './routes';
