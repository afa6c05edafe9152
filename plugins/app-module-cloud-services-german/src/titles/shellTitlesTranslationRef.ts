import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Titles of pages, tabs and navigation items. Backstage takes them as plain
 * strings, so they are looked up by the English title that the page states.
 * @public
 */
export const shellTitlesTranslationRef = createTranslationRef({
  id: 'portal-shell-titles',
  messages: {
    actions: 'Actions',
    authenticationProviders: 'Authentication Providers',
    catalog: 'Catalog',
    catalogGraph: 'Catalog Graph',
    cloudServices: 'Cloud services',
    create: 'Create',
    environments: 'Environments',
    featureFlags: 'Feature Flags',
    general: 'General',
    home: 'Home',
    instances: 'Instances',
    notifications: 'Notifications',
    overview: 'Overview',
    search: 'Search',
    settings: 'Settings',
    tasks: 'Tasks',
    templateEditor: 'Template Editor',
    templates: 'Templates',
    templatingExtensions: 'Templating Extensions',
  },
});
