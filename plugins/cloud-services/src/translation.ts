import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogueMessages } from './translations/en/catalogue';
import { environmentsMessages } from './translations/en/environments';
import { journalMessages } from './translations/en/journal';
import { ordersMessages } from './translations/en/orders';
import { refusalMessages } from './translations/en/refusals';
import { credentialsMessages } from './translations/en/credentials';
import { generalMessages } from './translations/en/general';
import { formFieldMessages } from './formFields/messages';

/**
 * Every text of the plugin. It brings its own German, which is loaded only when
 * the portal is shown in German; further languages are added by an app module.
 * @public
 */
export const cloudServicesTranslationRef = createTranslationRef({
  id: 'plugin.cloud-services',
  messages: {
    ...generalMessages,
    ...catalogueMessages,
    ...environmentsMessages,
    ...ordersMessages,
    ...journalMessages,
    ...refusalMessages,
    ...credentialsMessages,
    ...formFieldMessages,
  },
  translations: {
    de: () => import('./translations/de'),
  },
});
