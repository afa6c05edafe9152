import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import type { IdempotencyStore } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from './authorization';
import type { EnvironmentReader } from './environments';
import type { RequestNotices } from './notices';
import type { RequestLog } from './record';
import { ReleaseReader, ReleaseService, ReleaseStore } from './releases';
import type {
  PartyFinder,
  RequestMover,
  RequestReader,
  RequestStore,
} from './requests';
import type { RequestTypeBook } from './requestTypes';
import {
  ApprovalReader,
  ApprovalService,
  ApprovalStore,
} from './standingApprovals';
import {
  builtInGates,
  ExceptionWatch,
  GateKeeper,
  type OpenTicketLookup,
  paperWatch,
  StandingRounds,
  TakeoverExceptions,
  TakeoverOpener,
  TakeoverReader,
  TakeoverService,
  TakeoverStore,
  TakeoverWork,
} from './takeovers';

type Deps = {
  access: Access;
  auth: AuthService;
  book: RequestTypeBook;
  catalog: CatalogService;
  cloudServices: () => Promise<CloudServicesClient>;
  environments: EnvironmentReader;
  /** Beside the built-in ones. */
  gates: readonly TakeoverGate[];
  idempotency: IdempotencyStore;
  knex: Knex;
  log: RequestLog;
  logger: LoggerService;
  mover: RequestMover;
  notices: RequestNotices;
  now: () => number;
  /** Until the portal looks again at a release under a standing approval. */
  lookAgainMs: number;
  openTickets?: OpenTicketLookup;
  parties: PartyFinder;
  requestReader: RequestReader;
  requestStore: RequestStore;
  serviceLevels: () => Promise<ServiceLevelsClient>;
};

/** Ties releases and takeovers together. */
export function createTakeovers(deps: Deps) {
  const releaseStore = ReleaseStore.create(deps.knex);
  const takeoverStore = TakeoverStore.create(deps.knex);
  const approvals = ApprovalStore.create(deps.knex);
  const approvalReader = ApprovalReader.create({ ...deps, approvals });
  const gateKeeper = GateKeeper.create({
    logger: deps.logger,
    gates: [...builtInGates(deps), ...deps.gates],
  });
  const releaseReader = ReleaseReader.create({
    access: deps.access,
    releases: releaseStore,
  });
  const takeoverReader = TakeoverReader.create({
    ...deps,
    approvals,
    gateKeeper,
    releases: releaseStore,
    takeovers: takeoverStore,
  });
  const shared = {
    ...deps,
    approvals,
    gateKeeper,
    releaseReader,
    takeoverReader,
    takeovers: takeoverStore,
  };
  const work = TakeoverWork.create(shared);
  return {
    /** For those who are told of takeovers. */
    heard: {
      gates: gateKeeper.gates,
      releases: releaseStore,
      takeovers: takeoverStore,
      watch: ExceptionWatch.create(deps),
    },
    rounds: StandingRounds.create({
      ...shared,
      work,
      everyMs: deps.lookAgainMs,
    }),
    releaseReader,
    releases: ReleaseService.create({
      ...deps,
      releases: releaseStore,
      releaseReader,
      use: paperWatch(takeoverStore, work),
    }),
    takeoverOpener: TakeoverOpener.create({ ...shared, work }),
    takeoverReader,
    standingApprovalReader: approvalReader,
    standingApprovals: ApprovalService.create({
      ...deps,
      approvals,
      reader: approvalReader,
    }),
    takeoverExceptions: TakeoverExceptions.create({ ...shared, work }),
    takeovers: TakeoverService.create({ ...shared, work }),
  };
}
