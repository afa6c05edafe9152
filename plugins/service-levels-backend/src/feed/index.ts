export { FeedService } from './FeedService';
export { type FeedRouteOptions, feedRoutes } from './routes';
