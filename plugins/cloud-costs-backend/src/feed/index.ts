export { FeedService } from './FeedService';
export { type FeedRouteOptions, feedRoutes } from './routes';
export { type ChangedKind, priceListId, touch } from './touch';
