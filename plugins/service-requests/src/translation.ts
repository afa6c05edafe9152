import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { approvalsMessages } from './translations/en/approvals';
import { cardsMessages } from './translations/en/cards';
import { connectorsMessages } from './translations/en/connectors';
import { deskMessages } from './translations/en/desk';
import { formMessages } from './translations/en/form';
import { generalMessages } from './translations/en/general';
import { offersMessages } from './translations/en/offers';
import { requestMessages } from './translations/en/request';
import { requestsMessages } from './translations/en/requests';
import { searchMessages } from './translations/en/search';
import { standardisationMessages } from './translations/en/standardisation';
import { takeoverMessages } from './translations/en/takeover';

/**
 * Every text of the plugin. It brings its own German, which is loaded only when
 * the portal is shown in German.
 * @public
 */
export const serviceRequestsTranslationRef = createTranslationRef({
  id: 'plugin.service-requests',
  messages: {
    ...generalMessages,
    ...requestsMessages,
    ...formMessages,
    ...requestMessages,
    ...offersMessages,
    ...takeoverMessages,
    ...approvalsMessages,
    ...standardisationMessages,
    ...cardsMessages,
    ...deskMessages,
    ...connectorsMessages,
    ...searchMessages,
  },
  translations: {
    de: () => import('./translations/de'),
  },
});
