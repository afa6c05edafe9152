export { importCsv } from './importCsv';
export { createUsageRoutes, type UsageRouteOptions } from './routes';
export { type UsageEventQuery, UsageEventStore } from './UsageEventStore';
export { UsageIntake, type UsageIntakeOptions } from './UsageIntake';
export { UsageRetention } from './UsageRetention';
export { UsageSubscriber } from './UsageSubscriber';
