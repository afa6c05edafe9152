import type {
  ServiceCalendarSpec,
  Weekday,
} from '@dualcloud/backstage-plugin-service-levels-common';
import * as fc from 'fast-check';
import {
  checkHolidayRule,
  parsePeriod,
  periodAfter,
  periodAt,
  periodsIn,
  ServiceCalendar,
} from '.';
import { type Interval, intervalsOf, lengthOf } from '../intervals';
import { daysIn, minutesOf, serviceMinutes } from './__testUtils__/wallClock';

const WEEK: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKDAYS = WEEK.slice(0, 5);
const HOUR = 3600;

const specOf = (spec: Partial<ServiceCalendarSpec>): ServiceCalendarSpec => ({
  timeZone: 'Europe/Berlin',
  owner: 'group:default/it',
  serviceHours: [{ days: WORKDAYS, from: '08:00', to: '18:00' }],
  ...spec,
});
const calendarOf = (spec: Partial<ServiceCalendarSpec> = {}) =>
  ServiceCalendar.create(specOf(spec));
const allDay = (from = '00:00', to = '24:00') => [{ days: WEEK, from, to }];
const at = (instant: string) => Date.parse(instant) / 1000;

/** Service seconds of one day. */
const serviceOn = (calendar: ServiceCalendar, day: string) =>
  lengthOf(calendar.serviceHours(calendar.intervalOfDays(day, day)));

/** Where clocks do something, and the day on which they do. */
const CHANGES: Array<[zone: string, day: string, hours: number]> = [
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['America/Sao_Paulo', '2018-11-04', 23],
  ['America/Sao_Paulo', '2018-02-17', 25],
  ['America/Havana', '2026-03-08', 23],
  ['America/Havana', '2026-11-01', 25],
  ['Asia/Beirut', '2022-03-27', 23],
  ['Africa/Casablanca', '2026-02-15', 25],
  ['Pacific/Apia', '2011-12-31', 24],
  ['Asia/Kathmandu', '2026-05-01', 24],
];

it.each(CHANGES)(
  'knows the length of the day in %s on %s: %d hours',
  (timeZone, day, hours) => {
    const calendar = calendarOf({ timeZone, serviceHours: allDay() });
    const [{ interval }] = calendar.days(calendar.intervalOfDays(day, day));
    expect(interval[1] - interval[0]).toBe(hours * HOUR);
    expect(serviceOn(calendar, day)).toBe(hours * HOUR);
    expect(minutesOf(day, timeZone)).toHaveLength(hours * 60);
  },
);

describe('Europe/Berlin, worked by hand', () => {
  // Directive 2000/84/EC: summer time begins on the last Sunday in March and ends
  // on the last Sunday in October, at 01:00 UTC.
  const serviceHoursOn = (day: string, from: string, to: string) => {
    const calendar = calendarOf({ serviceHours: allDay(from, to) });
    return intervalsOf(
      calendar.serviceHours(calendar.intervalOfDays(day, day)),
    ).map(interval =>
      interval.map(second =>
        new Date(second * 1000).toISOString().slice(11, 16),
      ),
    );
  };

  it('skips the hour from 2 to 3 on 29 March 2026', () => {
    expect(serviceHoursOn('2026-03-29', '01:30', '03:30')).toEqual([
      ['00:30', '01:30'],
    ]);
    // 02:30 does not exist: the moment after the gap is 03:00.
    expect(serviceHoursOn('2026-03-29', '02:30', '04:00')).toEqual([
      ['01:00', '02:00'],
    ]);
    expect(serviceHoursOn('2026-03-29', '01:00', '02:30')).toEqual([
      ['00:00', '01:00'],
    ]);
    expect(serviceHoursOn('2026-03-29', '02:10', '02:50')).toEqual([]);
  });

  it('has the hour from 2 to 3 twice on 25 October 2026', () => {
    expect(serviceHoursOn('2026-10-25', '01:30', '03:30')).toEqual([
      ['23:30', '02:30'],
    ]);
    // A begin is the first 02:30, an end the second.
    expect(serviceHoursOn('2026-10-25', '02:30', '04:00')).toEqual([
      ['00:30', '03:00'],
    ]);
    expect(serviceHoursOn('2026-10-25', '01:00', '02:30')).toEqual([
      ['23:00', '01:30'],
    ]);
  });

  it('has no Friday 30 December 2011 in Apia', () => {
    const calendar = calendarOf({
      timeZone: 'Pacific/Apia',
      serviceHours: allDay(),
    });
    const days = calendar.days(
      calendar.intervalOfDays('2011-12-29', '2011-12-31'),
    );
    expect(days.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31']);
    expect(serviceOn(calendar, '2011-12-30')).toBe(0);
  });
});

it('says of every minute what the clock on the wall says', () => {
  const time = (latest: number) =>
    fc
      .integer({ min: 0, max: latest })
      .map(
        minutes =>
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(
            minutes % 60,
          ).padStart(2, '0')}`,
      );
  const range = fc
    .tuple(time(24 * 60), time(24 * 60))
    .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
    .filter(({ from, to }) => from < to);
  fc.assert(
    fc.property(
      fc.constantFrom(...CHANGES),
      fc.array(fc.tuple(range, fc.subarray(WEEK)), { maxLength: 4 }),
      fc.option(fc.array(range, { maxLength: 2 }), { nil: undefined }),
      fc.integer({ min: 0, max: 12 * HOUR }),
      ([timeZone, day], hours, special, cut) => {
        const spec = specOf({
          timeZone,
          serviceHours: hours.map(([one, days]) => ({ days, ...one })),
          specialDays: special && [{ date: day, hours: special }],
        });
        const calendar = ServiceCalendar.create(spec);
        const [from, to] = calendar.intervalOfDays(day, day);
        const interval: Interval = [from - 20 * HOUR + cut, to + cut];
        const expected = daysIn(interval, timeZone)
          .flatMap(one => serviceMinutes(spec, one))
          .flatMap(minute => Array.from({ length: 60 }, (_, i) => minute + i))
          .filter(second => second >= interval[0] && second < interval[1]);
        const actual = intervalsOf(calendar.serviceHours(interval)).flatMap(
          ([begin, end]) =>
            Array.from({ length: end - begin }, (_, i) => begin + i),
        );
        // Deep comparison of a hundred thousand numbers is slow.
        expect(actual.join()).toBe(expected.join());
      },
    ),
    { numRuns: 60 },
  );
});

describe('holidays', () => {
  const holidaysOf = (state: string | undefined, year = '2026') => {
    const calendar = calendarOf({ holidays: { country: 'DE', state } });
    return calendar
      .days(calendar.intervalOfPeriod(year))
      .flatMap(({ day, holiday }) =>
        holiday ? [`${day} ${holiday.name}`] : [],
      );
  };

  it('differ from state to state', () => {
    // SFTG Schleswig-Holstein § 2; Niedersächsisches Feiertagsgesetz § 2; BayFTG Art. 1.
    expect(holidaysOf('SH')).toContain('2026-10-31 Reformationstag');
    expect(holidaysOf('NI')).toContain('2026-10-31 Reformationstag');
    expect(holidaysOf('BY')).not.toContain('2026-10-31 Reformationstag');
    expect(holidaysOf('BY')).toContain('2026-06-04 Fronleichnam');
    expect(holidaysOf('SH')).not.toContain('2026-06-04 Fronleichnam');
  });

  it('are the nine of the whole country without a state', () => {
    expect(holidaysOf(undefined)).toEqual([
      '2026-01-01 Neujahr',
      '2026-04-03 Karfreitag',
      '2026-04-06 Ostermontag',
      '2026-05-01 Maifeiertag',
      '2026-05-14 Christi Himmelfahrt',
      '2026-05-25 Pfingstmontag',
      '2026-10-03 Tag der Deutschen Einheit',
      '2026-12-25 1. Weihnachtstag',
      '2026-12-26 2. Weihnachtstag',
    ]);
  });

  it('take the service hours of their day, or give it others', () => {
    // Thursday, 4 June 2026.
    const service = (
      state: string,
      hours?: Array<{ from: string; to: string }>,
    ) =>
      serviceOn(
        calendarOf({ holidays: { country: 'DE', state, hours } }),
        '2026-06-04',
      );
    expect(service('SH')).toBe(10 * HOUR);
    expect(service('BY')).toBe(0);
    expect(service('BY', [{ from: '10:00', to: '12:00' }])).toBe(2 * HOUR);
  });

  it('give way to special days', () => {
    const calendar = calendarOf({
      holidays: { country: 'DE', state: 'BY' },
      specialDays: [
        { date: '2026-06-04', hours: [{ from: '09:00', to: '13:00' }] },
        { date: '2026-12-24', hours: [], titles: { en: 'Christmas Eve' } },
        { date: '2026-12-19', hours: [{ from: '08:00', to: '12:00' }] },
      ],
    });
    expect(serviceOn(calendar, '2026-06-04')).toBe(4 * HOUR);
    expect(serviceOn(calendar, '2026-12-24')).toBe(0);
    // A Saturday.
    expect(serviceOn(calendar, '2026-12-19')).toBe(4 * HOUR);
    const [day] = calendar.days(
      calendar.intervalOfDays('2026-06-04', '2026-06-04'),
    );
    expect(day).toMatchObject({
      holiday: { titles: { en: 'Corpus Christi', de: 'Fronleichnam' } },
      special: {},
    });
  });

  it('may begin in the middle of a day, and last for several', () => {
    // Solothurn: 1 May from 12:00; Swaziland: Incwala for six days from 28 December.
    const solothurn = calendarOf({
      timeZone: 'Europe/Zurich',
      holidays: { country: 'CH', state: 'SO' },
    });
    expect(serviceOn(solothurn, '2026-05-01')).toBe(4 * HOUR);
    const mbabane = calendarOf({
      timeZone: 'Africa/Mbabane',
      holidays: { country: 'SZ' },
    });
    const days = mbabane.days(
      mbabane.intervalOfDays('2026-12-26', '2027-01-04'),
    );
    expect(days.filter(({ holiday }) => holiday).map(({ day }) => day)).toEqual(
      [
        '2026-12-26',
        '2026-12-28',
        '2026-12-29',
        '2026-12-30',
        '2026-12-31',
        '2027-01-01',
        '2027-01-02',
      ],
    );
  });

  it('of places that the library does not know are refused with those it knows', () => {
    expect(checkHolidayRule({ country: 'DE', state: 'BY', region: 'A' })).toBe(
      undefined,
    );
    expect(checkHolidayRule({ country: 'DE', state: 'XY' })).toEqual({
      field: 'state',
      message:
        '"XY" is not a state of DE with known holidays; known are BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH',
    });
    expect(checkHolidayRule({ country: 'XX' })?.field).toBe('country');
    expect(checkHolidayRule({ country: 'constructor' })?.field).toBe('country');
    expect(
      checkHolidayRule({ country: 'DE', state: 'SH', region: 'KI' })?.message,
    ).toContain('none is known, so leave it out');
    expect(() =>
      calendarOf({ holidays: { country: 'DE', state: 'XY' } }),
    ).toThrow('holidays.state "XY" is not a state of DE');
    expect(() => calendarOf({ timeZone: 'Europe/Kiel' })).toThrow(
      '"Europe/Kiel" is not an IANA time zone',
    );
  });
});

it('repeats maintenance on certain weekdays of a month, with ids that stay', () => {
  const calendar = calendarOf({
    maintenance: [
      {
        id: 'patch-day',
        days: ['tue'],
        weeksOfMonth: [2, -1],
        from: '22:00',
        to: '24:00',
        impact: 'down',
      },
      {
        id: 'nightly',
        days: ['sun'],
        from: '02:00',
        to: '03:00',
        impact: 'none',
      },
    ],
  });
  // November 2026 begins on a Sunday; its Tuesdays are 3, 10, 17 and 24.
  expect(
    calendar
      .maintenance(calendar.intervalOfPeriod('2026-11'))
      .map(({ id, impact }) => `${id} ${impact}`),
  ).toEqual([
    'nightly/2026-11-01 none',
    'nightly/2026-11-08 none',
    'patch-day/2026-11-10 down',
    'nightly/2026-11-15 none',
    'nightly/2026-11-22 none',
    'patch-day/2026-11-24 down',
    'nightly/2026-11-29 none',
  ]);
  // In March the hour from 2 to 3 does not exist on the 29th, so there is no window.
  expect(
    calendar.maintenance(calendar.intervalOfDays('2026-03-29', '2026-03-29')),
  ).toEqual([]);
  expect(
    calendar.maintenance(calendar.intervalOfDays('2026-10-25', '2026-10-25'))[0]
      .interval,
  ).toEqual([at('2026-10-25T00:00:00Z'), at('2026-10-25T02:00:00Z')]);
});

it('adds up months to years, and knows when seconds of service have passed', () => {
  const calendar = calendarOf({ holidays: { country: 'DE', state: 'SH' } });
  const year = calendar.intervalOfPeriod('2026');
  const months = calendar.monthsOf(year);
  expect(months).toHaveLength(12);
  expect(months[2]).toEqual(calendar.intervalOfPeriod('2026-03'));
  // 261 weekdays less the seven holidays of Schleswig-Holstein on one of them.
  expect(lengthOf(calendar.serviceHours(year))).toBe((261 - 7) * 10 * HOUR);
  // Friday 17:00 + 2 h of service is Monday 09:00.
  const friday = at('2026-11-27T16:00:00Z');
  expect(calendar.afterServiceSeconds(friday, 2 * HOUR)).toBe(
    at('2026-11-30T08:00:00Z'),
  );
  expect(calendar.serviceSeconds(friday, at('2026-11-30T08:00:00Z'))).toBe(
    2 * HOUR,
  );
});

describe('asked for a lot, or for nothing', () => {
  it('answers for ten years in one request, and refuses a thousand', () => {
    const calendar = calendarOf({ holidays: { country: 'DE', state: 'SH' } });
    const tenYears = calendar.intervalOfDays('2020-01-01', '2029-12-31');
    expect(calendar.days(tenYears)).toHaveLength(3653);
    expect(lengthOf(calendar.serviceHours(tenYears))).toBeGreaterThan(0);
    expect(() =>
      calendar.serviceHours([tenYears[0], tenYears[0] + 1000 * 366 * 86_400]),
    ).toThrow('at most 30 years at a time');
    expect(() => calendar.serviceHours([tenYears[0], Infinity])).toThrow();
  });

  it('lives with a calendar without any service hour', () => {
    const calendar = calendarOf({ serviceHours: [] });
    expect(
      lengthOf(calendar.serviceHours(calendar.intervalOfPeriod('2026'))),
    ).toBe(0);
    expect(calendar.afterServiceSeconds(at('2026-11-27T16:00:00Z'), 60)).toBe(
      undefined,
    );
    expect(
      lengthOf(calendar.operatingHours(calendar.intervalOfPeriod('2026-11'))),
    ).toBe(30 * 24 * HOUR);
  });
});

describe('periods', () => {
  it.each([
    ['2026', '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', '2027'],
    ['2026-Q4', '2026-09-30T22:00:00Z', '2026-12-31T23:00:00Z', '2027-Q1'],
    ['2026-11', '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z', '2026-12'],
  ])('%s is from %s to %s in Berlin, then comes %s', (name, from, to, next) => {
    const period = parsePeriod(name);
    const calendar = calendarOf();
    expect(calendar.intervalOfPeriod(name)).toEqual([at(from), at(to)]);
    expect(periodAfter(period).name).toBe(next);
    expect(periodAfter(periodAfter(period), -1)).toEqual(period);
    expect(periodAt(period.kind, at(from), 'Europe/Berlin')).toEqual(period);
    expect(periodAt(period.kind, at(to) - 1, 'Europe/Berlin')).toEqual(period);
  });

  it('consist of months', () => {
    const names = (name: string, kind: 'month' | 'quarter' | 'year') =>
      periodsIn(parsePeriod(name), kind).map(period => period.name);
    expect(names('2026-Q4', 'month')).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
    ]);
    expect(names('2026', 'quarter')).toHaveLength(4);
    expect(names('2026-11', 'year')).toEqual(['2026']);
  });

  it.each(['', '26', '2026-13', '2026-Q5', '2026-11-01', '2026-q1', '٢٠٢٦'])(
    'are not "%s"',
    text => {
      expect(() => parsePeriod(text)).toThrow('is not a period such as');
    },
  );
});
