import {
  ALWAYS,
  at,
  AVAILABILITY,
  commitment,
  evaluate,
  maintenance,
  OFFICE_HOURS,
  outage,
} from './__testUtils__/commitment';
import { intervalSet } from '../intervals';

/*
 * Worked by hand. Hours are counted on the calendar of 2026; the formula is
 * ITIL's (agreed service time − downtime) ÷ agreed service time. November 2026
 * begins on a Sunday and has 21 weekdays, none of them a holiday: with ten hours
 * each 210 h = 756,000 s are agreed, of which 0.5 % are 3,780 s.
 */

const NOVEMBER = 756_000;
const HOUR = 3600;

/** The seconds that count and the percentage, of one month. */
const countedIn = (month: string, said: Parameters<typeof commitment>[0]) => {
  const { availability, actual } = evaluate(commitment(said), month).result;
  return [
    availability?.countedSeconds,
    availability?.denominatorSeconds,
    actual,
  ];
};

describe('when clocks change (Directive 2000/84/EC)', () => {
  it('counts one hour from half past one to half past three in March', () => {
    // 31 days less one hour: 743 h = 2,674,800 s; 3,600 of them are 0.1345 %.
    expect(
      countedIn('2026-03', {
        calendar: ALWAYS,
        facts: {
          outages: [outage('2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00')],
        },
      }),
    ).toEqual([HOUR, 743 * HOUR, '99.865']);
  });

  it('counts three hours from half past one to half past three in October', () => {
    // 31 days and one hour: 745 h = 2,682,000 s; 10,800 of them are 0.4026 %.
    expect(
      countedIn('2026-10', {
        calendar: ALWAYS,
        facts: {
          outages: [outage('2026-10-25T01:30+02:00', '2026-10-25T03:30+01:00')],
        },
      }),
    ).toEqual([3 * HOUR, 745 * HOUR, '99.597']);
  });

  it.each([
    // Every night from 1 to 5: 31 nights of four hours, one less or one more.
    ['2026-03', '2026-03-29T01:00+01:00', '2026-03-29T05:00+02:00', 3, 123],
    ['2026-10', '2026-10-25T01:00+02:00', '2026-10-25T05:00+01:00', 5, 125],
  ])('has so many service hours in %s', (month, from, to, lost, agreed) => {
    expect(
      countedIn(month, {
        calendar: {
          ...ALWAYS,
          serviceHours: [
            { ...ALWAYS.serviceHours[0], from: '01:00', to: '05:00' },
          ],
        },
        facts: { outages: [outage(from, to)] },
      }).slice(0, 2),
    ).toEqual([lost * HOUR, agreed * HOUR]);
  });
});

describe('holidays of one state and not of the next', () => {
  const in_ = (state: string, from: string, to: string) => ({
    calendar: {
      ...OFFICE_HOURS,
      serviceHours: [
        {
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const,
          from: '08:00',
          to: '18:00',
        },
      ].map(hours => ({ ...hours, days: [...hours.days] })),
      holidays: { country: 'DE', state },
    },
    facts: { outages: [outage(from, to)] },
  });

  it('Reformation Day, Saturday 31 October: Schleswig-Holstein (SFTG § 2), not Bavaria (BayFTG Art. 1)', () => {
    // 27 days from Monday to Saturday, less German Unity Day, a Saturday.
    const day = ['2026-10-31T10:00+01:00', '2026-10-31T12:00+01:00'] as const;
    expect(countedIn('2026-10', in_('SH', ...day))).toEqual([
      0,
      250 * HOUR,
      '100',
    ]);
    // 7,200 of 936,000 s are 0.7692 %.
    expect(countedIn('2026-10', in_('BY', ...day))).toEqual([
      2 * HOUR,
      260 * HOUR,
      '99.23',
    ]);
  });

  it('Corpus Christi, Thursday 4 June: Bavaria, not Schleswig-Holstein', () => {
    // 26 days from Monday to Saturday; an hour of 260 is 0.3846 %.
    const day = ['2026-06-04T09:00+02:00', '2026-06-04T10:00+02:00'] as const;
    expect(countedIn('2026-06', in_('BY', ...day))).toEqual([
      0,
      250 * HOUR,
      '100',
    ]);
    expect(countedIn('2026-06', in_('SH', ...day))).toEqual([
      HOUR,
      260 * HOUR,
      '99.615',
    ]);
  });
});

it('counts of an outage over the weekend what lies in service hours', () => {
  // Friday from 17 to 18 and Monday from 8 to 9: 7,200 of 756,000 s are 0.9523 %.
  expect(
    countedIn('2026-11', {
      facts: {
        outages: [outage('2026-11-27T17:00+01:00', '2026-11-30T09:00+01:00')],
      },
    }),
  ).toEqual([2 * HOUR, NOVEMBER, '99.047']);
});

it('counts of an outage across the turn of a month its part in each', () => {
  // Monday 30 November from 17 to 18; Tuesday 1 December from 8 to 8:30.
  const facts = {
    outages: [outage('2026-11-30T17:00+01:00', '2026-12-01T08:30+01:00')],
  };
  expect(countedIn('2026-11', { facts })[0]).toBe(HOUR);
  expect(countedIn('2026-12', { facts })[0]).toBe(HOUR / 2);
});

describe('maintenance inside an outage', () => {
  // Tuesday: down from 10 to 15, maintenance announced for 12 to 13.
  const facts = {
    outages: [outage('2026-11-10T10:00+01:00', '2026-11-10T15:00+01:00')],
    maintenance: [
      maintenance('2026-11-10T12:00+01:00', '2026-11-10T13:00+01:00'),
    ],
  };

  it.each([
    // 741,600 ÷ 756,000 and 738,000 ÷ 752,400.
    ['agreed' as const, NOVEMBER, '98.095'],
    ['agreedMinusPlanned' as const, NOVEMBER - HOUR, '98.086'],
  ])('does not count; the share is of %s', (denominator, whole, actual) => {
    expect(countedIn('2026-11', { terms: { denominator }, facts })).toEqual([
      4 * HOUR,
      whole,
      actual,
    ]);
  });

  it.each([
    [
      'announced two days before instead of five',
      { announcedS: at('2026-11-08T12:00+01:00') },
    ],
    ['objected to in time', { objectedS: at('2026-11-07T11:59+01:00') }],
    ['without impact', { impact: 'none' as const }],
  ])('counts all the same if it was %s', (_, changed) => {
    const [window] = facts.maintenance;
    expect(
      countedIn('2026-11', {
        terms: { maintenance: { notice: 'P5D', objectionUntil: 'P3D' } },
        facts: { ...facts, maintenance: [{ ...window, ...changed }] },
      })[0],
    ).toBe(5 * HOUR);
  });

  it.each([
    [
      'an objection after the time for it',
      { objectionUntil: 'P3D' },
      '2026-11-07T12:01+01:00',
    ],
    ['an objection that nobody has a right to', {}, '2026-11-02T12:00+01:00'],
  ])('stays planned after %s', (_, terms, objected) => {
    const [window] = facts.maintenance;
    expect(
      countedIn('2026-11', {
        terms: { maintenance: { notice: 'P5D', ...terms } },
        facts: {
          ...facts,
          maintenance: [{ ...window, objectedS: at(objected) }],
        },
      })[0],
    ).toBe(4 * HOUR);
  });

  it('keeps a notice, or an objection in time, to the second', () => {
    const [window] = facts.maintenance;
    const counted = (changed: Partial<typeof window>) =>
      countedIn('2026-11', {
        terms: { maintenance: { notice: 'P5D', objectionUntil: 'P3D' } },
        facts: { ...facts, maintenance: [{ ...window, ...changed }] },
      })[0];
    const [notice, objection] = [5, 3].map(
      days => window.fromS - days * 86_400,
    );
    expect(counted({ announcedS: notice })).toBe(4 * HOUR);
    expect(counted({ announcedS: notice + 1 })).toBe(5 * HOUR);
    expect(counted({ objectedS: objection })).toBe(5 * HOUR);
    expect(counted({ objectedS: objection + 1 })).toBe(4 * HOUR);
  });

  it('counts beyond what is allowed in a month, the latest first', () => {
    // Windows of an hour on the 3rd and the 10th; an hour and a half are allowed.
    const terms = { maintenance: { notice: 'P5D', atMostPerMonth: 'PT1H30M' } };
    const both = [
      ...facts.maintenance,
      maintenance('2026-11-03T12:00+01:00', '2026-11-03T13:00+01:00'),
    ];
    expect(
      countedIn('2026-11', {
        terms,
        facts: { ...facts, maintenance: both },
      })[0],
    ).toBe(4.5 * HOUR);
    // In the quarter each month has its own allowance.
    const quarter = evaluate(
      commitment({
        terms,
        facts: {
          ...facts,
          maintenance: [
            ...both,
            maintenance('2026-12-01T12:00+01:00', '2026-12-01T14:00+01:00'),
          ],
        },
      }),
      '2026-Q4',
      { id: 'q', type: 'availability', period: 'quarter', target: '99.5' },
    );
    expect(quarter.result.availability?.plannedSeconds).toBe(3 * HOUR);
  });

  it('comes again by the calendar, which needs no announcement', () => {
    expect(
      countedIn('2026-11', {
        calendar: {
          ...OFFICE_HOURS,
          maintenance: [
            {
              id: 'm',
              days: ['tue'],
              weeksOfMonth: [2],
              from: '14:00',
              to: '20:00',
              impact: 'degraded',
            },
          ],
        },
        terms: { denominator: 'agreedMinusPlanned' },
        facts: { outages: facts.outages },
      }).slice(0, 2),
    ).toEqual([4 * HOUR, NOVEMBER - 4 * HOUR]);
  });
});

it('counts overlapping outages once', () => {
  expect(
    countedIn('2026-11', {
      facts: {
        outages: [
          outage('2026-11-10T11:00+01:00', '2026-11-10T13:00+01:00'),
          outage('2026-11-10T10:00+01:00', '2026-11-10T12:00+01:00'),
        ],
      },
    })[0],
  ).toBe(3 * HOUR);
});

describe('who caused it, and whether it is certain', () => {
  const provider = outage('2026-11-10T10:00+01:00', '2026-11-10T14:00+01:00');
  const customer = outage('2026-11-10T11:00+01:00', '2026-11-10T12:00+01:00', {
    cause: 'customer',
  });

  it('takes out what the customer caused, where the provider’s outage overlaps it too', () => {
    expect(
      countedIn('2026-11', { facts: { outages: [provider, customer] } })[0],
    ).toBe(3 * HOUR);
    expect(
      countedIn('2026-11', {
        terms: { notCounted: [] },
        facts: { outages: [provider, customer] },
      })[0],
    ).toBe(4 * HOUR);
  });

  it.each([
    ['reported', 4],
    ['rejected', 4],
    ['confirmed', 3],
    ['disputed', 3],
    ['settled', 3],
  ] as const)('takes out %s ones: %d hours are left', (state, hours) => {
    expect(
      countedIn('2026-11', {
        facts: { outages: [provider, { ...customer, state }] },
      })[0],
    ).toBe(hours * HOUR);
  });

  it('counts what was down, not what was degraded', () => {
    expect(
      countedIn('2026-11', {
        facts: { outages: [{ ...provider, impact: 'degraded' }] },
      })[0],
    ).toBe(0);
  });
});

describe('gaps in the data', () => {
  // No data on Tuesday from 9 to 11; an outage is known of from 10 to 12.
  const facts = {
    outages: [outage('2026-11-10T10:00+01:00', '2026-11-10T12:00+01:00')],
    gaps: new Map([
      [
        'application',
        intervalSet([
          [at('2026-11-10T09:00+01:00'), at('2026-11-10T11:00+01:00')],
        ]),
      ],
    ]),
  };

  it.each([
    ['up' as const, 2, 210],
    ['down' as const, 3, 210],
    ['excluded' as const, 2, 209],
  ])('count as %s', (gaps, counted, denominator) => {
    const said = { terms: { gaps }, facts };
    expect(countedIn('2026-11', said).slice(0, 2)).toEqual([
      counted * HOUR,
      denominator * HOUR,
    ]);
    const { availability } = evaluate(commitment(said), '2026-11').result;
    expect(availability?.gapSeconds).toBe(HOUR);
  });

  it('leave the denominator once, also where maintenance was planned', () => {
    // No data from 9 to 11, of which 9 to 10 was planned.
    const { availability } = evaluate(
      commitment({
        terms: { gaps: 'excluded', denominator: 'agreedMinusPlanned' },
        facts: {
          gaps: facts.gaps,
          maintenance: [
            maintenance('2026-11-10T09:00+01:00', '2026-11-10T10:00+01:00'),
          ],
        },
      }),
      '2026-11',
    ).result;
    expect(availability).toMatchObject({
      agreedSeconds: NOVEMBER,
      excludedGapSeconds: 2 * HOUR,
      plannedSeconds: 0,
      denominatorSeconds: NOVEMBER - 2 * HOUR,
    });
  });
});

it('an outage in a gap makes known what was planned, too', () => {
  // No data from 9 to 11, excluded; maintenance was planned from 10 to 11. An outage
  // from 9 to 11 leaves no gap: 210 h are agreed, one hour counts, one was planned.
  const facts = {
    gaps: new Map([
      [
        'application',
        intervalSet([
          [at('2026-11-10T09:00+01:00'), at('2026-11-10T11:00+01:00')],
        ]),
      ],
    ]),
    maintenance: [
      maintenance('2026-11-10T10:00+01:00', '2026-11-10T11:00+01:00'),
    ],
  };
  const terms = { gaps: 'excluded', denominator: 'agreed' } as const;
  expect(countedIn('2026-11', { terms, facts }).slice(0, 2)).toEqual([
    0,
    208 * HOUR,
  ]);
  const outages = [outage('2026-11-10T09:00+01:00', '2026-11-10T11:00+01:00')];
  expect(
    countedIn('2026-11', { terms, facts: { ...facts, outages } }).slice(0, 2),
  ).toEqual([HOUR, 210 * HOUR]);
});

describe('what a service is built on', () => {
  const terms = {
    composition: {
      all: [
        { subject: 'database' },
        { atLeast: 2, of: ['a', 'b', 'c'].map(subject => ({ subject })) },
      ],
    },
  };
  const down = (
    subjectRef: string,
    from: number,
    to: number,
    cause: 'provider' | 'customer' = 'provider',
  ) =>
    outage(`2026-11-10T${from}:00+01:00`, `2026-11-10T${to}:00+01:00`, {
      subjectRef,
      cause,
    });

  it.each([
    ['one part in series', [down('database', 10, 12)], 2],
    ['one of three', [down('a', 10, 12)], 0],
    ['two of three, where both are', [down('a', 10, 13), down('b', 12, 15)], 1],
    ['itself', [down('application', 10, 11)], 1],
    [
      'both in series, once',
      [down('database', 10, 12), down('application', 11, 13)],
      3,
    ],
    // Two of the provider's are enough, whatever the customer does with the third.
    [
      'the customer’s beside two',
      [down('a', 10, 12, 'customer'), down('b', 10, 12), down('c', 10, 12)],
      2,
    ],
    // Without the customer's there would have been two.
    [
      'the customer’s and one',
      [down('a', 10, 12, 'customer'), down('b', 10, 12)],
      0,
    ],
    [
      'the customer’s on top of one of two',
      [down('a', 10, 12), down('a', 10, 12, 'customer'), down('b', 10, 12)],
      0,
    ],
    [
      'a part in series by the customer',
      [down('database', 10, 12, 'customer'), down('application', 11, 13)],
      1,
    ],
  ])('is down with %s', (_, outages, hours) => {
    expect(countedIn('2026-11', { terms, facts: { outages } })[0]).toBe(
      hours * HOUR,
    );
  });
});

describe('decided by the exact fraction', () => {
  it.each([
    // 0.5 % of 756,000 s.
    [3780, '99.5', 'met', 0, true],
    [3781, '99.499', 'missed', -1, false],
  ])(
    '%d s down: %s %% are %s',
    (down, actual, state, remaining, canStillBeMet) => {
      const { result } = evaluate(
        commitment({
          facts: {
            outages: [
              outage(
                '2026-11-10T10:00+01:00',
                new Date(
                  (at('2026-11-10T10:00+01:00') + down) * 1000,
                ).toISOString(),
              ),
            ],
          },
        }),
        '2026-11',
      );
      expect(result).toMatchObject({
        actual,
        state,
        complete: true,
        target: '99.5',
        availability: {
          budgetSeconds: 3780,
          remainingSeconds: remaining,
          canStillBeMet,
        },
      });
    },
  );

  it('shows as many digits as the target has', () => {
    const objective = {
      ...AVAILABILITY,
      target: '99.99987',
    } as typeof AVAILABILITY;
    const { result } = evaluate(
      commitment({
        facts: {
          outages: [
            outage('2026-11-10T10:00:00+01:00', '2026-11-10T10:00:01+01:00'),
          ],
        },
      }),
      '2026-11',
      objective,
    );
    // 1 − 1/756,000 = 99.999867…: missed by a hair, and not shown as 99.999 beside "missed" alone.
    expect(result).toMatchObject({ actual: '99.99986', state: 'missed' });
  });
});

it('has nothing to meet where nothing was agreed', () => {
  const nothing = commitment({
    calendar: { ...OFFICE_HOURS, serviceHours: [] },
    facts: { outages: [outage('2026-11-10T10:00+01:00', undefined)] },
  });
  expect(evaluate(nothing, '2026-11')).toMatchObject({
    share: undefined,
    result: {
      state: 'no-data',
      availability: { denominatorSeconds: 0, countedSeconds: 0 },
    },
  });
  expect(evaluate(nothing, '2026-11').result.actual).toBeUndefined();
  // Planned from the first to the last minute.
  const planned = commitment({
    terms: { denominator: 'agreedMinusPlanned' },
    facts: {
      maintenance: [maintenance('2026-10-31T00:00Z', '2026-12-02T00:00Z')],
    },
  });
  expect(evaluate(planned, '2026-11').result.state).toBe('no-data');
});

it('accounts for the days on which an agreement was in force', () => {
  // From Monday 16 November on: eleven weekdays.
  const { result } = evaluate(
    commitment({
      inForce: [at('2026-11-16T00:00+01:00'), Infinity],
      facts: {
        outages: [outage('2026-11-13T10:00+01:00', '2026-11-16T09:00+01:00')],
      },
    }),
    '2026-11',
  );
  expect(result.interval).toEqual({
    from: '2026-11-15T23:00:00Z',
    to: '2026-11-30T23:00:00Z',
  });
  expect(result.availability).toMatchObject({
    agreedSeconds: 110 * HOUR,
    countedSeconds: HOUR,
  });
});

it('ignores an outage that ends before it starts', () => {
  expect(
    countedIn('2026-11', {
      facts: {
        outages: [outage('2026-11-10T12:00+01:00', '2026-11-10T10:00+01:00')],
      },
    })[0],
  ).toBe(0);
});
