import type { ShellTitle } from './shellTitles';

const titles: Record<ShellTitle, string> = {
  home: 'Start',
  cloudServices: 'IT-Services',
  environments: 'Umgebungen',
  costs: 'Kosten',
  billing: 'Abrechnung',
  serviceLevels: 'Service-Levels',
  requests: 'Anfragen',
  tickets: 'Tickets',
  serviceDesk: 'Service-Desk',
  catalog: 'Katalog',
  catalogGraph: 'Kataloggraph',
  create: 'Bestellen und erstellen',
  templates: 'Vorlagen',
  tasks: 'Vorgänge',
  actions: 'Aktionen',
  templateEditor: 'Vorlageneditor',
  templatingExtensions: 'Erweiterungen für Vorlagen',
  notifications: 'Benachrichtigungen',
  search: 'Suche',
  settings: 'Einstellungen',
  general: 'Allgemein',
  authenticationProviders: 'Anmeldedienste',
  featureFlags: 'Funktionsschalter',
  overview: 'Überblick',
  instances: 'Instanzen',
};

export default titles;
