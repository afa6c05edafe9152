import {
  AppRootElementBlueprint,
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { DocumentLanguage } from './DocumentLanguage';
import { portalGerman, portalTranslationRef } from './portalTranslationRef';

export const translationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'document-language',
      params: { element: <DocumentLanguage /> },
    }),
    TranslationBlueprint.make({
      name: 'portal-german',
      params: {
        resource: createTranslationResource({
          ref: portalTranslationRef,
          translations: { de: async () => ({ default: portalGerman }) },
        }),
      },
    }),
  ],
});
