import { cardsMessagesDe } from './de/cards';
import { formMessagesDe } from './de/form';
import { generalMessagesDe } from './de/general';
import { offersMessagesDe } from './de/offers';
import { requestMessagesDe } from './de/request';
import { requestsMessagesDe } from './de/requests';

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
  ...cardsMessagesDe,
};

export default serviceRequestsMessagesDe;
