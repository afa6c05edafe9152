import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The titles that pages, tabs and types of results bring with them, word for word. */
const TITLES = {
  home: 'Home',
  cloudServices: 'Cloud services',
  environments: 'Environments',
  costs: 'Costs',
  billing: 'Billing',
  serviceLevels: 'Service levels',
  requests: 'Requests',
  tickets: 'Tickets',
  serviceDesk: 'Service desk',
  catalog: 'Catalog',
  catalogGraph: 'Catalog Graph',
  create: 'Create',
  templates: 'Templates',
  tasks: 'Tasks',
  actions: 'Actions',
  templateEditor: 'Template Editor',
  templatingExtensions: 'Templating Extensions',
  notifications: 'Notifications',
  search: 'Search',
  settings: 'Settings',
  general: 'General',
  authenticationProviders: 'Authentication Providers',
  featureFlags: 'Feature Flags',
  overview: 'Overview',
  instances: 'Instances',
} as const;

/** Key of a title. */
export type ShellTitle = keyof typeof TITLES;

/**
 * Titles of pages, tabs and types of search results. In the new frontend system they are plain strings,
 * the same in every language; the page layout and the navigation of a portal
 * translate them with this. An adopter may add a language, or another wording,
 * with a translation of this ref.
 * @public
 */
export const shellTitlesTranslationRef = createTranslationRef({
  id: 'app.shell-titles',
  messages: TITLES,
  translations: { de: () => import('./de') },
});

const KEYS = new Map(
  Object.entries(TITLES).map(([key, title]) => [title, key as ShellTitle]),
) as ReadonlyMap<string, ShellTitle>;

/** The key of a title that is known. */
export function shellTitleOf(title: string): ShellTitle | undefined {
  return KEYS.get(title);
}
