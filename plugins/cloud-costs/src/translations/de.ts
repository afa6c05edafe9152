import { billingMessagesDe } from './de/billing';
import { cardsMessagesDe } from './de/cards';
import { explorerMessagesDe } from './de/explorer';
import { generalMessagesDe } from './de/general';

/** German for every key of `cloudCostsTranslationRef`. @public */
export const cloudCostsMessagesDe = {
  ...generalMessagesDe,
  ...explorerMessagesDe,
  ...billingMessagesDe,
  ...cardsMessagesDe,
};

export default cloudCostsMessagesDe;
