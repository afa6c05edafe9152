import type { generalMessages } from '../en/general';

export const generalMessagesDe: Record<keyof typeof generalMessages, string> = {
  'general.title': 'Service-Levels',
  'general.any': 'Alle',
  'general.tab.levels': 'Service-Levels',
  'general.search': 'Suchen',
  'general.choose': 'Auswählen',
  'general.tab.outages': 'Ausfälle',
  'general.tab.reports': 'Berichte',
  'general.tab.maintenance': 'Wartung',
  'general.tab.calendars': 'Kalender',
  'general.tab.agreements': 'Vereinbarungen',
  'general.previous': 'Vorheriger Monat',
  'general.next': 'Nächster Monat',
  'general.period': 'Zeitraum',
  'general.cause.provider': 'IT-Service-Provider',
  'general.cause.software-provider': 'Software-Provider',
  'general.cause.customer': 'Behörde',
  'general.cause.force-majeure': 'Höhere Gewalt',
};
