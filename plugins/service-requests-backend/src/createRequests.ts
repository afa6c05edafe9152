import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type { AttachmentScanner } from '@dualcloud/backstage-plugin-service-requests-node';
import type { IdempotencyStore } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AttachmentService } from './attachments';
import type { Access } from './authorization';
import { Conversation } from './conversation';
import { Deadlines } from './deadlines';
import { EarlierRequests } from './earlierRequests';
import type { EnvironmentReader } from './environments';
import type { RequestNotices } from './notices';
import { IndividualServices, OfferStore, ServiceEnding } from './offers';
import type { RequestLog } from './record';
import {
  ItemStore,
  PartyFinder,
  RequestDesk,
  RequestFiler,
  RequestMover,
  RequestReader,
  RequestService,
  RequestStore,
  RequestWork,
} from './requests';
import type { RequestTypeBook } from './requestTypes';
import type { Settings } from './settings';

type Deps = {
  access: Access;
  auth: AuthService;
  book: RequestTypeBook;
  catalog: CatalogService;
  environments: EnvironmentReader;
  idempotency: IdempotencyStore;
  knex: Knex;
  log: RequestLog;
  logger: LoggerService;
  notices: RequestNotices;
  now: () => number;
  scanners: readonly AttachmentScanner[];
  serviceLevels: () => Promise<ServiceLevelsClient>;
  settings: Settings;
};

/** Ties requests together, with what is said about them and attached to them. */
export function createRequests(deps: Deps) {
  const { knex, log, now } = deps;
  const store = RequestStore.create(knex);
  const items = ItemStore.create(knex);
  const reader = RequestReader.create({ ...deps, store, items });
  const mover = RequestMover.create({
    ...deps,
    store,
    deadlines: Deadlines.create({
      logger: deps.logger,
      levels: deps.serviceLevels,
    }),
  });
  const parties = PartyFinder.create(deps);
  const individualServices = IndividualServices.create(knex);
  const shared = {
    ...deps,
    items,
    mover,
    parties,
    reader,
    store,
    work: RequestWork.create({ ...deps, reader, store }),
  };
  return {
    individualServices,
    mover,
    parties,
    store,
    services: {
      attachments: AttachmentService.create({
        ...shared,
        settings: deps.settings.attachments,
      }),
      conversation: Conversation.create(shared),
      earlierRequests: EarlierRequests.create(shared),
      requestDesk: RequestDesk.create(shared),
      requestFiler: RequestFiler.create(shared),
      requestReader: reader,
      requests: RequestService.create({
        ...shared,
        ending: ServiceEnding.create({
          log,
          mover,
          services: individualServices,
          requests: store,
          offers: OfferStore.create(knex),
          now,
        }),
      }),
    },
  };
}
