import type {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { TicketConnector } from '@dualcloud/backstage-plugin-service-requests-node';
import {
  type IdempotencyStore,
  Leases,
  type PartyResolver,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { RequestLog } from '../record';
import {
  type TicketComments,
  type TicketReports,
  type TicketService,
  TicketStore,
} from '../tickets';
import { ConnectorConflicts } from './ConnectorConflicts';
import { ConnectorOverview } from './ConnectorOverview';
import { ConnectorStates } from './ConnectorStates';
import type { ConnectorRouteOptions } from './routes';
import { TicketIntake } from './TicketIntake';
import { TicketOutbox } from './TicketOutbox';
import { TicketPuller } from './TicketPuller';
import { WebhookConnector } from './WebhookConnector';

type Deps = {
  knex: Knex;
  config: RootConfigService;
  logger: LoggerService;
  scheduler: SchedulerService;
  now: () => number;
};

/** The desk's parts, which follow the outbox. */
type Desk = {
  access: Access;
  store: TicketStore;
  tickets: TicketService;
  reports: TicketReports;
  comments: TicketComments;
  idempotency: IdempotencyStore;
  log: RequestLog;
  parties: PartyResolver;
  /** Of the IT service provider, in whose name systems report. */
  group: string;
};

type Shared = Deps & {
  connectors: readonly TicketConnector[];
  leases: Leases;
  states: ConnectorStates;
};

/**
 * Longer than a slow system takes for one ticket, which may be several requests:
 * no other replica is to tell it meanwhile.
 */
const LEASE_MS = 3 * 60_000;

/**
 * Connected ticket systems. The desk needs the outbox, and the intake needs the
 * desk, so that the second half is built when the desk is there.
 */
export function createConnectors(
  deps: Deps,
  brought: readonly TicketConnector[],
) {
  const { knex, config, now } = deps;
  const webhook = WebhookConnector.fromConfig(config, now);
  const connectors = [...(webhook ? [webhook] : []), ...brought];
  requireUniqueIds(connectors);
  const shared: Shared = {
    ...deps,
    connectors,
    leases: Leases.create(knex, { leaseMs: LEASE_MS }),
    states: ConnectorStates.create(knex),
  };
  const outbox = TicketOutbox.create({
    ...shared,
    store: TicketStore.create(knex),
  });
  return {
    outbox,
    finish: (desk: Desk) => finish(shared, desk, { outbox, webhook }),
  };
}

function finish(
  shared: Shared,
  desk: Desk,
  { outbox, webhook }: { outbox: TicketOutbox; webhook?: WebhookConnector },
): {
  services: Omit<ConnectorRouteOptions, 'callers'>;
  start: () => Promise<void>;
} {
  const { parties, group } = desk;
  const intake = TicketIntake.create({
    ...shared,
    ...desk,
    reporter: async connector => ({
      ref: `connector:${connector}`,
      ownRefs: [group],
      party: await parties.resolve([group]),
    }),
  });
  const puller = TicketPuller.create({ ...shared, intake });
  return {
    services: {
      webhook,
      ticketIntake: intake,
      connectorConflicts: ConnectorConflicts.create({ ...shared, ...desk }),
      connectorOverview: ConnectorOverview.create({ ...shared, ...desk }),
    },
    start: () => start(shared, { intake, outbox, puller }),
  };
}

async function start(
  { scheduler, connectors }: Shared,
  {
    intake,
    outbox,
    puller,
  }: { intake: TicketIntake; outbox: TicketOutbox; puller: TicketPuller },
): Promise<void> {
  if (connectors.length === 0) return;
  await scheduler.scheduleTask({
    id: 'service-requests-connectors',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    // What they have changed is to be known before ours is told.
    fn: async () => {
      await puller.pull();
      await outbox.tell();
    },
  });
  await scheduler.scheduleTask({
    id: 'service-requests-connectors-housekeeping',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: async () => {
      await outbox.enrol();
      await intake.forgetOld();
    },
  });
}

function requireUniqueIds(connectors: readonly TicketConnector[]): void {
  const ids = connectors.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(`there are two connectors called "${twice}"`);
  }
}
