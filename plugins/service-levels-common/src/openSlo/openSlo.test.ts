import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import {
  slo,
  spec,
  thresholdIndicator,
} from '../agreements/__testUtils__/agreement';
import type { Objective } from '../agreements/types';
import {
  formatOpenSlo,
  readObjective,
  readObjectives,
  readOpenSlo,
  writeOpenSlo,
} from '.';

const OWN = resolve(__dirname, '__fixtures__');
/** The specification's examples, where they lie beside the repository. */
const PUBLISHED = resolve(__dirname, '../../../../../shared/data/openslo');

const files = [OWN, PUBLISHED]
  .filter(folder => existsSync(folder))
  .flatMap(folder => readdirSync(folder).map(file => join(folder, file)));

it.each(files)('loads %s', file => {
  const { documents, problems } = readOpenSlo(readFileSync(file, 'utf8'));
  expect(problems).toEqual([]);
  expect(documents.length).toBeGreaterThan(0);
});

it('reads a list, several documents and JSON alike', () => {
  const two = [slo(), { ...slo(), metadata: { name: 'other' } }];
  for (const text of [
    stringify(two),
    two.map(one => stringify(one)).join('---\n'),
    JSON.stringify(two, null, 2),
  ]) {
    expect(readOpenSlo(text)).toEqual({ documents: two, problems: [] });
  }
});

const source = { metricSource: { type: 'Prometheus', spec: { query: 'x' } } };
const ratio = (ratioMetric: object) => ({
  indicator: { spec: { ratioMetric } },
});

it.each<[string, object, string, string]>([
  [
    'another version',
    { ...slo(), apiVersion: 'openslo/v2alpha' },
    'apiVersion',
    'schema-const',
  ],
  ['an unknown kind', { ...slo(), kind: 'Objective' }, 'kind', 'schema-enum'],
  [
    'a name with capitals',
    { ...slo(), metadata: { name: 'Web' } },
    'metadata.name',
    'schema-pattern',
  ],
  [
    'an unknown field',
    slo({ window: '1M' }),
    'spec.window',
    'schema-additionalProperties',
  ],
  [
    'a target above 1',
    slo({}, { target: 1.5 }),
    'spec.objectives[0].target',
    'target-below-100',
  ],
  [
    'a target of 100 %',
    slo({}, { targetPercent: 100 }),
    'spec.objectives[0].targetPercent',
    'target-below-100',
  ],
  [
    'a target as text',
    slo({}, { target: '0.9' }),
    'spec.objectives[0].target',
    'schema-type',
  ],
  [
    'both targets',
    slo({}, { target: 0.9, targetPercent: 90 }),
    'spec.objectives[0].target',
    'one-target',
  ],
  [
    'no target',
    slo({}, { op: 'gt' }),
    'spec.objectives[0].target',
    'one-target',
  ],
  [
    'no time window',
    slo({ timeWindow: [] }),
    'spec.timeWindow',
    'schema-minItems',
  ],
  [
    'a window in seconds',
    slo({ timeWindow: [{ duration: '90s', isRolling: true }] }),
    'spec.timeWindow[0].duration',
    'schema-pattern',
  ],
  [
    'a window of neither sort',
    slo({ timeWindow: [{ duration: '1M' }] }),
    'spec.timeWindow[0].calendar',
    'rolling-or-calendar',
  ],
  [
    'a zone that there is not',
    slo({
      timeWindow: [
        {
          duration: '1M',
          calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'Mars' },
        },
      ],
    }),
    'spec.timeWindow[0].calendar.timeZone',
    'time-zone',
  ],
  [
    'a start that there is not',
    slo({
      timeWindow: [
        {
          duration: '1M',
          calendar: { startTime: '2026-02-30 00:00:00', timeZone: 'UTC' },
        },
      ],
    }),
    'spec.timeWindow[0].calendar.startTime',
    'date-exists',
  ],
  [
    'no indicator',
    slo({ indicator: undefined }),
    'spec.indicator',
    'one-indicator',
  ],
  [
    'two indicators',
    slo({ indicatorRef: 'x' }),
    'spec.indicator',
    'one-indicator',
  ],
  [
    'an indicator for all and one for each',
    slo({}, { target: 0.9, indicatorRef: 'x' }),
    'spec.indicator',
    'one-indicator',
  ],
  [
    'good without total',
    slo(ratio({ good: source })),
    'spec.indicator.spec.ratioMetric',
    'ratio-complete',
  ],
  [
    'raw without its type',
    slo(ratio({ raw: source })),
    'spec.indicator.spec.ratioMetric.rawType',
    'ratio-complete',
  ],
  [
    'raw beside total',
    slo(ratio({ raw: source, rawType: 'success', total: source })),
    'spec.indicator.spec.ratioMetric.raw',
    'ratio-complete',
  ],
  [
    'a source without a name',
    slo(
      ratio({
        good: source,
        total: { metricSource: { spec: { query: 'x' } } },
      }),
    ),
    'spec.indicator.spec.ratioMetric.total.metricSource',
    'metric-source-named',
  ],
  [
    'a threshold without a value',
    slo(thresholdIndicator, { op: 'lt', target: 0.9 }),
    'spec.objectives[0].value',
    'threshold-complete',
  ],
  [
    'slices without a length',
    slo({ budgetingMethod: 'RatioTimeslices' }),
    'spec.objectives[0].timeSliceWindow',
    'time-slices-complete',
  ],
  [
    'slices of no use',
    slo(
      { budgetingMethod: 'Timeslices' },
      { target: 0.9, timeSliceWindow: '1m', timeSliceTarget: 0 },
    ),
    'spec.objectives[0].timeSliceTarget',
    'time-slice-target',
  ],
  [
    'a policy without a condition',
    {
      ...slo(),
      kind: 'AlertPolicy',
      spec: { conditions: [], notificationTargets: [{ targetRef: 'x' }] },
    },
    'spec.conditions',
    'schema-minItems',
  ],
  [
    'a condition of another kind',
    {
      ...slo(),
      kind: 'AlertCondition',
      spec: {
        severity: 'page',
        condition: {
          kind: 'mood',
          op: 'gt',
          threshold: 1,
          lookbackWindow: '1h',
        },
      },
    },
    'spec.condition.kind',
    'schema-enum',
  ],
])('refuses %s with its line', (_, document, path, rule) => {
  const { documents, problems } = readOpenSlo(stringify([slo(), document]));
  expect(problems.map(one => [one.path, one.rule])).toEqual([[path, rule]]);
  expect(problems[0].line).toBeGreaterThanOrEqual(
    stringify([slo()]).split('\n').length,
  );
  expect(documents).toEqual([slo()]);
});

it.each([
  [{ target: 0.995 }, '99.5'],
  [{ target: 0.9995 }, '99.95'],
  [{ target: 0.07 }, '7'],
  [{ target: 0.28999 }, '28.999'],
  [{ target: 1e-7 }, '0.00001'],
  [{ targetPercent: 99.95 }, '99.95'],
  [{ targetPercent: 99.999999 }, '99.999999'],
])('reads %j exactly', (objective, target) => {
  const [generated] = writeOpenSlo(spec(), { timeZone: 'UTC' }).slice(1);
  const other = slo({ ...generated.spec, objectives: [objective] });
  const { objective: read } = readObjective({
    ...other,
    metadata: generated.metadata,
  });
  expect(read).toMatchObject({ type: 'availability', target });
});

it('makes objectives of SLOs that others have written', () => {
  expect(readObjective(slo())).toEqual({
    objective: { id: 'requests', type: 'success-rate', slo: slo() },
    problems: [],
  });
  const threshold = slo(thresholdIndicator, {
    op: 'lte',
    value: 0.3,
    target: 0.95,
  });
  expect(readObjective(threshold).objective).toMatchObject({ type: 'latency' });
});

it.each([
  ['28d', undefined, /rolling window of 28d/],
  ['1w', '2026-01-05 00:00:00', /window of 1w/],
  ['1Q', '2026-02-01 00:00:00', /begins at 2026-02-01 00:00:00/],
  ['1M', '2026-01-01 06:00:00', /begins at 2026-01-01 06:00:00/],
])(
  'says that an agreement has no window of %s from %s',
  (duration, startTime, message) => {
    const [, generated] = writeOpenSlo(spec(), { timeZone: 'UTC' });
    const calendar = startTime && { calendar: { startTime, timeZone: 'UTC' } };
    const { problems } = readObjective({
      ...slo({
        ...generated.spec,
        timeWindow: [{ duration, isRolling: !calendar, ...calendar }],
      }),
      metadata: generated.metadata,
    });
    expect(problems).toEqual([
      {
        at: ['spec', 'timeWindow', 0],
        rule: 'slo-period',
        message: expect.stringMatching(message),
      },
    ]);
  },
);

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const titles = fc.record(
  {
    en: fc.string({ minLength: 1, maxLength: 80 }),
    de: fc.string({ minLength: 1, maxLength: 80 }),
  },
  { requiredKeys: ['en'] },
);
const millionths = fc.bigInt({ min: 1n, max: 100_000_000n });
/** In the shortest form, as `formatDecimal` has it. */
const percent = millionths.map(value =>
  String(Number(value) / 1e6).includes('e')
    ? '0.000001'
    : String(Number(value) / 1e6),
);
const period = fc.constantFrom(
  'month' as const,
  'quarter' as const,
  'year' as const,
);
const clause = fc.constantFrom(undefined, '§ 4 (2)');

const objective = fc.oneof(
  fc.record({ type: fc.constant('availability'), period, target: percent }),
  fc.record({ type: fc.constant('outage-count'), period, atMost: fc.nat(9) }),
  fc.record({
    type: fc.constantFrom('response-time', 'restoration-time'),
    period,
    incidentClass: fc.constantFrom('minor', 'operation-impeding'),
    within: fc.constantFrom('PT30M', 'PT8H'),
    target: percent,
  }),
  fc
    .record({
      target: fc.integer({ min: 1, max: 9999 }),
      labels: fc.constantFrom(undefined, { team: 'a' }),
    })
    .map(({ target, labels }) => ({
      type: 'success-rate',
      slo: {
        ...slo({}, { target: target / 10_000 }),
        metadata: {
          name: 'replaced',
          ...(labels && { labels, annotations: labels }),
        },
      },
    })),
);

const objectives = fc
  .uniqueArray(fc.tuple(name, objective, titles, clause), {
    minLength: 1,
    maxLength: 6,
    selector: ([id]) => id,
  })
  .map(list =>
    list.map(([id, one, title, where]) => ({
      id,
      ...one,
      titles: title,
      ...(where && { clause: where }),
      ...('slo' in one && {
        slo: { ...one.slo, metadata: { ...one.slo.metadata, name: id } },
      }),
    })),
  );

it('reads what it has written', () => {
  fc.assert(
    fc.property(objectives, generated => {
      const agreement = spec({ objectives: generated as Objective[] });
      const text = formatOpenSlo(
        writeOpenSlo(agreement, { timeZone: 'Europe/Berlin' }),
      );
      const { documents, problems } = readOpenSlo(text);
      expect(problems).toEqual([]);
      expect(readObjectives(documents)).toEqual({
        objectives: generated,
        problems: [],
      });
    }),
    { numRuns: 60 },
  );
});

it('does not take an annotation at its word', () => {
  const [service] = writeOpenSlo(spec(), { timeZone: 'UTC' });
  const { objectives: read, problems } = readObjectives([
    {
      ...service,
      metadata: {
        name: 'x',
        annotations: {
          'dualcloud.dev/objectives':
            '[{"id":"x","type":"outage-count","period":"month","atMost":-1},"gone",7]',
        },
      },
    } as never,
  ]);
  expect(read).toEqual([]);
  expect(problems.length).toBeGreaterThan(1);
});
