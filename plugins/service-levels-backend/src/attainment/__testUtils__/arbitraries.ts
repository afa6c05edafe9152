import type {
  Cause,
  Composition,
  MaintenanceImpact,
  OutageState,
  ServiceCalendarSpec,
  Weekday,
} from '@dualcloud/backstage-plugin-service-levels-common';
import * as fc from 'fast-check';
import type { AccountOptions, MaintenanceFact, OutageFact } from '..';
import { ServiceCalendar } from '../../calendars';
import { intervalSet } from '../../intervals';
import { COUNTING } from '../../outages/deeds';

const WEEK: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKDAYS = WEEK.slice(0, 5);

/** What the composite of the tests is, and is built on. */
export const SUBJECTS = ['application', 'database', 'node-1', 'node-2'];

const CALENDARS: ServiceCalendarSpec[] = [
  { days: WEEK, from: '00:00', to: '24:00' },
  { days: WORKDAYS, from: '06:30', to: '20:00' },
  { days: WEEK, from: '01:45', to: '02:45' },
].map(hours => ({
  timeZone: 'Europe/Berlin',
  owner: 'group:default/it',
  serviceHours: [hours],
  holidays: { country: 'DE', state: 'SH' },
}));

/**
 * Ten minutes before something happens to the calendars above: both changes of
 * the clock, a new month, the begin and the end of service.
 */
const BEGINS = [
  '2026-03-29T00:50:00Z',
  '2026-10-25T00:50:00Z',
  '2026-10-31T22:50:00Z',
  '2026-11-16T05:20:00Z',
  '2026-11-16T18:50:00Z',
];

const COMPOSITIONS: Array<Composition | undefined> = [
  undefined,
  { subject: 'database' },
  {
    all: [
      { subject: 'database' },
      {
        atLeast: 2,
        of: [
          { subject: 'node-1' },
          { subject: 'node-2' },
          { subject: 'database' },
        ],
      },
    ],
  },
  {
    atLeast: 1,
    of: [
      { all: [{ subject: 'node-1' }, { subject: 'database' }] },
      { subject: 'node-2' },
    ],
  },
];

const CAUSES: Cause[] = [
  'provider',
  'software-provider',
  'customer',
  'force-majeure',
];

/**
 * Any commitment over twenty minutes in which much happens at once, so that
 * everything meets everything and every second can be looked at.
 */
export const someAccount: fc.Arbitrary<AccountOptions> = fc
  .record({
    spec: fc.constantFrom(...CALENDARS),
    begin: fc.constantFrom(...BEGINS),
    composition: fc.constantFrom(...COMPOSITIONS),
  })
  .chain(({ spec, begin, composition }) => {
    const calendar = ServiceCalendar.create(spec);
    const from = Date.parse(begin) / 1000;
    const to = from + 1234;
    const instant = fc.oneof(
      fc.integer({ min: from - 300, max: to + 300 }),
      // Edges that meet are where mistakes are.
      fc.integer({ min: -2, max: 22 }).map(minutes => from + minutes * 60),
    );
    const outage: fc.Arbitrary<OutageFact> = fc.record({
      id: fc.uuid(),
      subjectRef: fc.constantFrom(...SUBJECTS),
      fromS: instant,
      toS: fc.option(instant, { nil: undefined, freq: 8 }),
      state: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...COUNTING) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<OutageState>('reported', 'rejected'),
        },
      ),
      cause: fc.constantFrom(...CAUSES),
      impact: fc.oneof(
        { weight: 5, arbitrary: fc.constant<MaintenanceImpact>('down') },
        {
          weight: 1,
          arbitrary: fc.constantFrom<MaintenanceImpact>('degraded', 'none'),
        },
      ),
    });
    const window: fc.Arbitrary<MaintenanceFact> = fc.record({
      id: fc.uuid(),
      subjectRefs: fc.subarray(SUBJECTS, { minLength: 1 }),
      fromS: instant,
      toS: instant,
      impact: fc.constantFrom<MaintenanceImpact>('none', 'degraded', 'down'),
      announcedS: instant.map(second => second - 3 * 86_400),
    });
    return fc.record({
      subjectRef: fc.constant('application'),
      calendar: fc.constant(calendar),
      interval: fc.constant([from, to] as const),
      now: fc.oneof(instant, fc.constant(to + 600)),
      terms: fc.record({
        denominator: fc.constantFrom(
          'agreed' as const,
          'agreedMinusPlanned' as const,
        ),
        gaps: fc.constantFrom(
          'up' as const,
          'down' as const,
          'excluded' as const,
        ),
        notCounted: fc.subarray(CAUSES),
        composition: fc.constant(composition),
        maintenance: fc.option(
          fc.record({
            notice: fc.constantFrom('P0D', 'P2D', 'P3D', 'P4D'),
            atMostPerMonth: fc.option(
              fc.integer({ min: 0, max: 600 }).map(s => `PT${s}S`),
              { nil: undefined },
            ),
          }),
          { nil: undefined },
        ),
      }),
      facts: fc.record({
        outages: fc.array(outage, { maxLength: 12, size: 'max' }),
        maintenance: fc.array(window, { maxLength: 4, size: 'max' }),
        gaps: fc
          .array(
            fc.tuple(
              fc.constantFrom(...SUBJECTS),
              fc.array(fc.tuple(instant, instant), { maxLength: 3 }),
            ),
            { maxLength: 3 },
          )
          .map(
            gaps =>
              new Map(gaps.map(([ref, list]) => [ref, intervalSet(list)])),
          ),
      }),
    });
  })
  .map(options => ({
    ...options,
    // A calendar holds all holidays of the world, which nobody wants to read.
    [fc.toStringMethod]: () => {
      const { calendar, facts, ...others } = options;
      const gaps = [...facts.gaps];
      return fc.stringify({ ...others, ...facts, gaps, spec: calendar.spec });
    },
  }));
