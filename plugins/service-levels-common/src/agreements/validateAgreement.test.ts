import { stringify } from 'yaml';
import { parseServiceLevelText } from '../documents';
import { validateAgreement } from '.';
import {
  entity,
  slo,
  spec,
  special,
  thresholdIndicator,
} from './__testUtils__/agreement';

const availability = {
  id: 'availability',
  type: 'availability',
  period: 'month',
  target: '99.5',
};
const objectives = (...list: object[]) => ({ objectives: list });
const penalty = {
  objective: 'availability',
  base: { amount: '1250.00', currency: 'EUR' },
  tiers: [
    { below: '99.5', reduction: '5' },
    { below: '99', reduction: '10' },
  ],
};
const penalties = (part: object) => ({ penalties: [{ ...penalty, ...part }] });
const probe = { id: 'web', type: 'http', url: 'https://kfz.example/health' };
const measurement = (part: object) => ({
  measurement: [{ ...probe, ...part }],
});
const composition = (value: object) => ({ composition: value });
const responsibility = (part: object) => ({
  responsibilities: [{ part: 'application', ...part }],
});

it.each<[string, object]>([
  ['one objective', {}],
  [
    'every type of objective',
    objectives(
      availability,
      { id: 'count', type: 'outage-count', period: 'quarter', atMost: 0 },
      {
        id: 'longest',
        type: 'longest-outage',
        period: 'year',
        atMost: 'PT4H30M',
      },
      {
        id: 'response',
        type: 'response-time',
        period: 'month',
        incidentClass: 'operation-preventing',
        within: 'PT30M',
        target: '95',
      },
      {
        id: 'restoration',
        type: 'restoration-time',
        period: 'month',
        incidentClass: 'minor',
        within: 'PT48H',
      },
      { id: 'success', type: 'success-rate', slo: slo() },
      {
        id: 'latency',
        type: 'latency',
        slo: {
          ...slo(thresholdIndicator, {
            op: 'lte',
            value: 0.3,
            targetPercent: 95,
          }),
          metadata: { name: 'latency' },
        },
      },
    ),
  ],
  [
    'an availability written as OpenSLO',
    objectives({ id: 'availability', type: 'availability', slo: slo() }),
  ],
  ['a target of 100 %', objectives({ ...availability, target: '100' })],
  ['tiered and capped penalties', penalties({ cap: '12.5' })],
  [
    'a mixed team of which one party answers',
    responsibility({
      answers: 'software-provider',
      team: ['group:default/team-kfz-portal', 'group:default/landes-it'],
      incidentsTo: 'group:default/team-kfz-portal',
    }),
  ],
  [
    'serial and redundant parts',
    composition({
      all: [
        { subject: 'cloudservice:default/storage' },
        {
          atLeast: 1,
          of: [
            { subject: 'resource:default/web-1' },
            { subject: 'resource:default/web-2' },
          ],
        },
      ],
    }),
  ],
  [
    'notice, objection and a cap on maintenance',
    {
      maintenance: {
        notice: 'P2W',
        objectionUntil: 'P1WT12H',
        atMostPerMonth: 'PT8H',
      },
    },
  ],
  [
    'every way to measure',
    {
      measurement: [
        {
          ...probe,
          interval: 'PT1M',
          timeout: 'PT10S',
          status: [200, 401],
        },
        { id: 'port', type: 'tcp', host: '10.0.0.1', port: 5432 },
        { id: 'login', type: 'postgresql', instance: 'database' },
        { id: 'metric', type: 'source', source: 'prometheus', query: 'up' },
      ],
    },
  ],
])('takes an agreement with %s', (_, part) => {
  expect(validateAgreement(entity(spec(part)))).toEqual([]);
});

it.each<[string, object, string, string]>([
  [
    'an objective above 100 %',
    objectives({ ...availability, target: '100.000001' }),
    'spec.objectives[0].target',
    'at-most-100',
  ],
  [
    'an objective of nothing',
    objectives({ ...availability, target: '0.0' }),
    'spec.objectives[0].target',
    'above-zero',
  ],
  [
    'a percentage as a number',
    objectives({ ...availability, target: 99.5 }),
    'spec.objectives[0].target',
    'decimal',
  ],
  [
    'a percentage of seven digits',
    objectives({ ...availability, target: '99.9999999' }),
    'spec.objectives[0].target',
    'decimal',
  ],
  [
    'two objectives of one name',
    objectives(availability, { ...availability, period: 'year' }),
    'spec.objectives[1].id',
    'unique',
  ],
  [
    'an unknown type of objective',
    objectives({ ...availability, type: 'uptime' }),
    'spec.objectives[0].type',
    'schema-enum',
  ],
  [
    'a week',
    objectives({ ...availability, period: 'week' }),
    'spec.objectives[0].period',
    'schema-enum',
  ],
  ['no objective at all', objectives(), 'spec.objectives', 'schema-minItems'],
  [
    'a day of service hours',
    objectives({
      id: 'longest',
      type: 'longest-outage',
      period: 'month',
      atMost: 'P1D',
    }),
    'spec.objectives[0].atMost',
    'duration',
  ],
  [
    'a response within no time',
    objectives({
      id: 'response',
      type: 'response-time',
      period: 'month',
      incidentClass: 'minor',
      within: 'PT0S',
    }),
    'spec.objectives[0].within',
    'duration-in-limits',
  ],
  [
    'an SLO above 100 %',
    objectives({
      id: 'success',
      type: 'success-rate',
      slo: slo({}, { target: 1.01 }),
    }),
    'spec.objectives[0].slo.spec.objectives[0].target',
    'target-below-100',
  ],
  [
    'a rolling window of availability',
    objectives({
      id: 'availability',
      type: 'availability',
      slo: slo({ timeWindow: [{ duration: '28d', isRolling: true }] }),
    }),
    'spec.objectives[0].slo.spec.timeWindow[0]',
    'slo-period',
  ],
  [
    'a success rate by a threshold',
    objectives({
      id: 'success',
      type: 'success-rate',
      slo: slo(thresholdIndicator, { op: 'lt', value: 1, target: 0.9 }),
    }),
    'spec.objectives[0].slo.spec.indicator.spec',
    'slo-of-objective',
  ],
  [
    'an SLI that stands elsewhere',
    objectives({
      id: 'latency',
      type: 'latency',
      slo: slo({ indicator: undefined, indicatorRef: 'latency' }),
    }),
    'spec.objectives[0].slo.spec.indicator',
    'slo-of-objective',
  ],
  [
    'an SLO with two targets',
    objectives({
      id: 'success',
      type: 'success-rate',
      slo: slo({ objectives: [{ target: 0.9 }, { target: 0.99 }] }),
    }),
    'spec.objectives[0].slo.spec.objectives',
    'slo-of-objective',
  ],
  [
    'two SLOs of one name',
    objectives(
      { id: 'a', type: 'success-rate', slo: slo() },
      { id: 'b', type: 'success-rate', slo: slo() },
    ),
    'spec.objectives[1].slo',
    'unique',
  ],
  [
    'an SLO beside a target',
    objectives({
      id: 'availability',
      type: 'availability',
      target: '99.5',
      slo: slo(),
    }),
    'spec.objectives[0].target',
    'schema-additionalProperties',
  ],
  [
    'tiers whose figure does not fall',
    penalties({
      tiers: [
        { below: '99', reduction: '5' },
        { below: '99.5', reduction: '10' },
      ],
    }),
    'spec.penalties[0].tiers[1].below',
    'tiers-monotone',
  ],
  [
    'tiers whose reduction does not rise',
    penalties({
      tiers: [
        { below: '99.5', reduction: '5' },
        { below: '99', reduction: '5.0' },
      ],
    }),
    'spec.penalties[0].tiers[1].reduction',
    'tiers-monotone',
  ],
  [
    'a reduction of more than everything',
    penalties({ tiers: [{ below: '99.5', reduction: '101' }] }),
    'spec.penalties[0].tiers[0].reduction',
    'at-most-100',
  ],
  [
    'a cap of more than everything',
    penalties({ cap: '100.5' }),
    'spec.penalties[0].cap',
    'at-most-100',
  ],
  [
    'a penalty for an objective that there is not',
    penalties({ objective: 'uptime' }),
    'spec.penalties[0].objective',
    'penalty-objective',
  ],
  [
    'a penalty for who keeps the level',
    penalties({ tiers: [{ below: '99.9', reduction: '5' }] }),
    'spec.penalties[0].tiers[0].below',
    'tiers-below-target',
  ],
  [
    'a penalty in no currency',
    penalties({ base: { amount: '1', currency: 'EUX' } }),
    'spec.penalties[0].base.currency',
    'currency',
  ],
  [
    'a negative base',
    penalties({ base: { amount: '-1', currency: 'EUR' } }),
    'spec.penalties[0].base.amount',
    'not-negative',
  ],
  [
    'a mixed team of which nobody answers',
    responsibility({
      team: ['group:default/team-kfz-portal', 'group:default/landes-it'],
    }),
    'spec.responsibilities[0].answers',
    'answers-named',
  ],
  [
    'a part twice',
    {
      responsibilities: [
        { part: 'platform', answers: 'provider' },
        { part: 'platform', answers: 'customer' },
      ],
    },
    'spec.responsibilities[1].part',
    'unique',
  ],
  [
    'more parts than there are',
    composition({
      atLeast: 3,
      of: [
        { subject: 'cloudservice:default/a' },
        { subject: 'cloudservice:default/b' },
      ],
    }),
    'spec.composition.atLeast',
    'at-least-of-parts',
  ],
  [
    'a service built on itself',
    composition({ all: [{ subject: 'cloudservice:default/database' }] }),
    'spec.composition.all[0].subject',
    'no-cycle',
  ],
  [
    'a last day before the first, unless it is the very day before',
    { validUntil: '2025-12-30' },
    'spec.validUntil',
    'period-in-order',
  ],
  [
    'a day that there is not',
    { validFrom: '2026-02-30' },
    'spec.validFrom',
    'date-exists',
  ],
  [
    'an objection without time for it',
    { maintenance: { notice: 'P5D', objectionUntil: 'P5DT1S' } },
    'spec.maintenance.objectionUntil',
    'time-to-object',
  ],
  [
    'a notice in months',
    { maintenance: { notice: 'P1M' } },
    'spec.maintenance.notice',
    'duration',
  ],
  [
    'a probe every second',
    measurement({ interval: 'PT1S' }),
    'spec.measurement[0].interval',
    'duration-in-limits',
  ],
  [
    'a timeout longer than the interval',
    measurement({ interval: 'PT10S', timeout: 'PT20S' }),
    'spec.measurement[0].timeout',
    'timeout-within-interval',
  ],
  [
    'a URL with a password',
    measurement({ url: 'https://probe:secret@kfz.example/' }),
    'spec.measurement[0].url',
    'url-without-credentials',
  ],
  [
    'a URL of a file',
    measurement({ url: 'file:///etc/passwd' }),
    'spec.measurement[0].url',
    'http-url',
  ],
  [
    'an unknown field',
    { availabilityPercent: '99' },
    'spec.availabilityPercent',
    'schema-additionalProperties',
  ],
  [
    'no calendar',
    { calendarRef: undefined },
    'spec.calendarRef',
    'agreement-complete',
  ],
  [
    'a short ref',
    { scope: { type: 'general', serviceRef: 'database' } },
    'spec.scope.serviceRef',
    'full-entity-ref',
  ],
])('refuses %s with its line', (_, part, path, rule) => {
  const document = entity(spec(part));
  expect(validateAgreement(document).map(one => [one.path, one.rule])).toEqual([
    [path, rule],
  ]);
  const [problem] = parseServiceLevelText(stringify(document)).problems;
  expect(problem).toMatchObject({ path, rule });
  expect(problem.line).toBeGreaterThan(4);
});

it('asks a special part for what a general one has, unless it refines one', () => {
  expect(validateAgreement(entity(special()))).toEqual([]);
  const alone = special({
    scope: {
      type: 'special',
      serviceRef: 'cloudservice:default/database',
      customerRef: 'group:default/kraftfahrtamt',
    },
  });
  expect(
    validateAgreement(entity(alone)).map(one => [one.path, one.rule]),
  ).toEqual(
    ['calendarRef', 'denominator', 'gaps', 'objectives'].map(field => [
      `spec.${field}`,
      'agreement-complete',
    ]),
  );
});

it('says what to do, in words, with field, rule and line', () => {
  const text = stringify(
    entity(spec(objectives({ ...availability, target: '100.5' }))),
  );
  const line = text.split('\n').findIndex(one => /target/.test(one)) + 1;
  expect(parseServiceLevelText(text).problems).toEqual([
    {
      line,
      column: 7,
      path: 'spec.objectives[0].target',
      rule: 'at-most-100',
      message: 'is 100.5 % and must be at most 100 %',
    },
  ]);
});
