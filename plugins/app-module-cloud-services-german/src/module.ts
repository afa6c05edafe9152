import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { translatedPageLayout } from './titles';
import { germanTranslations } from './translations';

/**
 * German for the portal's shell: for every plugin of Backstage that the portal
 * uses and that has a translation ref, and for the titles of pages, tabs and
 * navigation. The plugins of this suite bring their own German.
 * @public
 */
export const appModuleCloudServicesGerman = createFrontendModule({
  pluginId: 'app',
  extensions: [translatedPageLayout, ...germanTranslations],
});
