import type { MaintenanceImpact } from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, type LocalizedText } from '@dualcloud/foundation-common';
import ical, {
  ICalEventBusyStatus,
  type ICalEventData,
  ICalEventTransparency,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { type Interval, intervalsOf } from '../intervals';
import type { CalendarDay } from './compileMonth';
import type { ServiceCalendar } from './ServiceCalendar';

/*
 * iCalendar (RFC 5545). Instants are written in UTC, which needs no VTIMEZONE and
 * leaves nothing to a reader's time zone tables. An event has the same UID in
 * every export, so that calendars which subscribe change it rather than add it.
 */

const UID_DOMAIN = 'service-levels.dualcloud.dev';
const HOURS_BETWEEN_REFRESHES = 6;

const TEXTS = {
  serviceHours: { en: 'Service hours', de: 'Servicezeit' },
  down: { en: 'The service is down', de: 'Der Service ist nicht verfügbar' },
  degraded: {
    en: 'The service is degraded',
    de: 'Der Service ist eingeschränkt',
  },
  none: { en: 'No impact', de: 'Keine Auswirkung' },
  concerns: { en: 'Concerns', de: 'Betrifft' },
} satisfies Record<string, LocalizedText>;

/** A maintenance window as an event. */
export type IcalWindow = {
  id: string;
  interval: Interval;
  impact: MaintenanceImpact;
  titles?: LocalizedText;
  description?: string;
  /** What is worked on, by name; the window of another calendar may bear the same title. */
  subjects?: readonly string[];
};

export type IcalOptions = {
  /** What the reader's calendar is called. */
  title: string;
  /** Seconds since 1970: when the events were written. */
  stamp: number;
  /** Such as `de`. */
  language: string;
};

/** Service hours, holidays, special days and recurring maintenance of a range of days. */
export function exportServiceCalendar(
  name: string,
  calendar: ServiceCalendar,
  interval: Interval,
  options: IcalOptions,
): string {
  const events = calendar
    .days(interval)
    .flatMap(day => [
      ...holidayEvents(name, day, options.language),
      ...serviceEvents(name, day, options.language),
    ]);
  const windows = calendar
    .maintenance(interval)
    .map(window =>
      windowEvent({ ...window, id: `${name}/${window.id}` }, options.language),
    );
  return write([...events, ...windows], options);
}

/** Maintenance windows from anywhere. */
export function exportWindows(
  windows: readonly IcalWindow[],
  options: IcalOptions,
): string {
  return write(
    windows.map(window => windowEvent(window, options.language)),
    options,
  );
}

function holidayEvents(
  name: string,
  { day, holiday, special }: CalendarDay,
  language: string,
): ICalEventData[] {
  const title = special?.titles ?? holiday?.titles;
  if (!title) return [];
  return [
    {
      id: uidOf('day', name, day),
      start: DateTime.fromISO(day, { zone: 'utc' }),
      allDay: true,
      summary: localize(title, language),
      transparency: ICalEventTransparency.TRANSPARENT,
    },
  ];
}

function serviceEvents(
  name: string,
  { day, service }: CalendarDay,
  language: string,
): ICalEventData[] {
  return intervalsOf(service).map((interval, index) => ({
    id: uidOf('service', name, day, String(index + 1)),
    ...timesOf(interval),
    summary: localize(TEXTS.serviceHours, language),
    // They fill every working day and must not make anybody look busy.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  }));
}

function windowEvent(window: IcalWindow, language: string): ICalEventData {
  const { subjects = [], description } = window;
  const impact = localize(TEXTS[window.impact], language);
  const concerns =
    subjects.length > 0 &&
    `${localize(TEXTS.concerns, language)}: ${subjects.join(', ')}`;
  const about = [impact, concerns].filter(Boolean).join('\n');
  return {
    id: uidOf('maintenance', window.id),
    ...timesOf(window.interval),
    summary: localize(window.titles, language, window.id),
    description: description ? `${about}\n\n${description}` : about,
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

function timesOf([from, to]: Interval) {
  return { start: new Date(from * 1000), end: new Date(to * 1000) };
}

/** Encoded, because the library writes ids as they are. */
function uidOf(...parts: string[]): string {
  return `${parts.map(encodeURI).join('/')}@${UID_DOMAIN}`;
}

/** The library writes a calendar's name as it is, line breaks included. */
function inOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function write(events: ICalEventData[], options: IcalOptions): string {
  const stamp = new Date(options.stamp * 1000);
  return ical({
    name: inOneLine(options.title),
    prodId: { company: 'Dual Cloud', product: 'Service levels' },
    ttl: HOURS_BETWEEN_REFRESHES * 3600,
    events: events.map(event => ({ ...event, stamp })),
  }).toString();
}
