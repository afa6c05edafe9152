import type {
  ExplanationStep,
  Objective,
  OpenSloSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import * as fc from 'fast-check';
import {
  availabilitySteps,
  explainDays,
  explainOutages,
  otherSteps,
  presentTimeline,
} from '.';
import {
  type AccountOptions,
  accountTime,
  availabilityOf,
  type Facts,
  percentOf,
} from '../attainment';
import { someAccount } from '../attainment/__testUtils__/arbitraries';
import {
  at,
  AVAILABILITY,
  commitment,
  evaluate,
  maintenance,
  outage,
} from '../attainment/__testUtils__/commitment';
import { lengthOf, union } from '../intervals';

const RUNS = { numRuns: 200 };
const TARGET = '99.5';
const availability = AVAILABILITY as Extract<
  typeof AVAILABILITY,
  { type: 'availability' }
>;

/** Keys the steps into a pocket calculator and reads its display at each result. */
function calculate(steps: readonly ExplanationStep[]): void {
  let display: { part: bigint; whole: bigint } | undefined;
  let isResult = false;
  for (const { operation, seconds, percent, value } of steps) {
    const number =
      seconds !== undefined ? String(seconds) : percent ?? value ?? '';
    const [whole, fraction = ''] = number.split('.');
    const unit = 10n ** BigInt(fraction.length);
    const key = { part: BigInt(whole + fraction), whole: unit };
    if (operation === 'equals') {
      if (isResult && display) {
        if (seconds !== undefined) {
          const cut =
            display.part / display.whole -
            (display.part < 0n && display.part % display.whole !== 0n
              ? 1n
              : 0n);
          expect(cut).toBe(BigInt(seconds));
        } else {
          expect(percentOf(display, TARGET)).toBe(percent);
        }
      }
      // What was shown is what one goes on with.
      display = key;
      isResult = false;
      continue;
    }
    if (!display) throw new Error('begins with an operation');
    isResult = true;
    if (operation === 'divided-by') {
      display = {
        part: display.part * key.whole,
        whole: display.whole * key.part,
      };
    } else if (operation === 'times') {
      display = {
        part: display.part * key.part,
        whole: display.whole * key.whole * (percent === undefined ? 1n : 100n),
      };
    } else {
      const sign = operation === 'minus' ? -1n : 1n;
      display = {
        part: display.part * key.whole + sign * key.part * display.whole,
        whole: display.whole * key.whole,
      };
    }
  }
}

it('accounts for every second of every outage, and each of the total once', () => {
  fc.assert(
    fc.property(someAccount, options => {
      const account = accountTime(options);
      const explained = explainOutages(options, account);
      const facts = new Map(options.facts.outages.map(one => [one.id, one]));
      for (const one of explained) {
        const { fromS, toS = Infinity } = facts.get(one.outageId)!;
        expect(one.seconds).toBe(Math.min(toS, options.now) - fromS);
        expect(one.seconds).toBe(
          one.notCounted.reduce(
            (sum, { seconds }) => sum + seconds,
            one.countedSeconds,
          ),
        );
        expect(lengthOf(one.counted)).toBe(one.countedSeconds);
      }
      expect(union(...explained.map(({ counted }) => counted))).toEqual(
        account.countedOutages,
      );
      expect(explained.reduce((sum, one) => sum + one.countedSeconds, 0)).toBe(
        lengthOf(account.countedOutages),
      );
    }),
    RUNS,
  );
});

it('can be followed with a pocket calculator', () => {
  fc.assert(
    fc.property(someAccount, options => {
      const account = accountTime(options);
      const outages = explainOutages(options, account);
      const steps = availabilitySteps(availability, account, outages);
      calculate(steps);
      const last = steps.at(-1);
      const { remainingSeconds, denominatorSeconds } = availabilityOf(
        account,
        TARGET,
      );
      expect(last?.seconds).toBe(
        denominatorSeconds === 0 ? 0 : remainingSeconds,
      );
    }),
    RUNS,
  );
});

it('adds up day by day to the figures of the period', () => {
  fc.assert(
    fc.property(someAccount, options => {
      const account = accountTime(options);
      const days = explainDays(
        account,
        options.calendar.days(account.interval),
      );
      const sum = (
        key:
          | 'agreedSeconds'
          | 'plannedSeconds'
          | 'countedSeconds'
          | 'gapSeconds',
      ) => days.reduce((total, day) => total + day[key], 0);
      expect({
        agreedSeconds: sum('agreedSeconds'),
        plannedSeconds: sum('plannedSeconds'),
        countedSeconds: sum('countedSeconds'),
        gapSeconds: sum('gapSeconds'),
      }).toEqual({
        agreedSeconds: lengthOf(account.agreed),
        plannedSeconds: lengthOf(account.planned),
        countedSeconds: lengthOf(account.counted),
        gapSeconds: lengthOf(account.gaps),
      });
    }),
    RUNS,
  );
});

describe('the example of docs/service-levels/attainment.md', () => {
  const said = commitment({
    terms: { denominator: 'agreedMinusPlanned' },
    facts: {
      outages: [
        outage('2026-11-03T09:00+01:00', '2026-11-03T09:40+01:00', { id: 'A' }),
        outage('2026-11-03T09:30+01:00', '2026-11-03T10:00+01:00', {
          id: 'B',
          cause: 'software-provider',
        }),
        outage('2026-11-10T15:50+01:00', '2026-11-10T16:30+01:00', { id: 'C' }),
        outage('2026-11-20T17:50+01:00', '2026-11-23T08:10+01:00', { id: 'D' }),
        outage('2026-11-26T10:00+01:00', '2026-11-26T11:00+01:00', {
          id: 'E',
          cause: 'customer',
        }),
        outage('2026-11-27T10:00+01:00', '2026-11-27T11:00+01:00', {
          id: 'F',
          state: 'reported',
        }),
        outage('2026-11-27T10:00+01:00', '2026-11-27T11:00+01:00', {
          id: 'G',
          impact: 'degraded',
        }),
      ],
      maintenance: [
        maintenance('2026-11-10T16:00+01:00', '2026-11-10T20:00+01:00'),
      ],
    },
  });
  const options: AccountOptions = {
    ...said,
    interval: said.calendar.intervalOfPeriod('2026-11'),
  };
  const account = accountTime(options);
  const outages = explainOutages(options, account);

  it('says of each outage what counts and why the rest does not', () => {
    expect(
      outages.map(({ outageId, seconds, countedSeconds, notCounted }) => [
        outageId,
        seconds,
        countedSeconds,
        ...notCounted.map(one => `${one.why} ${one.seconds}`),
      ]),
    ).toEqual([
      ['A', 2400, 2400],
      ['B', 1800, 1200, 'already-counted 600'],
      ['C', 2400, 600, 'planned-maintenance 1800'],
      ['D', 224_400, 1200, 'outside-service-hours 223200'],
      ['E', 3600, 0, 'cause-not-counted 3600'],
      ['F', 3600, 0, 'not-confirmed 3600'],
      ['G', 3600, 0, 'not-down 3600'],
    ]);
  });

  it('has these steps', () => {
    const written = availabilitySteps(availability, account, outages).map(
      ({ id, operation, seconds, percent, of }) =>
        [operation, id, seconds ?? `${percent} %`, ...(of ?? [])].join(' '),
    );
    expect(written).toEqual([
      'equals agreed 756000',
      'minus planned 7200',
      'equals denominator 748800',
      'equals outages 234000 A B C D E',
      'minus outside-service-hours 223200 D',
      'minus planned-maintenance 1800 C',
      'minus cause-not-counted 3600 E',
      'equals counted 5400',
      'equals denominator 748800',
      'minus counted 5400',
      'equals available 743400',
      'divided-by denominator 748800',
      'equals attainment 99.278 %',
      'equals denominator 748800',
      'times allowed 0.5 %',
      'equals budget 3744',
      'minus counted 5400',
      'equals remaining -1656',
    ]);
    expect(evaluate(said, '2026-11').result).toMatchObject({
      actual: '99.278',
      state: 'missed',
      outages: 3,
    });
  });

  it('draws a timeline and tells the days of the week from holidays', () => {
    const days = options.calendar.days(options.interval);
    const timeline = presentTimeline(account, days);
    expect(timeline.agreed).toHaveLength(21);
    expect(timeline.planned).toEqual([
      { from: '2026-11-10T15:00:00Z', to: '2026-11-10T17:00:00Z' },
    ]);
    expect(timeline.counted).toHaveLength(4);
    expect(timeline.notCounted).toHaveLength(3);
    const december = options.calendar.intervalOfPeriod('2026-12');
    expect(
      presentTimeline(account, options.calendar.days(december)).holidays,
    ).toEqual([
      {
        day: '2026-12-25',
        name: '1. Weihnachtstag',
        titles: { en: 'Christmas Day', de: '1. Weihnachtstag' },
      },
      {
        day: '2026-12-26',
        name: '2. Weihnachtstag',
        titles: { en: 'Boxing Day', de: '2. Weihnachtstag' },
      },
    ]);
    expect(
      explainDays(account, options.calendar.days(december))[24],
    ).toMatchObject({
      day: '2026-12-25',
      holiday: '1. Weihnachtstag',
      lengthSeconds: 86_400,
    });
  });
});

it('explains numbers and shares that are no availability', () => {
  const explain = (facts: Partial<Facts>, objective: Objective) => {
    const evaluation = evaluate(commitment({ facts }), '2026-11', objective);
    const steps = otherSteps({ objective, ...evaluation });
    calculate(steps);
    return steps.map(({ id, seconds, percent, value }) => [
      id,
      seconds ?? percent ?? value,
    ]);
  };
  const month = { id: 'o', period: 'month' } as const;
  const outages = [outage('2026-11-10T10:00+01:00', '2026-11-10T11:00+01:00')];
  expect(
    explain({ outages }, { ...month, type: 'outage-count', atMost: 2 }),
  ).toEqual([['outage-count', '1']]);
  expect(
    explain({ outages }, { ...month, type: 'longest-outage', atMost: 'PT2H' }),
  ).toEqual([['longest-outage', 3600]]);

  const slices = [
    [895, 900],
    [90, 100],
  ].map(([good, total], index) => ({
    fromS: at('2026-11-10T10:00+01:00') + index * 3600,
    toS: at('2026-11-10T11:00+01:00') + index * 3600,
    good,
    total,
  }));
  const metric = (budgetingMethod: OpenSloSlo['spec']['budgetingMethod']) =>
    explain(
      { metrics: new Map([['o', slices]]) },
      {
        id: 'o',
        type: 'success-rate',
        slo: {
          apiVersion: 'openslo/v1',
          kind: 'SLO',
          metadata: { name: 'o' },
          spec: {
            service: 'application',
            timeWindow: [
              {
                duration: '1M',
                isRolling: false,
                calendar: {
                  startTime: '2026-01-01 00:00:00',
                  timeZone: 'Europe/Berlin',
                },
              },
            ],
            budgetingMethod,
            objectives: [{ target: 0.98 }],
          },
        },
      },
    );
  expect(metric('Occurrences')).toEqual([
    ['good', '985'],
    ['total', '1000'],
    ['attainment', '98.5'],
  ]);
  expect(metric('RatioTimeslices')).toEqual([
    ['ratios', '1.894444444444'],
    ['slices', '2'],
    ['attainment', '94.722'],
  ]);
});
