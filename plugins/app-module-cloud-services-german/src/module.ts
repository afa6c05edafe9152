import { createFrontendModule } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import {
  SwappableComponentBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { resources } from './messages';
import { withTranslatedTitles } from './titles';

const { component } = SwappableComponentBlueprint.dataRefs;

const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const original = originalFactory().get(component);
      return [
        component({
          ref: original.ref,
          loader: async () => withTranslatedTitles(await original.loader()),
        }),
      ];
    },
  });

/**
 * German for the portal: the texts of Backstage's own plugins, and the titles
 * of pages and tabs. Add `de` to `availableLanguages` of the extension
 * `api:app/app-language` to offer it.
 * @public
 */
export const appModuleCloudServicesGerman = createFrontendModule({
  pluginId: 'app',
  extensions: [
    pageLayout,
    ...Object.entries(resources).map(([name, resource]) =>
      TranslationBlueprint.make({
        name: `german-${name}`,
        params: { resource },
      }),
    ),
  ],
});
