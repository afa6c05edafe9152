import type { ServiceCalendarSpec } from '@dualcloud/backstage-plugin-service-levels-common';
import { exportServiceCalendar, exportWindows, ServiceCalendar } from '.';
import { intervalSet } from '../intervals';

// Its own types do not hold where libraries are checked too (yarn tsc:full).
const ICAL = jest.requireActual('ical.js');

const spec: ServiceCalendarSpec = {
  timeZone: 'Europe/Berlin',
  owner: 'group:default/it',
  serviceHours: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu'], from: '13:00', to: '18:00' },
    { days: ['sun'], from: '00:00', to: '24:00' },
  ],
  holidays: { country: 'DE', state: 'SH' },
  specialDays: [{ date: '2026-12-24', titles: { en: 'Short day' }, hours: [] }],
  maintenance: [
    {
      id: 'patch-day',
      titles: { en: 'Patch day; all, of it', de: 'Patchtag' },
      days: ['tue'],
      weeksOfMonth: [2],
      from: '22:00',
      to: '24:00',
      impact: 'down',
    },
  ],
};
const calendar = ServiceCalendar.create(spec);
const options = { title: 'Bürozeit', stamp: 1_795_000_000, language: 'en' };
const quarter = calendar.intervalOfPeriod('2026-Q4');
const exported = exportServiceCalendar('office', calendar, quarter, options);

type ReadTime = { isDate: boolean; toUnixTime(): number; toJSDate(): Date };

type ReadEvent = {
  uid: string;
  summary: string;
  description: string;
  startDate: ReadTime;
  endDate: ReadTime;
  component: { getFirstProperty(name: string): unknown };
};

const eventsIn = (text: string): ReadEvent[] =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event: unknown) => new ICAL.Event(event));

it('writes what another program reads back as the same hours', () => {
  const service = eventsIn(exported).filter(
    ({ summary }) => summary === 'Service hours',
  );
  expect(
    intervalSet(
      service.map(
        ({ startDate, endDate }) =>
          [startDate.toUnixTime(), endDate.toUnixTime()] as const,
      ),
    ),
  ).toEqual(calendar.serviceHours(quarter));
});

it('names holidays and special days as whole days, wherever it runs', () => {
  const days = eventsIn(exported)
    .filter(({ startDate }) => startDate.isDate)
    .map(({ startDate, summary }) => `${startDate} ${summary}`);
  expect(days).toEqual([
    '2026-10-03 National Holiday',
    '2026-10-31 Reformation Day',
    '2026-12-24 Short day',
    '2026-12-25 Christmas Day',
    '2026-12-26 Boxing Day',
  ]);
});

it('has maintenance with its impact, in the reader’s language', () => {
  const windows = (language: string) =>
    eventsIn(
      exportServiceCalendar('office', calendar, quarter, {
        ...options,
        language,
      }),
    ).filter(({ uid }) => uid.startsWith('maintenance/'));
  expect(windows('de')[0].summary).toBe('Patchtag');
  const [first] = windows('en');
  expect(first.summary).toBe('Patch day; all, of it');
  expect(first.description).toBe('The service is down');
  expect(first.startDate.toJSDate().toISOString()).toBe(
    '2026-10-13T20:00:00.000Z',
  );
});

it('says of each window what it concerns', () => {
  const [event] = eventsIn(
    exportWindows(
      [
        {
          id: 'w1',
          interval: [1_795_000_000, 1_795_003_600],
          impact: 'degraded',
          subjects: ['kfz-zulassung', 'postgresql'],
          description: 'Save your work.',
        },
      ],
      { ...options, language: 'de' },
    ),
  );
  expect(event.description).toBe(
    'Der Service ist eingeschränkt\nBetrifft: kfz-zulassung, postgresql\n\nSave your work.',
  );
});

it('is valid, and the same every time', () => {
  const uids = eventsIn(exported).map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  expect(exportServiceCalendar('office', calendar, quarter, options)).toBe(
    exported,
  );
  // RFC 5545: CRLF, lines of at most 75 octets, PRODID, VERSION, DTSTAMP.
  const lines = exported.split('\r\n');
  expect(exported.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  expect(lines.filter(line => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(exported).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
  expect(lines.filter(line => line.startsWith('DTSTAMP:'))).toHaveLength(
    uids.length,
  );
  expect(exported).not.toContain('TZID');
});

it('lets no text of a document break out of its event', () => {
  const text = exportWindows(
    [
      {
        id: 'w1\r\nBEGIN:VALARM',
        interval: [1_795_000_000, 1_795_003_600],
        impact: 'none',
        titles: { en: 'a\r\nEND:VEVENT\nBEGIN:VEVENT' },
        description: 'x\r\nATTACH:file:///etc/passwd',
      },
    ],
    { ...options, title: 'b\r\nX-EVIL:1' },
  );
  const [event, ...others] = eventsIn(text);
  expect(others).toEqual([]);
  expect(event.component.getFirstProperty('attach')).toBeNull();
  expect(new ICAL.Component(ICAL.parse(text)).getFirstProperty('x-evil')).toBe(
    null,
  );
});
