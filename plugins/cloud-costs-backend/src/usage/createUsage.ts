import type {
  AuthService,
  DiscoveryService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { type AuditLog, pluginClient } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, fetchFrom, LifecycleFeed } from '../allocations';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import { Leases } from '../leases';
import { Rollup } from '../rollup';
import { UsageEventStore } from './UsageEventStore';
import { UsageIntake } from './UsageIntake';
import { UsageRetention } from './UsageRetention';
import { UsageService } from './UsageService';
import { UsageSubscriber } from './UsageSubscriber';

/** What usage takes from the plugin. */
export type UsageDeps = {
  knex: Knex;
  calendar: BillingCalendar;
  access: Access;
  audit: AuditLog;
  settings: { maxAgeDays: number; keepDays: number };
  /** Whether this process adds up, besides taking in. */
  works: boolean;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
};

/** From events to added-up usage, and the allocations it belongs to. */
export function createUsage(deps: UsageDeps) {
  const { knex, calendar, logger, settings } = deps;
  const leases = Leases.create(knex);
  const allocations = AllocationStore.create(knex);
  const rollup = Rollup.create({ knex, leases, calendar, logger });
  const lifecycle = LifecycleFeed.create({
    knex,
    calendar,
    logger,
    fetch: fetchFrom(
      pluginClient(deps, 'cloud-services', createCloudServicesClient),
    ),
  });
  const intake = UsageIntake.create({
    knex,
    calendar,
    audit: deps.audit,
    ...(deps.works && { rollup }),
    maxAgeDays: settings.maxAgeDays,
    pullLifecycle: () => lifecycle.pull(),
  });
  const usage = UsageService.create({
    access: deps.access,
    allocations,
    intake,
    events: UsageEventStore.create(knex, calendar),
  });
  const subscriber = UsageSubscriber.create({ intake, logger });
  const retention = UsageRetention.create({
    knex,
    keepDays: settings.keepDays,
  });
  return {
    allocations,
    leases,
    rollup,
    lifecycle,
    intake,
    usage,
    /** Listens to topics; a process that works also adds up and removes what is old. */
    start: async (services: UsageStartServices) => {
      services.lifecycle.addShutdownHook(async () => {
        subscriber.stop();
        await rollup.stop();
      });
      await subscriber.start(services.events);
      if (!deps.works) return;
      await lifecycle.subscribe(services.events);
      await scheduleWork(services.scheduler, { lifecycle, rollup, retention });
    },
  };
}

/** What the background work takes from Backstage. */
export type UsageStartServices = {
  events: EventsService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
};

/** Whatever wakes may be lost, so everything is looked at again after a while. */
async function scheduleWork(
  scheduler: SchedulerService,
  work: {
    lifecycle: LifecycleFeed;
    rollup: Rollup;
    retention: UsageRetention;
  },
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'cloud-costs-lifecycle-feed',
    frequency: { seconds: 30 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 3 },
    fn: () => work.lifecycle.pull(),
  });
  await scheduler.scheduleTask({
    id: 'cloud-costs-rollup',
    frequency: { seconds: 10 },
    timeout: { minutes: 30 },
    initialDelay: { seconds: 5 },
    fn: () => work.rollup.run(),
  });
  await scheduler.scheduleTask({
    id: 'cloud-costs-usage-retention',
    frequency: { hours: 6 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 10 },
    fn: async signal => {
      await work.retention.run(signal);
    },
  });
}
