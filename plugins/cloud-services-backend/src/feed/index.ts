export * from './FeedService';
