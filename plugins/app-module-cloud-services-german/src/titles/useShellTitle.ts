import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shellTitlesTranslationRef } from './shellTitlesTranslationRef';

const KEYS = {
  Actions: 'actions',
  'Authentication Providers': 'authenticationProviders',
  Catalog: 'catalog',
  'Catalog Graph': 'catalogGraph',
  'Cloud services': 'cloudServices',
  Create: 'create',
  Environments: 'environments',
  'Feature Flags': 'featureFlags',
  General: 'general',
  Home: 'home',
  Instances: 'instances',
  Notifications: 'notifications',
  Overview: 'overview',
  Search: 'search',
  Settings: 'settings',
  Tasks: 'tasks',
  'Template Editor': 'templateEditor',
  Templates: 'templates',
  'Templating Extensions': 'templatingExtensions',
} as const;

function isKnown(title: string): title is keyof typeof KEYS {
  return Object.hasOwn(KEYS, title);
}

/**
 * Translates the title of a page, tab or navigation item into the user's
 * language; a title that nobody knows stays as it is.
 * @public
 */
export function useShellTitle(): (title: string) => string {
  const { t } = useTranslationRef(shellTitlesTranslationRef);
  return useCallback(
    (title: string) => (isKnown(title) ? t(KEYS[title]) : title),
    [t],
  );
}
