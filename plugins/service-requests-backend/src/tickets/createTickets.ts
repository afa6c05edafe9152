import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type IdempotencyStore,
  Leases,
  type PartyResolver,
  pluginClient,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { ServiceDeps } from '../createServices';
import { EnvironmentReader } from '../environments';
import type { RequestLog } from '../record';
import type { RequestReader } from '../requests';
import type { Settings } from '../settings';
import { Answerer } from './Answerer';
import { IncidentReports } from './IncidentReports';
import type { TicketRouteOptions } from './routes';
import { TicketComments } from './TicketComments';
import { type TicketFollower, TicketFollowers } from './TicketFollowers';
import { TicketLinks } from './TicketLinks';
import { TicketOutages } from './TicketOutages';
import { TicketParties } from './TicketParties';
import { TicketReader } from './TicketReader';
import { TicketReports } from './TicketReports';
import { TicketService } from './TicketService';
import { TicketStore } from './TicketStore';

type Shared = {
  access: Access;
  /** Beside service levels. */
  followers: readonly TicketFollower[];
  idempotency: IdempotencyStore;
  knex: Knex;
  log: RequestLog;
  now: () => number;
  parties: PartyResolver;
  requestReader: RequestReader;
  settings: Settings;
};

/** The desk's parts, tied together; `start` begins the background work. */
export function createTickets(
  deps: ServiceDeps,
  shared: Shared,
): {
  services: Omit<TicketRouteOptions, 'callers'>;
  store: TicketStore;
  reports: TicketReports;
  start: () => Promise<void>;
} {
  const { knex, settings, now } = shared;
  const levels = pluginClient(
    deps,
    'service-levels',
    createServiceLevelsClient,
  );
  const environments = EnvironmentReader.create(
    pluginClient(deps, 'cloud-services', createCloudServicesClient),
  );
  const store = TicketStore.create(knex);
  const reader = TicketReader.create({ ...shared, store });
  const incidents = IncidentReports.create({
    knex,
    levels,
    logger: deps.logger,
    leases: Leases.create(knex),
  });
  const followers = TicketFollowers.create([incidents, ...shared.followers]);
  const answerer = Answerer.create({
    levels,
    parties: shared.parties,
    logger: deps.logger,
    group: settings.group,
  });
  const reports = TicketReports.create({
    parties: TicketParties.create({ ...deps, environments, now }),
    answerer,
    group: settings.group,
    now,
  });
  const tickets = TicketService.create({
    ...shared,
    store,
    reader,
    reports,
    followers,
    answerer,
  });
  return {
    store,
    reports,
    services: {
      ticketReader: reader,
      tickets,
      ticketComments: TicketComments.create({
        ...shared,
        store,
        reader,
        followers,
      }),
      ticketOutages: TicketOutages.create({ reader, tickets, now }),
      ticketLinks: TicketLinks.create({
        store,
        reader,
        tickets,
        requests: shared.requestReader,
        levels: as =>
          pluginClient(
            deps,
            'service-levels',
            createServiceLevelsClient,
            async () => as,
          )(),
        services: as =>
          pluginClient(
            deps,
            'cloud-services',
            createCloudServicesClient,
            async () => as,
          )(),
        now,
      }),
    },
    start: async () => {
      if (!settings.workersEnabled) return;
      await deps.scheduler.scheduleTask({
        id: 'service-requests-incident-reports',
        frequency: { seconds: 10 },
        timeout: { minutes: 5 },
        fn: () => incidents.tell(),
      });
    },
  };
}
