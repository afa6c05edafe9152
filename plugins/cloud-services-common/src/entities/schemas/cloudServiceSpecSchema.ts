import type { JSONSchema7 } from 'json-schema';
import {
  day,
  entityRef,
  entityRefs,
  lifecycle,
  listOf,
  localizedText,
  objectOf,
  oneOf,
  planName,
  protectionLevel,
  stages,
  text,
} from './shared';

const parameterSchema: JSONSchema7 = { type: 'object' };

const plan = objectOf(
  {
    name: planName,
    id: text(200),
    title: localizedText(200),
    description: localizedText(2000),
    bullets: listOf(text(300), { maxItems: 20 }),
    bulletsDe: listOf(text(300), { maxItems: 20 }),
    free: { type: 'boolean' },
    costs: listOf(
      objectOf(
        {
          amount: {
            type: 'object',
            propertyNames: { pattern: '^[a-z]{3}$' },
            additionalProperties: { type: 'number', minimum: 0 },
          },
          unit: text(100),
        },
        ['amount', 'unit'],
      ),
      { maxItems: 20 },
    ),
    stages,
    protectionLevel,
    lifecycle,
    simulated: { type: 'boolean' },
    bindable: { type: 'boolean' },
    planUpdateable: { type: 'boolean' },
    maintenanceInfo: objectOf({ version: text(100), description: text(2000) }, [
      'version',
    ]),
    maximumPollingDuration: { type: 'number', minimum: 1 },
    schemas: objectOf({
      create: parameterSchema,
      update: parameterSchema,
      bind: parameterSchema,
    }),
  },
  ['name', 'id', 'stages', 'protectionLevel'],
);

/** JSON Schema (draft-07) of the spec of a CloudService. @public */
export const cloudServiceSpecSchema: JSONSchema7 = objectOf(
  {
    lane: oneOf('standard', 'individual'),
    tier: oneOf('iaas', 'paas', 'saas'),
    lifecycle,
    version: text(100),
    title: localizedText(200),
    description: localizedText(5000),
    owner: entityRef,
    validFrom: day,
    validUntil: day,
    successor: entityRef,
    customers: entityRefs,
    softwareProvider: entityRef,
    legalBasis: text(1000),
    system: entityRef,
    dependsOn: entityRefs,
    partOf: entityRef,
    networkZones: listOf(text(100), { minItems: 1 }),
    endpoints: listOf(
      objectOf(
        {
          name: text(100),
          protocol: text(50),
          port: { type: 'integer', minimum: 1, maximum: 65535 },
          zone: text(100),
        },
        ['name', 'protocol', 'zone'],
      ),
    ),
    dataLocation: text(300),
    protectionLevel,
    stages,
    backend: objectOf({ broker: text(63), serviceId: text(200) }, [
      'broker',
      'serviceId',
    ]),
    plans: listOf(plan),
    priceList: entityRef,
    serviceLevelAgreement: entityRef,
    simulated: { type: 'boolean' },
    requestContact: text(500),
    tags: listOf(text(63)),
  },
  [
    'lane',
    'tier',
    'lifecycle',
    'version',
    'owner',
    'networkZones',
    'endpoints',
    'dataLocation',
    'protectionLevel',
    'stages',
  ],
);
