import type { calendarsMessages } from '../en/calendars';

export const calendarsMessagesDe: Record<
  keyof typeof calendarsMessages,
  string
> = {
  'calendars.error': 'Die Servicekalender konnten nicht gelesen werden',
  'calendars.means':
    'Ein Servicekalender sagt, wann ein vereinbarter Service-Level gilt. Kalender sind Dokumente unter Versionsverwaltung; die Vereinbarungen verweisen auf sie.',
  'calendars.empty.title': 'Noch kein Servicekalender',
  'calendars.empty.description':
    'Kalender stehen hier, sobald Dokumente der Art ServiceCalendar im Katalog sind.',
  'calendars.calendar': 'Kalender',
  'calendars.zone': 'Zeitzone',
  'calendars.holidays': 'Feiertage',
  'calendars.holidays.none': 'keine',
  'calendars.used': 'Vereinbarungen',
  'calendar.back': 'Alle Servicekalender',
  'calendar.error': 'Der Servicekalender konnte nicht gelesen werden',
  'calendar.entity': 'Im Katalog',
  'calendar.week': 'Eine gewöhnliche Woche',
  'calendar.week.means':
    'Ohne Feiertage und besondere Tage. In der Servicezeit gilt der vereinbarte Service-Level; in der Betriebszeit ist der Service nutzbar.',
  'calendar.weekday': 'Wochentag',
  'calendar.drawn': 'Von Mitternacht bis Mitternacht',
  'calendar.service': 'Servicezeit',
  'calendar.operating': 'Betriebszeit',
  'calendar.always': 'rund um die Uhr',
  'calendar.never': 'keine',
  'calendar.month': 'Ein Monat',
  'calendar.month.means': 'Servicezeit jedes Tages, Uhrzeit von {{timeZone}}.',
  'calendar.maintenance': 'Wartung {{range}}',
  'calendar.special': 'besonderer Tag',
  'calendar.year': 'Feiertage und besondere Tage {{year}}',
  'calendar.year.none': '{{year}} gibt es keine.',
  'calendar.day': 'Tag',
  'calendar.what': 'Was',
  'calendar.hours': 'Servicezeit an diesem Tag',
  'calendar.windows': 'Wartungsfenster',
  'calendar.windows.none': 'Dieser Kalender hat keine Wartungsfenster.',
  'calendar.windows.title': 'Fenster',
  'calendar.windows.when': 'Wann',
  'calendar.windows.nth': '{{nth}}. im Monat',
  'calendar.windows.last': 'letzter im Monat',
  'calendar.used': 'Wer ihn verwendet',
  'calendar.used.none':
    'Keine Vereinbarung, die Sie sehen dürfen, verwendet ihn.',
};
