import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

const { byField, decimal, entityRef, listOf, matching, name, objectOf, text } =
  shapes;

const positive = shapes.positiveDecimal;
const titles = shapes.localizedText(200);
const hour = matching(
  '^(([01][0-9]|2[0-3]):00|24:00)$',
  'must be a whole hour in quotes, "00:00" to "24:00"',
);

/** At least one, and at most so many. */
const someOf = (items: JSONSchema7, maxItems: number) =>
  listOf(items, { minItems: 1, maxItems });

const timeBand = objectOf(
  {
    days: listOf(
      shapes.oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
      { minItems: 1, uniqueItems: true },
    ),
    from: hour,
    to: hour,
    price: decimal,
  },
  ['days', 'from', 'to', 'price'],
);
const timeBands = someOf(timeBand, 50);
const tier = objectOf(
  { from: decimal, to: decimal, price: decimal, fee: decimal },
  ['from', 'price'],
);

const base = { id: name, titles, type: {} };

const usageBase = {
  ...base,
  model: {},
  meter: matching('^[a-z][a-z0-9-]{0,62}$'),
  unit: text(50),
  per: positive,
  freeAllowance: decimal,
  minimum: decimal,
};
const usageFields = ['id', 'meter', 'unit'];

const tiered = objectOf({ ...usageBase, tiers: someOf(tier, 100) }, [
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
    plan: matching('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
    components: someOf(component, 50),
  },
  ['plan', 'components'],
);

const service = objectOf({ serviceRef: entityRef, plans: someOf(plan, 100) }, [
  'serviceRef',
  'plans',
]);

const discount = objectOf(
  {
    id: name,
    titles,
    customerRef: entityRef,
    percent: positive,
    serviceRefs: someOf(entityRef, 500),
  },
  ['id', 'customerRef', 'percent'],
);

const agreement = objectOf(
  {
    customerRef: entityRef,
    systemRef: entityRef,
    softwareProviderRef: entityRef,
    payerRef: entityRef,
    validUntil: shapes.day,
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
    version: shapes.version,
    validFrom: shapes.day,
    currency: matching('^[A-Z]{3}$'),
    timeZone: text(64),
    owner: entityRef,
    titles,
    services: someOf(service, 500),
    discounts: listOf(discount, { maxItems: 500 }),
    agreement,
  },
  ['list', 'version', 'validFrom', 'currency', 'timeZone', 'owner', 'services'],
);

/**
 * JSON Schema of a whole price list document, for editors.
 * @public
 */
export const priceListSchema: JSONSchema7 = shapes.documentOf(
  { apiVersion: 'dualcloud.dev/v1alpha1', kind: 'PriceList' },
  priceListSpecSchema,
);
