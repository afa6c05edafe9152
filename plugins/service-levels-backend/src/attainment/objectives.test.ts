import type {
  Objective,
  OpenSloSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ALWAYS,
  at,
  commitment,
  evaluate,
  maintenance,
  outage,
} from './__testUtils__/commitment';
import { parsePeriod } from '../calendars';
import { intervalSet } from '../intervals';
import { Attainment, burnDown, type IncidentFact, type MetricFact } from '.';

const HOUR = 3600;

describe('while the period is open', () => {
  // Office hours in November 2026: 756,000 s, 3,780 s of budget. Until Tuesday the
  // 10th, 12:00, six weekdays and four hours have passed: 64 h = 230,400 s, of which
  // 0.5 % are 1,152 s.
  const now = '2026-11-10T12:00+01:00';
  const after = (seconds: number) =>
    evaluate(
      commitment({
        now,
        facts: {
          outages: [
            outage(
              '2026-11-05T09:00+01:00',
              new Date(
                (at('2026-11-05T09:00+01:00') + seconds) * 1000,
              ).toISOString(),
            ),
          ],
        },
      }),
      '2026-11',
    ).result;

  it.each([
    // Going on as so far uses up exactly the budget, and no more.
    [1152, 'open', '1', '99.5', true],
    [1153, 'at-risk', '1', '99.499', true],
    [3780, 'at-risk', '3.28', '98.359', true],
    [3781, 'missed', '3.28', '98.358', false],
  ])('%d s down: %s', (seconds, state, burnRate, projected, canStillBeMet) => {
    expect(after(seconds)).toMatchObject({
      state,
      complete: false,
      availability: {
        burnRate,
        projected,
        canStillBeMet,
        elapsedSeconds: 64 * HOUR,
        budgetSeconds: 3780,
        remainingSeconds: 3780 - seconds,
      },
    });
  });

  it('is at risk with four fifths of the budget gone, however late it is', () => {
    // On the last day at noon: 204 of 210 h, 734,400 s; 0.5 % of them are 3,672 s.
    const late = (seconds: number) =>
      evaluate(
        commitment({
          now: '2026-11-30T12:00+01:00',
          facts: {
            outages: [
              outage(
                '2026-11-05T09:00+01:00',
                new Date(
                  (at('2026-11-05T09:00+01:00') + seconds) * 1000,
                ).toISOString(),
              ),
            ],
          },
        }),
        '2026-11',
      ).result.state;
    expect(late(3023)).toBe('open');
    expect(late(3024)).toBe('at-risk');
  });

  it('counts an outage that goes on until now', () => {
    const { result } = evaluate(
      commitment({
        now,
        facts: { outages: [outage('2026-11-10T11:00+01:00', undefined)] },
      }),
      '2026-11',
    );
    expect(result.availability?.countedSeconds).toBe(HOUR);
  });

  it('has not begun, and nothing has happened yet', () => {
    const { result } = evaluate(
      commitment({ now: '2026-10-20T12:00Z' }),
      '2026-11',
    );
    expect(result).toMatchObject({
      state: 'open',
      actual: '100',
      availability: { elapsedSeconds: 0, budgetSeconds: 3780 },
    });
    expect(result.availability?.projected).toBeUndefined();
    expect(result.availability?.burnRate).toBeUndefined();
  });

  it('has no budget to burn if every second is promised', () => {
    const objective: Objective = {
      id: 'a',
      type: 'availability',
      period: 'month',
      target: '100',
    };
    const open = commitment({ now });
    expect(evaluate(open, '2026-11', objective).result.state).toBe('open');
    const missed = commitment({
      now,
      facts: { outages: [outage('2026-11-10T11:59:59+01:00', undefined)] },
    });
    const { state, availability } = evaluate(
      missed,
      '2026-11',
      objective,
    ).result;
    expect([state, availability?.burnRate]).toEqual(['missed', undefined]);
  });
});

it('burns the budget down day by day, and on as so far', () => {
  // Three hours down on the 5th; 16 of 21 weekdays have passed on the evening of the 20th.
  const options = commitment({
    now: '2026-11-20T20:00+01:00',
    facts: {
      outages: [outage('2026-11-05T09:00+01:00', '2026-11-05T09:48+01:00')],
    },
  });
  const month = parsePeriod('2026-11');
  const account = Attainment.of(options).account(month);
  const days = options.calendar.days(account.interval);
  const points = burnDown(account, '99.5', days);
  const point = (day: string) =>
    points.find(one => one.day === `2026-11-${day}`);
  expect(points).toHaveLength(30);
  expect(point('01')).toEqual({
    day: '2026-11-01',
    remainingSeconds: 3780,
    idealSeconds: 3780,
    expected: false,
  });
  // 1 of 21 weekdays: 180 s a day.
  expect(point('02')).toMatchObject({
    remainingSeconds: 3780,
    idealSeconds: 3600,
  });
  expect(point('05')).toMatchObject({
    remainingSeconds: 900,
    idealSeconds: 3060,
  });
  expect(point('20')).toMatchObject({ remainingSeconds: 900, expected: false });
  // 2,880 s in 15 days are 192 s a day.
  expect(point('21')).toMatchObject({ remainingSeconds: 900, expected: true });
  expect(point('23')).toMatchObject({ remainingSeconds: 708, expected: true });
  expect(point('30')).toMatchObject({
    remainingSeconds: 3780 - 21 * 192,
    idealSeconds: 0,
  });
});

describe('number and length of outages', () => {
  const count = (atMost: number): Objective => ({
    id: 'count',
    type: 'outage-count',
    period: 'month',
    atMost,
  });
  const longest = (atMost: string): Objective => ({
    id: 'longest',
    type: 'longest-outage',
    period: 'month',
    atMost,
  });
  const facts = {
    outages: [
      // One over night: Tuesday 16 to 18 and Wednesday 8 to 9.
      outage('2026-11-10T16:00+01:00', '2026-11-11T09:00+01:00'),
      // One in three reports, in the middle of which the customer had a part.
      outage('2026-11-12T10:00+01:00', '2026-11-12T11:00+01:00'),
      outage('2026-11-12T11:00+01:00', '2026-11-12T12:00+01:00'),
      outage('2026-11-12T11:30+01:00', '2026-11-12T12:30+01:00'),
      outage('2026-11-12T10:30+01:00', '2026-11-12T10:45+01:00', {
        cause: 'customer',
      }),
      // None: at night, planned, the customer's, only degraded.
      outage('2026-11-13T20:00+01:00', '2026-11-13T22:00+01:00'),
      outage('2026-11-16T10:00+01:00', '2026-11-16T11:00+01:00'),
      outage('2026-11-17T10:00+01:00', '2026-11-17T11:00+01:00', {
        cause: 'customer',
      }),
      outage('2026-11-18T10:00+01:00', '2026-11-18T11:00+01:00', {
        impact: 'degraded',
      }),
    ],
    maintenance: [
      maintenance('2026-11-16T09:00+01:00', '2026-11-16T12:00+01:00'),
    ],
    // Nor is a gap.
    gaps: new Map([
      [
        'application',
        intervalSet([
          [at('2026-11-19T09:00+01:00'), at('2026-11-19T17:00+01:00')],
        ]),
      ],
    ]),
  };
  const options = commitment({ terms: { gaps: 'down' }, facts });

  it('are those that count, uninterrupted down time as one', () => {
    expect(evaluate(options, '2026-11', count(2)).result).toMatchObject({
      state: 'met',
      actual: '2',
      target: '2',
      comparison: 'at-most',
      unit: 'count',
    });
    expect(evaluate(options, '2026-11', count(1)).result.state).toBe('missed');
    // Three hours, and two and a half less a quarter.
    expect(evaluate(options, '2026-11', longest('PT3H')).result).toMatchObject({
      state: 'met',
      actual: String(3 * HOUR),
      target: String(3 * HOUR),
      unit: 'seconds',
    });
    expect(evaluate(options, '2026-11', longest('PT2H59M')).result.state).toBe(
      'missed',
    );
  });

  it('are at risk from four fifths on', () => {
    const open = { ...options, now: at('2026-11-25T12:00+01:00') };
    expect(evaluate(open, '2026-11', count(2)).result.state).toBe('at-risk');
    expect(evaluate(open, '2026-11', count(3)).result.state).toBe('open');
    expect(evaluate(open, '2026-11', longest('PT3H45M')).result.state).toBe(
      'at-risk',
    );
    expect(evaluate(open, '2026-11', longest('PT4H')).result.state).toBe(
      'open',
    );
    const quiet = commitment({ now: '2026-11-25T12:00+01:00' });
    expect(evaluate(quiet, '2026-11', count(0)).result.state).toBe('open');
  });
});

describe('response and restoration times', () => {
  const incident = (
    id: string,
    reported: string,
    responded?: string,
    restored?: string,
  ): IncidentFact => ({
    id,
    incidentClass: 'operation-preventing',
    reportedS: at(reported),
    respondedS: responded ? at(responded) : undefined,
    restoredS: restored ? at(restored) : undefined,
  });
  const objective = (
    type: 'response-time' | 'restoration-time',
    within: string,
    target?: string,
  ): Objective => ({
    id: type,
    type,
    period: 'month',
    incidentClass: 'operation-preventing',
    within,
    target,
  });
  // Friday 17:30 to Monday 8:15 are three quarters of an hour of service.
  const weekend = incident(
    'weekend',
    '2026-11-20T17:30+01:00',
    '2026-11-23T08:15+01:00',
    '2026-11-23T10:00+01:00',
  );

  it.each([
    ['response-time' as const, 'PT45M', 'met', '100'],
    ['response-time' as const, 'PT44M59S', 'missed', '0'],
    ['restoration-time' as const, 'PT2H30M', 'met', '100'],
    ['restoration-time' as const, 'PT2H29M', 'missed', '0'],
  ])(
    'run in service hours only: %s within %s',
    (type, within, state, actual) => {
      const options = commitment({ facts: { incidents: [weekend] } });
      expect(
        evaluate(options, '2026-11', objective(type, within)).result,
      ).toMatchObject({ state, actual, total: 1, unit: 'percent' });
    },
  );

  it('run through the night of the change of clocks as it is', () => {
    // 25 October, from half past one in the first round to half past three: three hours.
    const night = incident(
      'night',
      '2026-10-25T01:30+02:00',
      '2026-10-25T03:30+01:00',
    );
    const options = commitment({
      calendar: ALWAYS,
      facts: { incidents: [night] },
    });
    const reaction = (within: string) =>
      evaluate(options, '2026-10', objective('response-time', within)).result
        .state;
    expect([reaction('PT3H'), reaction('PT2H59M')]).toEqual(['met', 'missed']);
  });

  it('count what is restored as responded to', () => {
    const silent = incident(
      'silent',
      '2026-11-10T10:00+01:00',
      undefined,
      '2026-11-10T10:20+01:00',
    );
    const options = commitment({ facts: { incidents: [silent] } });
    expect(
      evaluate(options, '2026-11', objective('response-time', 'PT30M')).result
        .state,
    ).toBe('met');
  });

  it('are a share of the incidents of the class that were reported in the period', () => {
    const incidents = [
      weekend,
      incident('quick', '2026-11-03T10:00+01:00', '2026-11-03T10:10+01:00'),
      incident('quick too', '2026-11-04T10:00+01:00', '2026-11-04T10:10+01:00'),
      incident(
        'in October',
        '2026-10-30T10:00+01:00',
        '2026-11-02T10:00+01:00',
      ),
      {
        ...incident(
          'minor',
          '2026-11-05T10:00+01:00',
          '2026-11-09T10:00+01:00',
        ),
        incidentClass: 'minor' as const,
      },
    ];
    const options = commitment({ facts: { incidents } });
    const twoThirds = (target: string) =>
      evaluate(options, '2026-11', objective('response-time', 'PT30M', target))
        .result;
    expect(twoThirds('66')).toMatchObject({
      state: 'met',
      actual: '66.666',
      good: 2,
      total: 3,
    });
    expect(twoThirds('66.667')).toMatchObject({
      state: 'missed',
      actual: '66.666',
    });
  });

  it.each([
    // Reported at 10; half an hour is allowed.
    ['2026-11-10T10:20+01:00', '100', 'open', undefined],
    ['2026-11-10T10:24+01:00', '100', 'at-risk', undefined],
    ['2026-11-10T10:31+01:00', '100', 'missed', '0'],
    ['2026-11-10T10:31+01:00', '90', 'at-risk', '0'],
    ['2026-12-24T10:00+01:00', '90', 'missed', '0'],
  ])(
    'at %s with %s %% to be met an unanswered one is %s',
    (now, target, state, actual) => {
      const options = commitment({
        now,
        facts: { incidents: [incident('open', '2026-11-10T10:00+01:00')] },
      });
      const { result } = evaluate(
        options,
        '2026-11',
        objective('response-time', 'PT30M', target),
      );
      expect([result.state, result.actual]).toEqual([state, actual]);
    },
  );

  it('stay undecided after the period where they still can be met', () => {
    const options = commitment({
      now: '2026-12-01T08:15+01:00',
      facts: { incidents: [incident('last', '2026-11-30T17:55+01:00')] },
    });
    const { result } = evaluate(
      options,
      '2026-11',
      objective('response-time', 'PT30M'),
    );
    expect(result).toMatchObject({ complete: true, state: 'open', total: 0 });
  });

  it('have nothing to say of a period without incidents', () => {
    const of = (now: string) =>
      evaluate(
        commitment({ now }),
        '2026-11',
        objective('response-time', 'PT30M'),
      ).result;
    expect(of('2026-11-10T10:00Z').state).toBe('open');
    expect(of('2027-01-10T10:00Z').state).toBe('no-data');
    expect(of('2027-01-10T10:00Z').actual).toBeUndefined();
  });
});

describe('latency and success rate', () => {
  const slo = (spec: Partial<OpenSloSlo['spec']>): Objective => ({
    id: 'metric',
    type: 'success-rate',
    slo: {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'metric' },
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
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 0.9 }],
        ...spec,
      },
    },
  });
  const slice = (from: string, good: number, total: number): MetricFact => ({
    fromS: at(from),
    toS: at(from) + HOUR,
    good,
    total,
  });
  const options = commitment({
    facts: {
      maintenance: [
        maintenance('2026-11-11T08:00+01:00', '2026-11-11T10:00+01:00'),
      ],
      metrics: new Map([
        [
          'metric',
          [
            slice('2026-11-10T10:00+01:00', 90, 100),
            slice('2026-11-10T09:00+01:00', 895, 900),
            slice('2026-11-10T11:00+01:00', 0, 0),
            // At night, in planned maintenance, in another month.
            slice('2026-11-10T20:00+01:00', 0, 1000),
            slice('2026-11-11T09:00+01:00', 0, 1000),
            slice('2026-10-13T09:00+02:00', 0, 1000),
          ],
        ],
      ]),
    },
  });

  it.each([
    // 985 of 1,000 events.
    ['Occurrences' as const, {}, '98.5', 985, 1000],
    // One of two hours reaches 95 %.
    ['Timeslices' as const, { timeSliceTarget: 0.95 }, '50', 1, 2],
    ['Timeslices' as const, { timeSliceTarget: 0.9 }, '100', 2, 2],
    // The mean of 895/900 and 90/100.
    ['RatioTimeslices' as const, {}, '94.722', 985, 1000],
  ])('by %s', (budgetingMethod, more, actual, good, total) => {
    const objective = slo({
      budgetingMethod,
      objectives: [{ target: 0.985, timeSliceWindow: '1h', ...more }],
    });
    expect(evaluate(options, '2026-11', objective).result).toMatchObject({
      actual,
      good,
      total,
      target: '98.5',
      state: Number(actual) >= 98.5 ? 'met' : 'missed',
    });
  });

  it('has no data where no event was', () => {
    const objective = slo({});
    expect(evaluate(options, '2026-12', objective).result.state).toBe(
      'no-data',
    );
    const open = { ...options, now: at('2026-11-09T10:00Z') };
    expect(evaluate(open, '2026-12', objective).result.state).toBe('open');
  });

  it.each([
    [
      'rolls with now',
      { duration: '28d', isRolling: true },
      ['2026-10-15T10:00:00Z', '2026-11-12T10:00:00Z'],
    ],
    [
      'is the running week from Monday noon, one hour later in winter',
      {
        duration: '1w',
        isRolling: false,
        calendar: {
          startTime: '2026-10-05 12:00:00',
          timeZone: 'Europe/Berlin',
        },
      },
      ['2026-11-09T11:00:00Z', '2026-11-16T11:00:00Z'],
    ],
  ])('%s', (_, window, [from, to]) => {
    const open = { ...options, now: at('2026-11-12T10:00Z') };
    const { result } = evaluate(open, '2026-11', slo({ timeWindow: [window] }));
    expect(result.interval).toEqual({ from, to });
  });
});
