import { stringify } from 'yaml';
import { parseServiceLevelText } from '../documents';
import { effectiveVersions, refine, validityOfVersions } from '.';
import { entity, slo, spec, special } from './__testUtils__/agreement';
import type { ServiceLevelAgreementSpec } from './types';

const calendar = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'ServiceCalendar',
  metadata: { name: 'office-hours' },
  spec: {
    timeZone: 'Europe/Berlin',
    owner: 'group:default/service-management',
    serviceHours: [{ days: ['mon'], from: '07:00', to: '18:00' }],
  },
};

/** A text with the calendar and these agreements. */
function textOf(...specs: ServiceLevelAgreementSpec[]): string {
  return [
    calendar,
    ...specs.map((one, index) => entity(one, `document-${index}`)),
  ]
    .map(one => stringify(one))
    .join('---\n');
}

/** What is wrong, and that it is told of the last document. */
function problemsOf(...specs: ServiceLevelAgreementSpec[]) {
  const text = textOf(...specs);
  const last = text.slice(0, text.lastIndexOf('---')).split('\n').length;
  return parseServiceLevelText(text).problems.map(one => {
    expect(one.line).toBeGreaterThan(last);
    return [one.path, one.rule];
  });
}

const OVERLAP = [['spec.validFrom', 'validity-without-overlap']];
const version = (part: object) => spec({ version: '2', ...part });
const onto = (service: string, ...parts: string[]) =>
  spec({
    agreement: service,
    scope: { type: 'general', serviceRef: `cloudservice:default/${service}` },
    composition: {
      all: parts.map(one => ({ subject: `cloudservice:default/${one}` })),
    },
  });

it.each<[string, ServiceLevelAgreementSpec[]]>([
  ['a version that follows', [spec(), version({ validFrom: '2026-07-01' })]],
  [
    'a version that follows after a pause',
    [
      spec({ validUntil: '2026-06-30' }),
      version({ validFrom: '2026-08-01', validUntil: '2026-12-31' }),
    ],
  ],
  ['a special part beside the general one', [spec(), special()]],
  [
    'the same service for two customers',
    [
      spec(),
      special(),
      special({
        agreement: 'database-for-umweltamt',
        scope: { ...special().scope, customerRef: 'group:default/umweltamt' },
      }),
    ],
  ],
  [
    'two systems of one customer',
    [
      spec(),
      special({ scope: { ...special().scope, systemRef: 'system:default/a' } }),
      special({
        agreement: 'other',
        scope: { ...special().scope, systemRef: 'system:default/b' },
      }),
    ],
  ],
  [
    'another agreement after the end of the first',
    [
      spec({ validUntil: '2026-06-30' }),
      spec({ agreement: 'other', validFrom: '2026-07-01' }),
    ],
  ],
  ['a chain of services', [onto('c', 'd'), onto('b', 'c'), onto('a', 'b')]],
])('takes %s', (_, specs) => {
  const { problems, agreements } = parseServiceLevelText(textOf(...specs));
  expect(problems).toEqual([]);
  expect(agreements).toHaveLength(specs.length);
});

it.each<[string, ServiceLevelAgreementSpec[], string[][]]>([
  [
    'an unknown calendar',
    [spec({ calendarRef: 'servicecalendar:default/nowhere' })],
    [['spec.calendarRef', 'calendar-known']],
  ],
  ['two versions from the same day', [spec(), version({})], OVERLAP],
  [
    'a version that begins before the last day of the first',
    [spec({ validUntil: '2026-07-01' }), version({ validFrom: '2026-07-01' })],
    OVERLAP,
  ],
  [
    'an earlier version that ends too late',
    [
      spec({ validFrom: '2026-07-01' }),
      version({ validFrom: '2026-01-01', validUntil: '2026-07-01' }),
    ],
    OVERLAP,
  ],
  [
    'a second agreement for the same service',
    [spec(), spec({ agreement: 'other', validFrom: '2027-01-01' })],
    OVERLAP,
  ],
  [
    'a second agreement with the same customer',
    [
      spec(),
      special({ scope: { ...special().scope, systemRef: 'system:default/a' } }),
      special({ agreement: 'other' }),
    ],
    OVERLAP,
  ],
  [
    'two agreements for one stage',
    [
      spec({
        scope: { type: 'environments', stages: ['development', 'test'] },
      }),
      spec({
        agreement: 'other',
        scope: { type: 'environments', stages: ['test'] },
      }),
    ],
    OVERLAP,
  ],
  [
    'a version twice',
    [spec(), spec({ validFrom: '2026-07-01' })],
    [['spec.version', 'version-unique']],
  ],
  [
    'a version for another service',
    [
      spec(),
      version({
        validFrom: '2026-07-01',
        scope: { type: 'general', serviceRef: 'cloudservice:default/storage' },
      }),
    ],
    [['spec.scope', 'one-scope-of-an-agreement']],
  ],
  [
    'refining what there is not',
    [special()],
    [['spec.scope.refines', 'refines-known']],
  ],
  [
    'refining the agreement of another service',
    [
      spec(),
      special({
        scope: {
          ...special().scope,
          serviceRef: 'cloudservice:default/storage',
        },
      }),
    ],
    [['spec.scope.refines', 'refines-same-service']],
  ],
  [
    'refining before it is in force',
    [spec({ validFrom: '2026-07-01' }), special()],
    [['spec.scope.refines', 'refines-in-force']],
  ],
  [
    'a penalty for an objective that neither part has',
    [
      spec(),
      special({
        penalties: [
          {
            objective: 'uptime',
            base: { amount: '1', currency: 'EUR' },
            tiers: [{ below: '99', reduction: '1' }],
          },
        ],
      }),
    ],
    [['spec.penalties[0].objective', 'penalty-objective']],
  ],
  [
    'services that are built on each other',
    [onto('a', 'b'), onto('b', 'c'), onto('c', 'a')],
    [['spec.composition', 'no-cycle']],
  ],
  [
    'an SLO in another zone than the calendar',
    [
      spec({
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            slo: slo({
              timeWindow: [
                {
                  duration: '1M',
                  isRolling: false,
                  calendar: {
                    startTime: '2026-01-01 00:00:00',
                    timeZone: 'Europe/London',
                  },
                },
              ],
            }),
          },
        ],
      }),
    ],
    [
      [
        'spec.objectives[0].slo.spec.timeWindow[0].calendar.timeZone',
        'slo-time-zone',
      ],
    ],
  ],
])('refuses %s with the line', (_, specs, expected) => {
  expect(problemsOf(...specs)).toEqual(expected);
});

it('checks a text against what is in force', () => {
  const known = {
    agreements: [spec()],
    calendars: new Map([
      ['servicecalendar:default/office-hours', calendar.spec as never],
    ]),
  };
  const problems = (one: ServiceLevelAgreementSpec) =>
    parseServiceLevelText(stringify(entity(one)), known).problems.map(
      ({ rule }) => rule,
    );
  expect(problems(special())).toEqual([]);
  expect(problems(version({ validFrom: '2026-07-01' }))).toEqual([]);
  expect(problems(version({}))).toEqual(['validity-without-overlap']);
  // The same version again takes its place.
  expect(problems(spec({ gaps: 'down' }))).toEqual([]);
});

it('tells of holidays that nobody knows, and of a document that stands twice', () => {
  const bavaria = {
    ...calendar,
    spec: { ...calendar.spec, holidays: { country: 'DE', state: 'XX' } },
  };
  const text = `${stringify(calendar)}---\n${stringify(bavaria)}`;
  const { problems } = parseServiceLevelText(text, {
    agreements: [],
    calendars: new Map(),
    checkCalendar: ({ holidays }) =>
      holidays
        ? [
            {
              at: ['spec', 'holidays', 'state'],
              rule: 'holidays-known',
              message: `"${holidays.state}" is no state`,
            },
          ]
        : [],
  });
  const lines = text.split('\n');
  expect(problems.map(one => [one.rule, lines[Number(one.line) - 1]])).toEqual([
    ['unique', '  name: office-hours'],
    ['holidays-known', '    state: XX'],
  ]);
  expect(problems[0].line).toBeGreaterThan(12);
});

it('survives documents without anything in them', () => {
  for (const kind of ['ServiceCalendar', 'ServiceLevelAgreement', 'SLO']) {
    expect(
      parseServiceLevelText(`kind: ${kind}`).problems.length,
    ).toBeGreaterThan(0);
  }
});

it('tells of documents that are none of ours, and reads the others', () => {
  const { documents, problems, openSlo } = parseServiceLevelText(
    `${stringify({ kind: 'Group', metadata: { name: 'x' } })}---\n${stringify([
      slo(),
    ])}`,
  );
  expect(documents).toEqual([
    { kind: 'Group', name: 'x' },
    { kind: 'SLO', name: 'requests' },
  ]);
  expect(problems).toEqual([
    expect.objectContaining({ line: 1, rule: 'kind-known' }),
  ]);
  expect(openSlo).toHaveLength(1);
});

it('refines the general part field by field and objective by objective', () => {
  const general = spec({
    validUntil: '2026-12-31',
    notCounted: ['customer', 'force-majeure'],
    objectives: [
      ...(spec().objectives ?? []),
      { id: 'count', type: 'outage-count', period: 'month', atMost: 3 },
    ],
  });
  const refined = refine(
    general,
    special({
      gaps: 'down',
      objectives: [
        { id: 'count', type: 'outage-count', period: 'month', atMost: 1 },
        { id: 'year', type: 'availability', period: 'year', target: '99.9' },
      ],
    }),
  );
  expect(refined).toEqual({
    ...general,
    ...special(),
    gaps: 'down',
    validUntil: undefined,
    objectives: [
      general.objectives?.[0],
      { id: 'count', type: 'outage-count', period: 'month', atMost: 1 },
      { id: 'year', type: 'availability', period: 'year', target: '99.9' },
    ],
  });
  expect(Object.keys(refined)).not.toContain('validUntil');
});

it('knows when which version holds, and with which general part', () => {
  const generals = [
    spec({ version: '2', validFrom: '2026-07-01', gaps: 'down' }),
    spec({ validUntil: '2026-12-31' }),
  ];
  const [first, second] = validityOfVersions(generals);
  expect(first).toMatchObject({ from: '2026-01-01', until: '2026-06-30' });
  expect(second).toMatchObject({ from: '2026-07-01' });
  expect(second).not.toHaveProperty('until');

  const versions = [
    special({ validFrom: '2025-10-01', validUntil: '2026-09-30' }),
    special({ version: '2', validFrom: '2026-11-01' }),
  ];
  expect(
    effectiveVersions(versions, generals).map(one => [
      one.spec.version,
      one.spec.gaps,
      one.from,
      one.until,
    ]),
  ).toEqual([
    ['1', 'excluded', '2026-01-01', '2026-06-30'],
    ['1', 'down', '2026-07-01', '2026-09-30'],
    ['2', 'down', '2026-11-01', undefined],
  ]);
});
