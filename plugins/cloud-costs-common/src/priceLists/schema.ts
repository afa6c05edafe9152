import type { JSONSchema7 } from 'json-schema';

/** Marks a decimal in a string, so that its faults are told in words. */
export const DECIMAL = 'Decimal';
/** Marks a decimal that must be above zero. */
export const POSITIVE = 'Decimal above zero';

const decimal: JSONSchema7 = {
  title: DECIMAL,
  type: 'string',
  pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$',
};
const positive: JSONSchema7 = {
  ...decimal,
  title: POSITIVE,
  not: { pattern: '^0(\\.0+)?$' },
};

const text = (maxLength: number): JSONSchema7 => ({
  type: 'string',
  minLength: 1,
  maxLength,
});
const name: JSONSchema7 = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
};
const version: JSONSchema7 = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$',
};
const day: JSONSchema7 = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
};
const entityRef = text(300);
const hour: JSONSchema7 = {
  title: 'Hour',
  type: 'string',
  pattern: '^(([01][0-9]|2[0-3]):00|24:00)$',
};

function objectOf(
  properties: Record<string, JSONSchema7>,
  required: string[] = [],
): JSONSchema7 {
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf(
  items: JSONSchema7,
  maxItems: number,
  minItems = 1,
): JSONSchema7 {
  return { type: 'array', items, minItems, maxItems };
}

/** Chooses the schema of an object by the value of one of its fields. */
function byField(
  field: string,
  schemas: Record<string, JSONSchema7>,
): JSONSchema7 {
  return {
    type: 'object',
    required: [field],
    properties: { [field]: { enum: Object.keys(schemas) } },
    allOf: Object.entries(schemas).map(([value, schema]) => ({
      if: { required: [field], properties: { [field]: { const: value } } },
      then: schema,
    })),
  };
}

const titles = objectOf({ en: text(200), de: text(200) }, ['en']);

const timeBand = objectOf(
  {
    days: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
    },
    from: hour,
    to: hour,
    price: decimal,
  },
  ['days', 'from', 'to', 'price'],
);
const timeBands = listOf(timeBand, 50);
const tier = objectOf(
  { from: decimal, to: decimal, price: decimal, fee: decimal },
  ['from', 'price'],
);

const base = { id: name, titles, type: {} };

const usageBase = {
  ...base,
  model: {},
  meter: {
    type: 'string',
    pattern: '^[a-z][a-z0-9-]{0,62}$',
  } satisfies JSONSchema7,
  unit: text(50),
  per: positive,
  freeAllowance: decimal,
  minimum: decimal,
};
const usageFields = ['id', 'meter', 'unit'];

const tiered = objectOf({ ...usageBase, tiers: listOf(tier, 100) }, [
  ...usageFields,
  'tiers',
]);

const once = objectOf({ ...base, price: decimal }, ['id', 'price']);

const component = byField('type', {
  'one-time': once,
  'plan-change': once,
  recurring: objectOf(
    {
      ...base,
      price: decimal,
      period: { enum: ['day', 'month', 'year'] },
      proration: { enum: ['exact', 'full'] },
    },
    ['id', 'price', 'period', 'proration'],
  ),
  allocation: objectOf({ ...base, pricePerHour: decimal, timeBands }, [
    'id',
    'pricePerHour',
  ]),
  usage: byField('model', {
    flat: objectOf({ ...usageBase, price: decimal, timeBands }, [
      ...usageFields,
      'price',
    ]),
    graduated: tiered,
    volume: tiered,
    package: objectOf({ ...usageBase, packageSize: positive, price: decimal }, [
      ...usageFields,
      'packageSize',
      'price',
    ]),
  }),
});

const plan = objectOf(
  {
    plan: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
    },
    components: listOf(component, 50),
  },
  ['plan', 'components'],
);

const service = objectOf({ serviceRef: entityRef, plans: listOf(plan, 100) }, [
  'serviceRef',
  'plans',
]);

const discount = objectOf(
  {
    id: name,
    titles,
    customerRef: entityRef,
    percent: positive,
    serviceRefs: listOf(entityRef, 500),
  },
  ['id', 'customerRef', 'percent'],
);

const agreement = objectOf(
  {
    customerRef: entityRef,
    systemRef: entityRef,
    softwareProviderRef: entityRef,
    payerRef: entityRef,
    validUntil: day,
  },
  ['customerRef', 'systemRef'],
);

/**
 * JSON Schema of the `spec` of a price list. What a schema cannot say (tiers
 * without a gap, bands that do not overlap) `validatePriceList` checks.
 * @public
 */
export const priceListSpecSchema: JSONSchema7 = objectOf(
  {
    list: name,
    version,
    validFrom: day,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    timeZone: text(64),
    owner: entityRef,
    titles,
    services: listOf(service, 500),
    discounts: listOf(discount, 500, 0),
    agreement,
  },
  ['list', 'version', 'validFrom', 'currency', 'timeZone', 'owner', 'services'],
);

/**
 * JSON Schema of a whole price list document, for editors.
 * @public
 */
export const priceListSchema: JSONSchema7 = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'PriceList',
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'dualcloud.dev/v1alpha1' },
    kind: { const: 'PriceList' },
    metadata: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 1 } },
    },
    spec: priceListSpecSchema,
  },
};
