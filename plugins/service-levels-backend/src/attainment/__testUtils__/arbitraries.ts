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

const HOUR = 3600;
const WEEK: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKDAYS = WEEK.slice(0, 5);

/** What the composite of the tests is, and is built on. */
export const SUBJECTS = [
  'application',
  'database',
  'node-1',
  'node-2',
  'node-3',
];

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

/** Before half a day in which much happens: both changes of the clock, a new month, a holiday. */
const BEGINS = [
  '2026-03-28T20:00:00Z',
  '2026-10-24T20:00:00Z',
  '2026-10-31T18:00:00Z',
  '2026-05-13T15:00:00Z',
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
          { subject: 'node-3' },
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

/** Any commitment over half a day. */
export const someAccount: fc.Arbitrary<AccountOptions> = fc
  .record({
    spec: fc.constantFrom(...CALENDARS),
    begin: fc.constantFrom(...BEGINS),
    composition: fc.constantFrom(...COMPOSITIONS),
  })
  .chain(({ spec, begin, composition }) => {
    const calendar = ServiceCalendar.create(spec);
    const from = Date.parse(begin) / 1000;
    const to = from + 12 * HOUR + 1234;
    const instant = fc.oneof(
      fc.integer({ min: from - 2 * HOUR, max: to + 2 * HOUR }),
      // Edges that meet are where mistakes are.
      fc.integer({ min: -2, max: 14 }).map(hours => from + hours * HOUR),
    );
    const outage: fc.Arbitrary<OutageFact> = fc.record({
      id: fc.uuid(),
      subjectRef: fc.constantFrom(...SUBJECTS),
      fromS: instant,
      toS: fc.option(instant, { nil: undefined, freq: 8 }),
      state: fc.constantFrom<OutageState>(
        'confirmed',
        'confirmed',
        'disputed',
        'settled',
        'reported',
        'rejected',
      ),
      cause: fc.constantFrom(...CAUSES),
      impact: fc.constantFrom<MaintenanceImpact>(
        'down',
        'down',
        'down',
        'degraded',
        'none',
      ),
    });
    const window: fc.Arbitrary<MaintenanceFact> = fc.record({
      id: fc.uuid(),
      subjectRefs: fc.subarray(SUBJECTS, { minLength: 1 }),
      fromS: instant,
      toS: instant,
      impact: fc.constantFrom<MaintenanceImpact>('none', 'degraded', 'down'),
      announcedS: instant.map(second => second - 3 * 24 * HOUR),
    });
    return fc.record({
      subjectRef: fc.constant('application'),
      calendar: fc.constant(calendar),
      interval: fc.constant([from, to] as const),
      now: fc.oneof(instant, fc.constant(to + HOUR)),
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
            notice: fc.constantFrom('P0D', 'P2D', 'P4D'),
            atMostPerMonth: fc.option(
              fc.integer({ min: 0, max: 4 * HOUR }).map(s => `PT${s}S`),
              { nil: undefined },
            ),
          }),
          { nil: undefined },
        ),
      }),
      facts: fc.record({
        outages: fc.array(outage, { maxLength: 7 }),
        maintenance: fc.array(window, { maxLength: 4 }),
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
