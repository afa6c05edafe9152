import { approvalsMessagesDe } from './de/approvals';
import { cardsMessagesDe } from './de/cards';
import { connectorsMessagesDe } from './de/connectors';
import { deskMessagesDe } from './de/desk';
import { formMessagesDe } from './de/form';
import { generalMessagesDe } from './de/general';
import { offersMessagesDe } from './de/offers';
import { requestMessagesDe } from './de/request';
import { requestsMessagesDe } from './de/requests';
import { searchMessagesDe } from './de/search';
import { standardisationMessagesDe } from './de/standardisation';
import { takeoverMessagesDe } from './de/takeover';

/**
 * German for every key of `serviceRequestsTranslationRef`.
 * @public
 */
export const serviceRequestsMessagesDe = {
  ...generalMessagesDe,
  ...requestsMessagesDe,
  ...formMessagesDe,
  ...requestMessagesDe,
  ...offersMessagesDe,
  ...takeoverMessagesDe,
  ...approvalsMessagesDe,
  ...standardisationMessagesDe,
  ...cardsMessagesDe,
  ...deskMessagesDe,
  ...connectorsMessagesDe,
  ...searchMessagesDe,
};

export default serviceRequestsMessagesDe;
