import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type {
  AttachmentScanner,
  TakeoverGate,
  TicketConnector,
} from '@dualcloud/backstage-plugin-service-requests-node';
import {
  AuditLog,
  CallerResolver,
  IdempotencyStore,
  PartyResolver,
  pluginClient,
} from '@dualcloud/foundation-node';
import { createAccess, registerPermissions } from './authorization';
import { createConnectors } from './connectors';
import { createRequests } from './createRequests';
import { createTakeovers } from './createTakeovers';
import { applyMigrations } from './database';
import { EnvironmentReader } from './environments';
import { createNotices } from './notices';
import { createOffers } from './offers';
import { RequestLog } from './record';
import {
  RequestTypeBook,
  RequestTypeService,
  RequestTypeSync,
} from './requestTypes';
import type { RouterOptions } from './router';
import { readSettings } from './settings';
import { createStandardisation } from './standardisation';
import { createTickets, openTickets } from './tickets';

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
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
};

/** What modules have brought in. */
export type Extensions = {
  scanners: readonly AttachmentScanner[];
  gates: readonly TakeoverGate[];
  connectors: readonly TicketConnector[];
};

/** Builds the domain and ties its parts together; `start` begins the background work. */
export async function createServices(
  deps: ServiceDeps,
  extensions: Extensions,
): Promise<RouterOptions & { start: () => Promise<void> }> {
  const { auth, catalog, config, logger } = deps;
  const settings = readSettings(config);
  const knex = await applyMigrations(deps.database);
  registerPermissions(deps.permissionsRegistry, knex);

  const now = Date.now;
  const access = createAccess(deps);
  const parties = PartyResolver.create({ catalog, auth, config });
  const callers = new CallerResolver({ ...deps, parties });
  const audit = new AuditLog(knex, deps.auditor, logger);
  const idempotency = new IdempotencyStore(knex);
  const log = RequestLog.create({ ...deps, knex, audit });

  const cloudServices = pluginClient(
    deps,
    'cloud-services',
    createCloudServicesClient,
  );
  const serviceLevels = pluginClient(
    deps,
    'service-levels',
    createServiceLevelsClient,
  );
  const environments = EnvironmentReader.create(cloudServices);

  const book = RequestTypeBook.create({
    knex,
    group: settings.group,
    calendarRef: settings.calendarRef,
  });
  const typeSync = RequestTypeSync.create({ ...deps, book });

  const { notices, start: startNotices } = createNotices({
    ...deps,
    knex,
    settings,
  });
  const {
    individualServices,
    mover,
    parties: finder,
    store,
    services,
  } = createRequests({
    ...deps,
    access,
    book,
    environments,
    idempotency,
    knex,
    log,
    notices,
    now,
    scanners: extensions.scanners,
    serviceLevels,
    settings,
  });
  const { requestReader } = services;

  const { saga, ...offers } = createOffers({
    ...deps,
    knex,
    book,
    idempotency,
    log,
    mover,
    requestReader,
    requests: store,
    services: individualServices,
    settings,
    now,
  });

  const connectors = createConnectors(
    { ...deps, knex, now },
    extensions.connectors,
  );
  const desk = createTickets(deps, {
    access,
    followers: [connectors.outbox],
    idempotency,
    knex,
    log,
    now,
    parties,
    requestReader,
    settings,
  });

  const connected = connectors.finish({
    access,
    comments: desk.services.ticketComments,
    group: settings.group,
    idempotency,
    log,
    parties,
    reports: desk.reports,
    store: desk.store,
    tickets: desk.services.tickets,
  });

  const { heard, rounds, ...takeovers } = createTakeovers({
    ...deps,
    access,
    book,
    cloudServices,
    environments,
    gates: extensions.gates,
    idempotency,
    knex,
    log,
    lookAgainMs: settings.takeovers.lookAgainMs,
    mover,
    notices,
    now,
    openTickets: scope => openTickets(knex, scope),
    parties: finder,
    requestReader,
    requestStore: store,
    serviceLevels,
  });

  return {
    ...offers,
    ...takeovers,
    ...desk.services,
    ...connected.services,
    ...createStandardisation({
      ...deps,
      access,
      book,
      idempotency,
      knex,
      log,
      requestReader,
      now,
    }),
    ...services,
    callers,
    log,
    requestTypes: RequestTypeService.create({ access, book }),
    start: async () => {
      void audit.publish();
      // Later starts leave types from documents as they are; the sync brings changes.
      if ((await book.current()).length === 0) await book.put([]);
      await deps.scheduler.scheduleTask({
        id: 'service-requests-types',
        frequency: { seconds: 30 },
        timeout: { minutes: 2 },
        fn: () => typeSync.sync(),
      });
      if (settings.workersEnabled) {
        await deps.scheduler.scheduleTask({
          id: 'service-requests-offers',
          frequency: { seconds: 5 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 10 },
          fn: () => saga.run(),
        });
        await deps.scheduler.scheduleTask({
          id: 'service-requests-standing-rounds',
          frequency: { minutes: 1 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 30 },
          fn: () => rounds.run(),
        });
        await startNotices(deps.scheduler, { book, store, now, ...heard });
      }
      await desk.start();
      if (settings.workersEnabled) await connected.start();
      await deps.scheduler.scheduleTask({
        id: 'service-requests-housekeeping',
        frequency: { minutes: 5 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 10 },
        fn: async () => {
          await idempotency.forgetOld();
          await audit.publish();
        },
      });
    },
  };
}
