import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createCloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type IdempotencyStore,
  pluginClient,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type { RequestMover, RequestReader, RequestStore } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import type { Settings } from '../settings';
import { AgreementFinder } from './AgreementFinder';
import type { IndividualServices } from './IndividualServices';
import { OfferChecker } from './OfferChecker';
import { OfferDecision } from './OfferDecision';
import { OfferDesk } from './OfferDesk';
import { OfferReader } from './OfferReader';
import { OfferSaga } from './OfferSaga';
import { OfferStore } from './OfferStore';
import type { OfferRouteOptions } from './routes';

/** Everything about offers, tied together. */
export function createOffers(deps: {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  knex: Knex;
  book: RequestTypeBook;
  idempotency: IdempotencyStore;
  log: RequestLog;
  mover: RequestMover;
  requestReader: RequestReader;
  requests: RequestStore;
  services: IndividualServices;
  settings: Settings;
  now: () => number;
}): Omit<OfferRouteOptions, 'callers'> & { saga: OfferSaga } {
  const { knex, settings } = deps;
  const costs = pluginClient(deps, 'cloud-costs', createCloudCostsClient);
  const levels = pluginClient(
    deps,
    'service-levels',
    createServiceLevelsClient,
  );
  const offers = OfferStore.create(knex);
  const reader = OfferReader.create({
    ...deps,
    offers,
    requests: deps.requestReader,
    acceptance: settings.acceptance,
    timeZone: settings.timeZone,
  });
  const desk = OfferDesk.create({
    ...deps,
    offers,
    reader,
    checker: OfferChecker.create({ ...deps, levels }),
    finder: AgreementFinder.create({ knex, costs, levels }),
  });
  const saga = OfferSaga.create({ ...deps, costs, levels, offers });
  return {
    saga,
    offerReader: reader,
    offerDesk: desk,
    individualServices: deps.services,
    offerDecision: OfferDecision.create({
      ...deps,
      desk,
      offers,
      reader,
      acceptance: settings.acceptance,
      onAccepted: () => void saga.run(),
    }),
  };
}
