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
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { createCloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  AuditLog,
  CallerResolver,
  IdempotencyStore,
  PartyResolver,
  pluginClient,
} from '@dualcloud/foundation-node';
import type { ServiceLevelsSource } from '@dualcloud/backstage-plugin-service-levels-node';
import { registerActions } from './actions';
import {
  AcceptedAgreements,
  AgreementReader,
  AgreementStore,
  DocumentSync,
} from './agreements';
import { createAccess, registerPermissions } from './authorization';
import { CalendarService } from './calendarViews';
import { CommitmentStore } from './commitments';
import { applyMigrations } from './database';
import { EnvironmentFeed, EnvironmentStore, fetchFrom } from './environments';
import { FactLog } from './facts';
import { FeedService } from './feed';
import { IncidentService, IncidentStore } from './incidents';
import {
  agreedMaintenanceOf,
  FactReader,
  Levels,
  LevelService,
  reactionTimesBy,
  StatusService,
} from './levels';
import {
  MaintenanceDesk,
  MaintenanceReader,
  MaintenanceStore,
} from './maintenance';
import { SampleIntake, SampleKeeper, SpanReader } from './measurement';
import { createNotices } from './notices';
import { OutageDesk, OutageReader, OutageStore } from './outages';
import {
  Allowance,
  ProbeLogins,
  ProbePlanner,
  Prober,
  ProbeService,
  ProbeStore,
} from './probes';
import {
  FigureKeeper,
  ReductionOutbox,
  ReportDesk,
  ReportOpener,
  ReportReader,
  ReportStore,
} from './reports';
import type { RouterOptions } from './router';
import { readSettings } from './settings';
import { startWork } from './startWork';

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
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  reader: UrlReaderService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
};

/** Builds the domain and ties its parts together; `start` begins the background work. */
export async function createServices(
  deps: ServiceDeps,
  sources: readonly ServiceLevelsSource[] = [],
): Promise<RouterOptions & { start: () => Promise<void> }> {
  const { auth, catalog, config, logger } = deps;
  const settings = readSettings(config);
  const knex = await applyMigrations(deps.database);
  registerPermissions(deps.permissionsRegistry, knex);

  const nowS = () => Math.floor(Date.now() / 1000);
  const access = createAccess(deps);
  const parties = PartyResolver.create({ catalog, auth, config });
  const callers = new CallerResolver({ ...deps, parties });
  const audit = new AuditLog(knex, deps.auditor, logger);
  const idempotency = new IdempotencyStore(knex);
  const facts = FactLog.create({ ...deps, knex, audit });

  const agreementStore = AgreementStore.create({ knex });
  const commitments = CommitmentStore.create(knex);
  const environments = EnvironmentStore.create(knex);
  const cloudServices = pluginClient(
    deps,
    'cloud-services',
    createCloudServicesClient,
  );
  const feed = EnvironmentFeed.create({
    knex,
    logger,
    nowS,
    fetch: fetchFrom(cloudServices),
  });
  const reportStore = ReportStore.create(knex);
  const reportOpener = ReportOpener.create({
    knex,
    nowS,
    agreements: agreementStore,
    reports: reportStore,
    months: settings.reports.months,
  });
  const sync = DocumentSync.create({
    knex,
    catalog,
    auth,
    logger,
    nowS,
    store: agreementStore,
    environments: () => environments.all(),
    reader: deps.reader,
    onApplied: () => reportOpener.open(),
  });
  const agreements = AgreementReader.create({
    access,
    commitments,
    nowS,
    store: agreementStore,
  });

  const outageStore = OutageStore.create(knex);
  const windows = MaintenanceStore.create(knex);
  const maintenance = MaintenanceReader.create({
    access,
    commitments,
    windows,
    nowS,
    agreed: async () => agreedMaintenanceOf(await agreementStore.book()),
  });
  const notices = createNotices({
    knex,
    logger,
    commitments,
    windows,
    notifications: deps.notifications,
    settings: settings.notifications,
    agreements: agreementStore,
    outages: outageStore,
    reports: reportStore,
  });
  const incidentStore = IncidentStore.create(knex);
  const levels = Levels.create({
    knex,
    nowS,
    agreements: agreementStore,
    facts: FactReader.create({
      outages: outageStore,
      maintenance: windows,
      incidents: incidentStore,
      spans: SpanReader.create(knex),
    }),
  });

  const figures = FigureKeeper.create({ knex, levels, nowS });
  const outbox = ReductionOutbox.create({
    knex,
    logger,
    costs: pluginClient(deps, 'cloud-costs', createCloudCostsClient),
  });
  const reports = ReportReader.create({
    knex,
    access,
    outbox,
    nowS,
    opener: reportOpener,
    keeper: figures,
    reports: reportStore,
    graceDays: settings.reports.graceDays,
  });

  const keeper = SampleKeeper.create({
    knex,
    facts,
    notices: notices.outbox,
    nowS,
    keepDays: settings.samples.keepDays,
  });

  const samples = SampleIntake.create({
    knex,
    facts,
    notices: notices.outbox,
    nowS,
    permissions: deps.permissions,
    keepDays: settings.samples.keepDays,
  });
  const probeStore = ProbeStore.create(knex);
  const logins = ProbeLogins.create({
    store: probeStore,
    client: cloudServices,
  });
  const planner = ProbePlanner.create({
    environments,
    commitments,
    sources,
    nowS,
    store: probeStore,
    agreements: agreementStore,
    allowance: Allowance.create(settings.probes.allow),
  });
  const prober = Prober.create({
    logins,
    samples,
    sources,
    logger,
    store: probeStore,
    parallel: settings.probes.parallel,
  });

  const levelService = LevelService.create({ access, commitments, levels });
  const outages = OutageReader.create({
    access,
    commitments,
    outages: outageStore,
  });
  registerActions(deps.actionsRegistry, {
    callers,
    outages,
    levels: levelService,
  });

  return {
    callers,
    catalog,
    agreements,
    acceptedAgreements: AcceptedAgreements.create({
      knex,
      sync,
      commitments,
      facts,
      nowS,
      store: agreementStore,
    }),
    feed: FeedService.create({ knex, agreements: agreementStore }),
    samples,
    probes: ProbeService.create({ access, store: probeStore }),
    calendars: CalendarService.create({
      access,
      nowS,
      agreements: agreementStore,
    }),
    levels: levelService,
    status: StatusService.create({
      ...deps,
      access,
      commitments,
      levels,
    }),
    outages,
    outageDesk: OutageDesk.create({
      notices: notices.outbox,
      access,
      commitments,
      idempotency,
      facts,
      nowS,
      reader: outages,
      outages: outageStore,
    }),
    incidents: IncidentService.create({
      knex,
      access,
      commitments,
      facts,
      notices: notices.outbox,
      nowS,
      incidents: incidentStore,
      outages: outageStore,
      reactionTimes: reactionTimesBy({ agreements: agreementStore, nowS }),
    }),
    reports,
    reportDesk: ReportDesk.create({
      knex,
      outbox,
      idempotency,
      facts,
      reader: reports,
      keeper: figures,
      reports: reportStore,
    }),
    maintenance,
    maintenanceDesk: MaintenanceDesk.create({
      notices: notices.outbox,
      access,
      commitments,
      windows,
      idempotency,
      facts,
      nowS,
      reader: maintenance,
    }),
    start: () =>
      startWork({
        ...deps,
        audit,
        feed,
        figures,
        idempotency,
        keeper,
        levels,
        logins,
        notices,
        nowS,
        outbox,
        planner,
        prober,
        reportOpener,
        sync,
        hasWorkers: settings.workersEnabled,
      }),
  };
}
