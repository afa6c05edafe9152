import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

const { entityRef, listOf, matching, name, objectOf, oneOf } = shapes;

const titles = shapes.localizedText(200);
const sentence = shapes.localizedText(500);
const duration = matching(
  '^P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,4}H)?(\\d{1,4}M)?)?$',
  'must be an ISO 8601 duration of days, hours and minutes, such as PT16H',
);
const roles = [
  'requester',
  'customer',
  'software-provider',
  'provider',
  'platform-engineer',
];

const state = objectOf(
  {
    id: name,
    titles,
    phase: oneOf(
      'preparation',
      'analysis',
      'decision',
      'realisation',
      'operation',
      'end',
    ),
    waitsFor: oneOf(...roles),
    next: sentence,
    targetTime: duration,
  },
  ['id', 'titles', 'phase'],
);

const event = objectOf(
  {
    id: name,
    titles,
    from: listOf(name, { minItems: 1, uniqueItems: true }),
    to: name,
    by: listOf(oneOf(...roles), { uniqueItems: true }),
    trigger: oneOf(
      'offer-published',
      'offer-accepted',
      'offer-declined',
      'offer-withdrawn',
      'takeover-opened',
      'takeover-accepted',
      'takeover-rejected',
      'takeover-rolled-back',
      'service-ended',
    ),
    needs: listOf(
      oneOf(
        'reason',
        'form',
        'production-environment',
        'data-record',
        'checklist',
      ),
      { uniqueItems: true },
    ),
  },
  ['id', 'titles', 'from', 'to', 'by'],
);

const checklistItem = objectOf(
  {
    id: name,
    titles,
    responsible: oneOf(...roles),
    evidence: oneOf('none', 'text', 'link'),
    required: { type: 'boolean' },
  },
  ['id', 'titles', 'responsible', 'evidence', 'required'],
);

/**
 * JSON Schema of the `spec` of a request type. What a schema cannot say (states
 * that nothing leads to, events of states that do not exist) `validateRequestType`
 * checks.
 * @public
 */
export const requestTypeSpecSchema: JSONSchema7 = objectOf(
  {
    owner: entityRef,
    titles,
    descriptions: shapes.localizedText(1000),
    openedBy: listOf(
      oneOf('agency', 'software-provider', 'it-service-provider'),
      { minItems: 1, uniqueItems: true },
    ),
    about: oneOf('nothing', 'service'),
    form: listOf({ type: 'object' }, { minItems: 1, maxItems: 20 }),
    offers: { type: 'boolean' },
    takeover: { type: 'boolean' },
    roles: objectOf(
      {
        responsible: entityRef,
        accountable: entityRef,
        consulted: listOf(entityRef),
        informed: listOf(entityRef),
      },
      ['responsible', 'accountable'],
    ),
    calendarRef: entityRef,
    process: objectOf(
      {
        states: listOf(state, { minItems: 2, maxItems: 40 }),
        events: listOf(event, { minItems: 1, maxItems: 200 }),
      },
      ['states', 'events'],
    ),
    checklist: listOf(checklistItem, { maxItems: 100 }),
  },
  [
    'owner',
    'titles',
    'descriptions',
    'openedBy',
    'about',
    'form',
    'offers',
    'takeover',
    'roles',
    'process',
  ],
);

/**
 * JSON Schema of a whole request type document, for editors.
 * @public
 */
export const requestTypeSchema: JSONSchema7 = shapes.documentOf(
  { apiVersion: 'dualcloud.dev/v1alpha1', kind: 'ServiceRequestType' },
  requestTypeSpecSchema,
);
