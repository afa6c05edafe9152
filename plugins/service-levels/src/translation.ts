import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { agreementsMessages } from './translations/en/agreements';
import { calendarsMessages } from './translations/en/calendars';
import { cardsMessages } from './translations/en/cards';
import { generalMessages } from './translations/en/general';
import { levelsMessages } from './translations/en/levels';
import { maintenanceMessages } from './translations/en/maintenance';
import { measurementMessages } from './translations/en/measurement';
import { reportsMessages } from './translations/en/reports';
import { outagesMessages } from './translations/en/outages';
import { searchMessages } from './translations/en/search';
import { statusMessages } from './translations/en/status';

/**
 * Every text of the plugin. It brings its own German, which is loaded only when
 * the portal is shown in German.
 * @public
 */
export const serviceLevelsTranslationRef = createTranslationRef({
  id: 'plugin.service-levels',
  messages: {
    ...generalMessages,
    ...levelsMessages,
    ...measurementMessages,
    ...cardsMessages,
    ...outagesMessages,
    ...maintenanceMessages,
    ...calendarsMessages,
    ...agreementsMessages,
    ...searchMessages,
    ...statusMessages,
    ...reportsMessages,
  },
  translations: {
    de: () => import('./translations/de'),
  },
});
