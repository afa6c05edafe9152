import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

const {
  byField,
  entityRef,
  listOf,
  name,
  objectOf,
  oneOf,
  positiveDecimal,
  text,
} = shapes;

const titles = shapes.localizedText(200);
const duration = text(40);
const period = oneOf('month', 'quarter', 'year');
const party = oneOf('provider', 'software-provider', 'customer');
const stages = listOf(oneOf('development', 'test', 'production'), {
  minItems: 1,
  uniqueItems: true,
});

const scope = byField('type', {
  general: objectOf({ type: {}, serviceRef: entityRef }, ['serviceRef']),
  special: objectOf(
    {
      type: {},
      serviceRef: entityRef,
      customerRef: entityRef,
      systemRef: entityRef,
      softwareProviderRef: entityRef,
      refines: name,
    },
    ['serviceRef', 'customerRef'],
  ),
  environments: objectOf({ type: {}, stages }, ['stages']),
});

const base = { id: name, titles, type: {}, clause: text(200) };
/** An OpenSLO document has a schema of its own. */
const slo: JSONSchema7 = { type: 'object' };

const metric = objectOf({ ...base, slo }, ['id', 'slo']);
const reaction = objectOf(
  {
    ...base,
    period,
    incidentClass: oneOf('operation-preventing', 'operation-impeding', 'minor'),
    within: duration,
    target: positiveDecimal,
  },
  ['id', 'period', 'incidentClass', 'within'],
);

/** Of one objective, whichever type it is. */
export const objectiveSchema: JSONSchema7 = byField('type', {
  availability: {
    type: 'object',
    if: { required: ['slo'] },
    then: metric,
    else: objectOf({ ...base, period, target: positiveDecimal }, [
      'id',
      'period',
      'target',
    ]),
  },
  'outage-count': objectOf(
    { ...base, period, atMost: { type: 'integer', minimum: 0 } },
    ['id', 'period', 'atMost'],
  ),
  'longest-outage': objectOf({ ...base, period, atMost: duration }, [
    'id',
    'period',
    'atMost',
  ]),
  'response-time': reaction,
  'restoration-time': reaction,
  latency: metric,
  'success-rate': metric,
});

const responsibility = objectOf(
  {
    part: name,
    titles,
    answers: party,
    groupRef: entityRef,
    team: listOf(entityRef, { minItems: 1, maxItems: 20 }),
    incidentsTo: entityRef,
  },
  // Who answers is asked for by a rule of its own, which says why.
  ['part'],
);

const maintenance = objectOf(
  { notice: duration, objectionUntil: duration, atMostPerMonth: duration },
  ['notice'],
);

const penalty = objectOf(
  {
    objective: name,
    base: objectOf(
      {
        amount: positiveDecimal,
        currency: shapes.matching(
          '^[A-Z]{3}$',
          'must be a currency of ISO 4217, such as EUR',
        ),
      },
      ['amount', 'currency'],
    ),
    tiers: listOf(
      objectOf({ below: positiveDecimal, reduction: positiveDecimal }, [
        'below',
        'reduction',
      ]),
      { minItems: 1, maxItems: 20 },
    ),
    cap: positiveDecimal,
  },
  ['objective', 'base', 'tiers'],
);

/** Deep enough for every building; an endless one could not be drawn. */
const DEEPEST_COMPOSITION = 6;

function compositionOf(depth: number): JSONSchema7 {
  const subject = objectOf({ subject: entityRef }, ['subject']);
  if (depth === 0) return subject;
  const parts = listOf(compositionOf(depth - 1), {
    minItems: 1,
    maxItems: 50,
  });
  return {
    type: 'object',
    if: { required: ['subject'] },
    then: subject,
    else: {
      if: { required: ['all'] },
      then: objectOf({ all: parts }, ['all']),
      else: objectOf({ atLeast: { type: 'integer' }, of: parts }, [
        'atLeast',
        'of',
      ]),
    },
  };
}

const probe = { id: name, type: {}, interval: duration, timeout: duration };

const measurement = byField('type', {
  http: objectOf(
    {
      ...probe,
      url: text(1000),
      status: listOf(
        { type: 'integer', minimum: 100, maximum: 599 },
        { minItems: 1, maxItems: 50, uniqueItems: true },
      ),
    },
    ['id', 'url'],
  ),
  tcp: objectOf(
    {
      ...probe,
      host: text(253),
      port: { type: 'integer', minimum: 1, maximum: 65535 },
    },
    ['id', 'host', 'port'],
  ),
  postgresql: objectOf({ ...probe, instance: text(300) }, ['id', 'instance']),
  source: objectOf(
    { id: name, type: {}, interval: duration, source: name, query: text(5000) },
    ['id', 'source', 'query'],
  ),
});

/**
 * JSON Schema of the `spec` of a service level agreement. What a schema cannot
 * say (tiers that are monotone, durations, OpenSLO documents) `validateAgreement`
 * checks.
 * @public
 */
export const serviceLevelAgreementSpecSchema: JSONSchema7 = objectOf(
  {
    agreement: name,
    version: shapes.version,
    validFrom: shapes.day,
    validUntil: shapes.day,
    owner: entityRef,
    titles,
    scope,
    calendarRef: entityRef,
    denominator: oneOf('agreed', 'agreedMinusPlanned'),
    gaps: oneOf('up', 'down', 'excluded'),
    objectives: listOf(objectiveSchema, { minItems: 1, maxItems: 50 }),
    notCounted: listOf(
      oneOf('provider', 'software-provider', 'customer', 'force-majeure'),
      { uniqueItems: true },
    ),
    availabilityClass: text(50),
    responsibilities: listOf(responsibility, { minItems: 1, maxItems: 50 }),
    maintenance,
    composition: compositionOf(DEEPEST_COMPOSITION),
    measurement: listOf(measurement, { minItems: 1, maxItems: 50 }),
    penalties: listOf(penalty, { minItems: 1, maxItems: 50 }),
  },
  ['agreement', 'version', 'validFrom', 'owner', 'scope'],
);

/**
 * JSON Schema of a whole service level agreement document, for editors.
 * @public
 */
export const serviceLevelAgreementSchema: JSONSchema7 = shapes.documentOf(
  { apiVersion: 'dualcloud.dev/v1alpha1', kind: 'ServiceLevelAgreement' },
  serviceLevelAgreementSpecSchema,
);
