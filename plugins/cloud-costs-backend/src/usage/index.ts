export { createUsage, type UsageDeps } from './createUsage';
export { importCsv } from './importCsv';
export { type UsageReadRouteOptions, usageReadRoutes } from './readRoutes';
export { createUsageRoutes, type UsageRouteOptions } from './routes';
export { type UsageEventQuery, UsageEventStore } from './UsageEventStore';
export { UsageIntake, type UsageIntakeOptions } from './UsageIntake';
export { UsageRetention } from './UsageRetention';
export { UsageService } from './UsageService';
export { UsageSubscriber } from './UsageSubscriber';
