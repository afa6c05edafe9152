import { cardsMessagesDe } from './de/cards';
import { generalMessagesDe } from './de/general';
import { levelsMessagesDe } from './de/levels';

/** German for every key of `serviceLevelsTranslationRef`. @public */
export const serviceLevelsMessagesDe = {
  ...generalMessagesDe,
  ...levelsMessagesDe,
  ...cardsMessagesDe,
};

export default serviceLevelsMessagesDe;
