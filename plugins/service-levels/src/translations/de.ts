import { agreementsMessagesDe } from './de/agreements';
import { calendarsMessagesDe } from './de/calendars';
import { cardsMessagesDe } from './de/cards';
import { generalMessagesDe } from './de/general';
import { levelsMessagesDe } from './de/levels';
import { maintenanceMessagesDe } from './de/maintenance';
import { measurementMessagesDe } from './de/measurement';
import { reportsMessagesDe } from './de/reports';
import { outagesMessagesDe } from './de/outages';
import { searchMessagesDe } from './de/search';
import { statusMessagesDe } from './de/status';

/** German for every key of `serviceLevelsTranslationRef`. @public */
export const serviceLevelsMessagesDe = {
  ...generalMessagesDe,
  ...levelsMessagesDe,
  ...measurementMessagesDe,
  ...cardsMessagesDe,
  ...outagesMessagesDe,
  ...maintenanceMessagesDe,
  ...calendarsMessagesDe,
  ...agreementsMessagesDe,
  ...searchMessagesDe,
  ...statusMessagesDe,
  ...reportsMessagesDe,
};

export default serviceLevelsMessagesDe;
