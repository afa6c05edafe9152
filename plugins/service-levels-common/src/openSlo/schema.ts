import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

/*
 * The shapes of OpenSLO v1. Which of two fields must be there, and what follows
 * from one for another, `checkOpenSlo` checks.
 */

const { byField, listOf, matching, objectOf, oneOf, text } = shapes;

const name = matching(
  '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
  'must be a DNS label: at most 63 of a-z, 0-9 and -, not beginning or ending with -',
);
const description: JSONSchema7 = { type: 'string', maxLength: 1050 };
const number: JSONSchema7 = { type: 'number' };
const boolean: JSONSchema7 = { type: 'boolean' };
const duration = matching(
  '^[1-9][0-9]{0,5}[mhdwMQY]$',
  'must be a number and one of m, h, d, w, M (month), Q, Y, such as 1M',
);
const operator = oneOf('lte', 'gte', 'lt', 'gt');
const anything: JSONSchema7 = {};

const metadata = objectOf(
  {
    name,
    displayName: text(200),
    labels: {
      type: 'object',
      propertyNames: { pattern: '^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$' },
      additionalProperties: {
        type: ['string', 'array'],
        items: { type: 'string' },
      },
    },
    annotations: {
      type: 'object',
      propertyNames: { pattern: '^[a-zA-Z0-9]([-._/a-zA-Z0-9]*[a-zA-Z0-9])?$' },
      additionalProperties: { type: 'string' },
    },
  },
  ['name'],
);

const metric = objectOf(
  {
    metricSource: objectOf(
      {
        metricSourceRef: name,
        type: text(100),
        spec: { type: 'object', minProperties: 1 },
      },
      ['spec'],
    ),
  },
  ['metricSource'],
);

const indicatorSpec = objectOf({
  description,
  thresholdMetric: metric,
  ratioMetric: objectOf({
    counter: boolean,
    good: metric,
    bad: metric,
    total: metric,
    rawType: oneOf('success', 'failure'),
    raw: metric,
  }),
});

const indicator = objectOf({ metadata, spec: indicatorSpec }, ['spec']);

/** A document of its own, or one that stands right here. */
function refOrInline(
  ref: string,
  kind: string,
  spec: JSONSchema7,
): JSONSchema7 {
  return {
    type: 'object',
    if: { required: [ref] },
    then: objectOf({ [ref]: name }, [ref]),
    else: objectOf({ kind: { const: kind }, metadata, spec }, [
      'kind',
      'metadata',
      'spec',
    ]),
  };
}

const conditionSpec = objectOf(
  {
    description,
    severity: text(100),
    condition: objectOf(
      {
        kind: oneOf('burnrate'),
        op: operator,
        threshold: number,
        lookbackWindow: duration,
        alertAfter: duration,
      },
      ['kind', 'op', 'threshold', 'lookbackWindow'],
    ),
  },
  ['severity', 'condition'],
);

const targetSpec = objectOf({ description, target: text(200) }, ['target']);

const policySpec = objectOf(
  {
    description,
    alertWhenNoData: boolean,
    alertWhenResolved: boolean,
    alertWhenBreaching: boolean,
    conditions: listOf(
      refOrInline('conditionRef', 'AlertCondition', conditionSpec),
      { minItems: 1, maxItems: 1 },
    ),
    notificationTargets: listOf(
      refOrInline('targetRef', 'AlertNotificationTarget', targetSpec),
      { minItems: 1 },
    ),
  },
  ['conditions', 'notificationTargets'],
);

const timeWindow = objectOf(
  {
    duration,
    isRolling: boolean,
    calendar: objectOf(
      {
        startTime: matching(
          '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$',
          'must be date and time without a zone, such as 2026-01-01 00:00:00',
        ),
        timeZone: text(64),
      },
      ['startTime', 'timeZone'],
    ),
  },
  ['duration'],
);

const objective = objectOf({
  displayName: text(200),
  op: operator,
  value: number,
  target: number,
  targetPercent: number,
  timeSliceTarget: number,
  timeSliceWindow: duration,
  indicator,
  indicatorRef: name,
  compositeWeight: { ...number, exclusiveMinimum: 0 },
});

const sloSpec = objectOf(
  {
    description,
    service: text(200),
    indicator,
    indicatorRef: name,
    timeWindow: listOf(timeWindow, { minItems: 1, maxItems: 1 }),
    budgetingMethod: oneOf('Occurrences', 'Timeslices', 'RatioTimeslices'),
    objectives: listOf(objective, { minItems: 1 }),
    alertPolicies: listOf(
      refOrInline('alertPolicyRef', 'AlertPolicy', policySpec),
    ),
  },
  ['service', 'timeWindow', 'budgetingMethod', 'objectives'],
);

const specs: Record<string, JSONSchema7> = {
  DataSource: objectOf(
    { description, type: text(100), connectionDetails: anything },
    ['type', 'connectionDetails'],
  ),
  SLO: sloSpec,
  SLI: indicatorSpec,
  AlertPolicy: policySpec,
  AlertCondition: conditionSpec,
  AlertNotificationTarget: targetSpec,
  Service: objectOf({ description }),
};

/** JSON Schema of a document of any kind of OpenSLO v1. */
export const openSloSchema: JSONSchema7 = byField(
  'kind',
  Object.fromEntries(
    Object.entries(specs).map(([kind, spec]) => [
      kind,
      objectOf(
        {
          apiVersion: { const: 'openslo/v1' },
          kind: { const: kind },
          metadata,
          spec,
        },
        ['apiVersion', 'kind', 'metadata', 'spec'],
      ),
    ]),
  ),
);
