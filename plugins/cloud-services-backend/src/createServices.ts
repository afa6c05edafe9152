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
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { CloudServiceDriverFactory } from '@dualcloud/backstage-plugin-cloud-services-node';
import {
  AuditLog,
  CallerResolver,
  ChangeStore,
  IdempotencyStore,
  Notifier,
  PartyResolver,
} from '@dualcloud/foundation-node';
import { createAccess, registerPermissions } from './authorization';
import { BrokerService, BrokerStore, DriverRegistry } from './brokers';
import { type Budgets, createBudgets } from './budgets';
import type { ChangedKind } from './changes';
import { readSettings } from './settings';
import {
  BindingStore,
  CredentialService,
  KeyRing,
  SealedCredentials,
} from './credentials';
import { applyMigrations } from './database';
import { DeliveryTimeStore } from './deliveryTimes';
import { EnvironmentService, EnvironmentStore } from './environments';
import { ExpirySweep } from './expiry';
import { FeedService } from './feed';
import { InstanceService, InstanceStore } from './instances';
import { JournalStore } from './journal';
import { LifecycleFeed, LifecycleStore } from './lifecycle';
import { Messenger } from './notifications';
import {
  Orderers,
  OrderPlanner,
  OrderService,
  OrderStore,
  PlacedOrders,
} from './orders';
import { createProvisioningEngine, type EngineObserver } from './provisioning';
import type { RouterOptions } from './router';
import { ServiceDirectory } from './serviceDirectory';

/** What the plugin takes from Backstage. */
export type ServiceDeps = {
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
  factories: CloudServiceDriverFactory[],
): Promise<RouterOptions & { start: () => Promise<void> }> {
  const { auth, config, logger } = deps;
  const settings = readSettings(config);
  const sealed = new SealedCredentials(KeyRing.fromConfig(config));
  const registry = DriverRegistry.create(config, factories);
  const knex = await applyMigrations(deps.database);

  const environmentStore = new EnvironmentStore(knex);
  const instanceStore = new InstanceStore(knex);
  const orderStore = new OrderStore(knex);
  registerPermissions(deps.permissionsRegistry, {
    environments: environmentStore,
    instances: instanceStore,
    orders: orderStore,
  });

  const access = createAccess(deps);
  const directory = new ServiceDirectory(deps.catalog, auth);
  const parties = PartyResolver.create({ catalog: deps.catalog, auth, config });
  const callers = new CallerResolver({ ...deps, parties });
  const journal = JournalStore.create(knex);
  const changes = ChangeStore.create<ChangedKind>(knex);
  const audit = new AuditLog(knex, deps.auditor, logger);
  const idempotency = new IdempotencyStore(knex);
  const messenger = new Messenger({ ...deps, audit, directory });
  const instances = new InstanceService(instanceStore, access, directory);
  const environments = new EnvironmentService(
    environmentStore,
    instanceStore,
    instances,
    access,
  );
  const orderers = new Orderers({
    directory,
    parties,
    lifetimes: settings.lifetimes,
  });
  const planner = new OrderPlanner({
    access,
    directory,
    orderers,
    brokers: registry,
    environments,
    instances,
    instanceStore,
    limits: {
      maxLifetimeDays: settings.lifetimes.maxLifetimeDays,
      contact: settings.contact,
    },
    now: () => Date.now(),
  });
  const placedOrders = new PlacedOrders({
    knex,
    store: orderStore,
    access,
    instances: instanceStore,
    journal,
  });
  const budgets = createBudgets({
    ...deps,
    directory,
    settings: settings.budgets,
  });
  const orders = new OrderService({
    knex,
    store: orderStore,
    placed: placedOrders,
    planner,
    budgets,
    instances: instanceStore,
    journal,
    stores: { journal, changes, audit },
    idempotency,
    messenger,
    ordered: deps.metrics.createCounter('cloud_services.orders.accepted', {
      description: 'Orders accepted, by type',
    }),
  });
  const credentials = new CredentialService({
    knex,
    store: new BindingStore(knex),
    instances,
    sealed,
    journal,
    audit,
    idempotency,
    messenger,
  });
  const brokers = new BrokerService({
    registry,
    store: new BrokerStore(knex),
    access,
    audit,
    idempotency,
    messenger,
    events: deps.events,
    logger,
  });

  return {
    callers,
    access,
    orders,
    placedOrders,
    orderers,
    environments,
    instances,
    credentials,
    brokers,
    deliveryTimes: new DeliveryTimeStore(knex),
    feed: new FeedService(changes, environmentStore, instanceStore),
    lifecycle: new LifecycleFeed(LifecycleStore.create(knex)),
    journal,
    directory,
    start: async () => {
      void audit.publish();
      if (!settings.engine.enabled) {
        logger.info(
          'cloudServices.engine.enabled is false: this process serves requests and provisions nothing',
        );
        return;
      }
      const engine = createProvisioningEngine({
        database: knex,
        drivers: registry.drivers(),
        logger,
        credentialSink: sealed,
        observer: releasing(budgets, messenger),
        options: settings.engine,
      });
      messenger.onWork(() => engine.wake());
      deps.lifecycle.addStartupHook(() => engine.start());
      deps.lifecycle.addShutdownHook(() => engine.stop());

      const sweep = new ExpirySweep({
        knex,
        orders,
        credentials,
        instances: instanceStore,
        journal,
        notifier: Notifier.create({
          notifications: deps.notifications,
          languages: settings.notificationLanguages,
        }),
        logger,
      });
      await deps.scheduler.scheduleTask({
        id: 'cloud-services-expiry',
        frequency: { minutes: 5 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 10 },
        fn: async () => {
          await sweep.run();
          await idempotency.forgetOld();
          await sealed.rewrapOutdated(knex);
          await audit.publish();
        },
      });
    },
  };
}

/** An order that failed spends nothing more; tried again, its money is set aside anew. */
function releasing(budgets: Budgets, observer: EngineObserver): EngineObserver {
  return {
    orderChanged: async change => {
      await observer.orderChanged(change);
      if (change.orderId && change.orderFinished === 'failed') {
        await budgets.release(change.orderId);
      }
    },
  };
}
