import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { billingMessages } from './translations/en/billing';
import { cardsMessages } from './translations/en/cards';
import { explorerMessages } from './translations/en/explorer';
import { generalMessages } from './translations/en/general';

/**
 * Every text of the plugin. It brings its own German, which is loaded only when
 * the portal is shown in German.
 * @public
 */
export const cloudCostsTranslationRef = createTranslationRef({
  id: 'plugin.cloud-costs',
  messages: {
    ...generalMessages,
    ...explorerMessages,
    ...billingMessages,
    ...cardsMessages,
  },
  translations: {
    de: () => import('./translations/de'),
  },
});
