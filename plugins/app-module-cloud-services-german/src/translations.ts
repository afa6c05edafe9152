import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import {
  createTranslationResource,
  type TranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
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
import { shellTitlesTranslationRef } from './titles/shellTitlesTranslationRef';

/** Each is loaded only when the portal is shown in German. */
const resources: Record<string, TranslationResource> = {
  'core-components': createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { de: () => import('./messages/coreComponents') },
  }),
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { de: () => import('./messages/catalog') },
  }),
  'catalog-graph': createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { de: () => import('./messages/catalogGraph') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { de: () => import('./messages/catalogReact') },
  }),
  home: createTranslationResource({
    ref: homeTranslationRef,
    translations: { de: () => import('./messages/home') },
  }),
  'home-react': createTranslationResource({
    ref: homeReactTranslationRef,
    translations: { de: () => import('./messages/homeReact') },
  }),
  notifications: createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { de: () => import('./messages/notifications') },
  }),
  org: createTranslationResource({
    ref: orgTranslationRef,
    translations: { de: () => import('./messages/org') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { de: () => import('./messages/scaffolder') },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { de: () => import('./messages/scaffolderReact') },
  }),
  search: createTranslationResource({
    ref: searchTranslationRef,
    translations: { de: () => import('./messages/search') },
  }),
  'search-react': createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { de: () => import('./messages/searchReact') },
  }),
  'shell-titles': createTranslationResource({
    ref: shellTitlesTranslationRef,
    translations: { de: () => import('./messages/shellTitles') },
  }),
  'user-settings': createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { de: () => import('./messages/userSettings') },
  }),
};

export const germanTranslations = Object.entries(resources).map(
  ([name, resource]) =>
    TranslationBlueprint.make({
      name: `german-${name}`,
      params: { resource },
    }),
);
