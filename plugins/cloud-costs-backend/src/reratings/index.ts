export * from './ReratingService';
export * from './routes';
