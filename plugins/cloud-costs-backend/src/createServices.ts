import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type {
  ActionsRegistryService,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { UsageCollector } from '@dualcloud/backstage-plugin-cloud-costs-node';
import {
  AuditLog,
  CallerResolver,
  IdempotencyStore,
  Notifier,
  PartyResolver,
} from '@dualcloud/foundation-node';
import { CollectorRunner } from './collectors';
import { createAccess, registerPermissions } from './authorization';
import { registerActions } from './actions';
import { createAnomalies } from './anomalies';
import { createPlanning } from './budgets';
import { createCosts } from './costs';
import { applyMigrations } from './database';
import { DocumentService } from './documents';
import { FeedService } from './feed';
import { FocusNameReader, FocusService } from './focus';
import {
  PriceListStore,
  PriceListSync,
  PriceProblems,
  PriceService,
} from './prices';
import { UsageDayStore } from './rollup';
import type { RouterOptions } from './router';
import { SavedViewService } from './savedViews';
import { readSettings } from './settings';
import { SimulationService } from './simulation';
import { createBilling } from './statements';
import { createUsage } from './usage';

/** In whose name collectors hand in what they have measured. */
const COLLECTORS = 'plugin:cloud-costs';

/** What the plugin takes from Backstage. */
export type ServiceDeps = {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  discovery: DiscoveryService;
  events: EventsService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
};

/** Builds the domain and ties its parts together; `start` begins the background work. */
export async function createServices(
  deps: ServiceDeps,
  collectors: UsageCollector[],
): Promise<RouterOptions & { start: () => Promise<void> }> {
  const { auth, config, logger } = deps;
  const settings = readSettings(config);
  const knex = await applyMigrations(deps.database);
  registerPermissions(deps.permissionsRegistry, knex);

  const access = createAccess(deps);
  const parties = PartyResolver.create({ catalog: deps.catalog, auth, config });
  const callers = new CallerResolver({ ...deps, parties });
  const audit = new AuditLog(knex, deps.auditor, logger);
  const idempotency = new IdempotencyStore(knex);
  const notifier = Notifier.create({
    notifications: deps.notifications,
    languages: settings.notificationLanguages,
  });
  const { calendar } = settings;
  const priceLists = PriceListStore.create({ knex, calendar });
  const priceSync = PriceListSync.create({
    knex,
    calendar,
    store: priceLists,
    catalog: deps.catalog,
    auth,
    logger,
  });
  const prices = PriceService.create({
    store: priceLists,
    sync: priceSync,
    access,
    audit,
    calendar,
  });
  const { costs, totals, memory } = createCosts({
    knex,
    access,
    calendar,
    prices: priceLists,
    daysInMemory: settings.daysInMemory,
  });
  const usage = createUsage({
    ...deps,
    knex,
    access,
    audit,
    calendar,
    settings: settings.usage,
    works: settings.workersEnabled,
  });
  const billing = createBilling({
    ...deps,
    knex,
    access,
    audit,
    idempotency,
    notifier,
    leases: usage.leases,
    rollup: usage.rollup,
    periods: { calendar, graceDays: settings.statements.graceDays },
    priceBook: trx => priceLists.book(trx),
  });
  const runner = CollectorRunner.create({
    knex,
    collectors,
    allocations: usage.allocations,
    ingest: events =>
      usage.intake.ingest(events, { actor: COLLECTORS, partial: true }),
    logger,
  });
  const focus = FocusService.create({
    knex,
    access,
    calendar,
    logger,
    names: FocusNameReader.create(deps),
    priceBook: () => priceLists.book(),
  });
  const planning = createPlanning({
    ...deps,
    knex,
    access,
    audit,
    calendar,
    idempotency,
    notifier,
    parties,
    totals,
    priceBook: () => priceLists.book(),
    settings: settings.budgets,
    catchUp: () => usage.lifecycle.pull(),
  });
  const { anomalies, task: lookForAnomalies } = createAnomalies({
    ...deps,
    knex,
    access,
    audit,
    calendar,
    idempotency,
    notifier,
    limits: settings.anomalies,
    priceBook: () => priceLists.book(),
  });
  const simulations = SimulationService.create({
    knex,
    access,
    calendar,
    priceBook: () => priceLists.book(),
  });
  registerActions(deps.actionsRegistry, {
    ...planning,
    callers,
    costs,
    anomalies,
  });
  const savedViews = SavedViewService.create({ knex, audit, idempotency });

  return {
    callers,
    costs,
    prices,
    priceProblems: PriceProblems.create({
      store: priceLists,
      usage: UsageDayStore.create(knex),
      requireProvider: caller => billing.statements.requireProvider(caller),
    }),
    statements: billing.statements,
    credits: billing.credits,
    reratings: billing.reratings,
    feed: FeedService.create({
      knex,
      calendar,
      priceBook: () => priceLists.book(),
    }),
    focus,
    documents: DocumentService.create(billing),
    savedViews,
    quotes: planning.quotes,
    forecast: planning.forecast,
    budgets: planning.budgets,
    reservations: planning.reservations,
    anomalies,
    simulations,
    usage: usage.usage,
    intake: usage.intake,
    permissions: deps.permissions,
    start: async () => {
      void audit.publish();
      memory.fill().catch(error => {
        logger.warn(`Costs stay in the database, which is slower: ${error}`);
      });
      await priceSync.start(deps.scheduler);
      await usage.start(deps);
      await billing.start(deps, settings.workersEnabled);
      if (settings.workersEnabled) {
        await runner.start(deps.scheduler);
        await planning.start(deps.scheduler);
        await lookForAnomalies.start();
        billing.worker.onCharged(() => lookForAnomalies.wake());
      }
      await deps.scheduler.scheduleTask({
        id: 'cloud-costs-housekeeping',
        frequency: { minutes: 5 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 10 },
        fn: async () => {
          await idempotency.forgetOld();
          await audit.publish();
        },
      });
      if (!settings.workersEnabled) {
        logger.info(
          'cloudCosts.workers.enabled is false: this process serves requests, and another one must rate',
        );
      }
    },
  };
}
