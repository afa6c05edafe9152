import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { AuditLog, IdempotencyStore } from '@dualcloud/foundation-node';
import type { DocumentSync } from './agreements';
import type { EnvironmentFeed } from './environments';
import type { Levels } from './levels';
import type { SampleKeeper } from './measurement';
import type { createNotices } from './notices';
import type { ProbeLogins, ProbePlanner, Prober } from './probes';
import type { FigureKeeper, ReductionOutbox, ReportOpener } from './reports';

/** What has something to do in the background. */
export type WorkOptions = {
  scheduler: SchedulerService;
  events: EventsService;
  logger: LoggerService;
  audit: AuditLog;
  feed: EnvironmentFeed;
  figures: FigureKeeper;
  idempotency: IdempotencyStore;
  keeper: SampleKeeper;
  levels: Levels;
  logins: ProbeLogins;
  notices: ReturnType<typeof createNotices>;
  nowS: () => number;
  outbox: ReductionOutbox;
  planner: ProbePlanner;
  prober: Prober;
  reportOpener: ReportOpener;
  sync: DocumentSync;
  /** Otherwise this process answers requests, and another one works. */
  hasWorkers: boolean;
};

/** Begins the background work; every replica calls it. */
export async function startWork(options: WorkOptions): Promise<void> {
  const { audit, hasWorkers, idempotency, keeper, logger, scheduler, sync } =
    options;
  void audit.publish();
  await sync.start(scheduler);
  if (hasWorkers) {
    await measure(options);
    await report(options);
    await followEnvironments(options);
  } else {
    logger.info(
      'serviceLevels.workers.enabled is false: this process serves requests, and another one must follow environments',
    );
  }
  await scheduler.scheduleTask({
    id: 'service-levels-housekeeping',
    frequency: { minutes: 5 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 10 },
    fn: async () => {
      await idempotency.forgetOld();
      await audit.publish();
      await keeper.removeOld();
    },
  });
}

/** Plans probes, lets them look, and ends outages of which nothing more is heard. */
async function measure(options: WorkOptions): Promise<void> {
  const { keeper, logins, planner, prober, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'service-levels-stale-outages',
    frequency: { minutes: 1 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 15 },
    fn: () => keeper.endStale(),
  });
  await scheduler.scheduleTask({
    id: 'service-levels-probe-plan',
    frequency: { seconds: 15 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 10 },
    fn: async () => {
      await planner.plan();
      await logins.revokeUnneeded();
    },
  });
  // On every replica: each takes what is due.
  await scheduler.scheduleTask({
    id: 'service-levels-probes',
    scope: 'local',
    frequency: { seconds: 2 },
    timeout: { minutes: 1 },
    initialDelay: { seconds: 12 },
    fn: () => prober.wake(),
  });
}

/** Opens reports, keeps drafts up to date, hands reductions over, and tells people. */
async function report(options: WorkOptions): Promise<void> {
  const { figures, levels, notices, nowS, outbox, reportOpener, scheduler } =
    options;
  await scheduler.scheduleTask({
    id: 'service-levels-reports',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 25 },
    fn: async () => {
      await reportOpener.open();
      await figures.refreshDrafts();
    },
  });
  await scheduler.scheduleTask({
    id: 'service-levels-reductions',
    frequency: { seconds: 30 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 20 },
    fn: () => outbox.handOver(),
  });
  await notices.start(scheduler, { levels, nowS });
}

/** Agreements for environments hold for whatever there is of them. */
async function followEnvironments(options: WorkOptions): Promise<void> {
  const { events, feed, logger, scheduler, sync } = options;
  feed.onProgress(() => {
    sync.applyAgreements().catch(error => {
      logger.warn(`Agreements could not be applied: ${error}`);
    });
  });
  await feed.subscribe(events);
  await scheduler.scheduleTask({
    id: 'service-levels-environments',
    frequency: { seconds: 30 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 5 },
    fn: () => feed.pull(),
  });
}
