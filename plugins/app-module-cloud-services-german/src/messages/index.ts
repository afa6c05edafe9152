import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { homeTranslationRef } from '@backstage/plugin-home/alpha';
import { homeReactTranslationRef } from '@backstage/plugin-home-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/**
 * The portal's own texts. Each file is loaded when it is first needed in
 * German. The plugins of this suite bring their German with them.
 */
export const resources = {
  'core-components': createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { de: () => import('./coreComponents') },
  }),
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { de: () => import('./catalog') },
  }),
  'catalog-graph': createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { de: () => import('./catalogGraph') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { de: () => import('./catalogReact') },
  }),
  home: createTranslationResource({
    ref: homeTranslationRef,
    translations: { de: () => import('./home') },
  }),
  'home-react': createTranslationResource({
    ref: homeReactTranslationRef,
    translations: { de: () => import('./homeReact') },
  }),
  notifications: createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { de: () => import('./notifications') },
  }),
  org: createTranslationResource({
    ref: orgTranslationRef,
    translations: { de: () => import('./org') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { de: () => import('./scaffolder') },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { de: () => import('./scaffolderReact') },
  }),
  search: createTranslationResource({
    ref: searchTranslationRef,
    translations: { de: () => import('./search') },
  }),
  'search-react': createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { de: () => import('./searchReact') },
  }),
  'user-settings': createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { de: () => import('./userSettings') },
  }),
};
