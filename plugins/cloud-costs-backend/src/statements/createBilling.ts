import type {
  AuthService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  AuditLog,
  IdempotencyStore,
  Notifier,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import { RatingWorker } from '../charges';
import { CreditService } from '../credits';
import type { Leases } from '../leases';
import type { PriceBook } from '../prices';
import { ReratingService } from '../reratings';
import type { Rollup } from '../rollup';
import { createTeller } from '../signals';
import { notifyPayer } from './notifyPayer';
import type { BillingPeriods } from './periods';
import { SnapshotReader } from './snapshot';
import { StatementLifecycle } from './StatementLifecycle';
import { StatementService } from './StatementService';
import { StatementStore } from './StatementStore';

/**
 * Usage of long ago comes in many batches when it is imported; what has come of a
 * month whose grace period is over must not become final between two of them.
 */
const QUIET_MS = 60_000;

/** What billing takes from the plugin. */
export type BillingDeps = {
  knex: Knex;
  access: Access;
  audit: AuditLog;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  events: EventsService;
  idempotency: IdempotencyStore;
  leases: Leases;
  logger: LoggerService;
  notifier: Notifier;
  periods: BillingPeriods;
  /** The price lists as they are now, to a transaction if there is one. */
  priceBook: (trx?: Knex.Transaction) => Promise<PriceBook>;
  rollup: Rollup;
  signals: SignalsService;
};

/** What the background work takes from Backstage. */
export type BillingStartServices = {
  lifecycle: LifecycleService;
  scheduler: SchedulerService;
};

/** From added-up usage to final statements. */
export function createBilling(deps: BillingDeps) {
  const { audit, knex, logger, periods, rollup } = deps;
  const { calendar } = periods;
  const tell = createTeller(deps);
  let works = false;
  const worker = RatingWorker.create(deps);
  const store = StatementStore.create({ knex, calendar });
  const snapshots = SnapshotReader.create({
    ...deps,
    timeZone: calendar.timeZone,
  });
  const lifecycle = StatementLifecycle.create({
    ...deps,
    store,
    snapshots,
    quietMs: QUIET_MS,
  });
  const statements = StatementService.create({
    ...deps,
    store,
    lifecycle,
    snapshots,
    calendar,
  });
  const requireProvider = statements.requireProvider.bind(statements);
  const credits = CreditService.create({
    ...deps,
    requireProvider,
    onBooked: () => tell('statements'),
  });
  const reratings = ReratingService.create({
    ...deps,
    calendar,
    worker,
    requireProvider,
    // Another process rates where this one does not.
    onRequested: () => works && worker.wake(),
  });

  worker.onCharged(() => tell('costs'));
  lifecycle.onFinal(statement => {
    tell('statements');
    void audit.publish();
    void notifyPayer({ ...deps, calendar }, statement);
  });

  return {
    worker,
    statements,
    credits,
    reratings,
    /** A process whose work is `enabled` also rates and finalises. */
    start: async (services: BillingStartServices, enabled: boolean) => {
      services.lifecycle.addShutdownHook(() => worker.stop());
      works = enabled;
      if (!works) return;
      rollup.onProgress(() => worker.wake());
      await services.scheduler.scheduleTask({
        id: 'cloud-costs-rating',
        frequency: { seconds: 20 },
        timeout: { minutes: 30 },
        initialDelay: { seconds: 6 },
        fn: () => worker.run(),
      });
      await services.scheduler.scheduleTask({
        id: 'cloud-costs-statements',
        frequency: { minutes: 1 },
        timeout: { minutes: 30 },
        initialDelay: { seconds: 20 },
        fn: async () => {
          // What has come in by now belongs to what becomes final now.
          await rollup.run();
          await worker.run();
          await lifecycle.run();
        },
      });
      logger.debug('Rates usage and finalises statements');
    },
  };
}
