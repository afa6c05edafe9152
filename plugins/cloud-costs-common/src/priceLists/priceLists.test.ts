import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { parsePriceListText, validatePriceList } from '.';

const examples = resolve(__dirname, '../../../../examples/price-lists');

function document(component: object, spec: object = {}) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'PriceList',
    metadata: { name: 'test' },
    spec: {
      list: 'test',
      version: '1',
      validFrom: '2026-01-01',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/provider',
      services: [
        {
          serviceRef: 'cloudservice:default/database',
          plans: [{ plan: 'small', components: [component] }],
        },
      ],
      ...spec,
    },
  };
}

const usage = {
  id: 'storage',
  type: 'usage',
  meter: 'storage',
  unit: 'GiB-h',
};
const flat = { ...usage, model: 'flat', price: '1' };
const tiers = (...list: object[]) => ({
  ...usage,
  model: 'graduated',
  tiers: list,
});
const bands = (...list: object[]) => ({ ...flat, timeBands: list });

const HERE = 'spec.services[0].plans[0].components[0]';

it.each(readdirSync(examples))('finds nothing wrong with %s', file => {
  const text = readFileSync(resolve(examples, file), 'utf8');
  expect(parsePriceListText(text).problems).toEqual([]);
});

it.each<[string, object, object, string, string]>([
  [
    'a gap between tiers',
    tiers(
      { from: '0', to: '10', price: '2' },
      { from: '10.000001', price: '1' },
    ),
    {},
    `${HERE}.tiers[1].from`,
    'tiers-without-gap',
  ],
  [
    'an overlap of tiers',
    tiers({ from: '0', to: '10', price: '2' }, { from: '9', price: '1' }),
    {},
    `${HERE}.tiers[1].from`,
    'tiers-without-overlap',
  ],
  [
    'tiers that begin above zero',
    tiers({ from: '1', price: '2' }),
    {},
    `${HERE}.tiers[0].from`,
    'tiers-begin-at-zero',
  ],
  [
    'a last tier that ends',
    tiers({ from: '0', to: '10', price: '2' }),
    {},
    `${HERE}.tiers[0].to`,
    'last-tier-without-end',
  ],
  [
    'a tier in the middle without an end',
    tiers({ from: '0', price: '2' }, { from: '10', price: '2' }),
    {},
    `${HERE}.tiers[0].to`,
    'tiers-end',
  ],
  [
    'a price as a number',
    { ...flat, price: 0.1 },
    {},
    `${HERE}.price`,
    'decimal',
  ],
  [
    'a price finer than a micro-unit',
    { ...flat, price: '0.0000001' },
    {},
    `${HERE}.price`,
    'decimal',
  ],
  [
    'a price of 13 digits',
    { ...flat, price: '1000000000000' },
    {},
    `${HERE}.price`,
    'decimal',
  ],
  [
    'a negative price',
    { ...flat, price: '-1' },
    {},
    `${HERE}.price`,
    'not-negative',
  ],
  [
    'a price for nothing',
    { ...flat, per: '0.000' },
    {},
    `${HERE}.per`,
    'above-zero',
  ],
  [
    'an unknown field',
    { ...flat, discount: '1' },
    {},
    `${HERE}.discount`,
    'schema-additionalProperties',
  ],
  [
    'a recurring price without proration',
    { id: 'base', type: 'recurring', price: '1', period: 'month' },
    {},
    `${HERE}.proration`,
    'schema-required',
  ],
  [
    'an unknown type',
    { id: 'base', type: 'weekly', price: '1' },
    {},
    `${HERE}.type`,
    'schema-enum',
  ],
  [
    'half an hour',
    bands({ days: ['mon'], from: '06:30', to: '20:00', price: '1' }),
    {},
    `${HERE}.timeBands[0].from`,
    'schema-pattern',
  ],
  [
    'bands that overlap',
    bands(
      { days: ['mon', 'tue'], from: '06:00', to: '20:00', price: '1' },
      { days: ['tue'], from: '19:00', to: '24:00', price: '2' },
    ),
    {},
    `${HERE}.timeBands[1]`,
    'bands-without-overlap',
  ],
  [
    'a band over midnight',
    bands({ days: ['mon'], from: '20:00', to: '06:00', price: '1' }),
    {},
    `${HERE}.timeBands[0].to`,
    'band-in-order',
  ],
  [
    'a zone half an hour away',
    flat,
    { timeZone: 'Asia/Kolkata' },
    'spec.timeZone',
    'time-zone',
  ],
  [
    'a zone that there is not',
    flat,
    { timeZone: 'Europe/Nordmark' },
    'spec.timeZone',
    'time-zone',
  ],
  [
    'a currency unknown',
    flat,
    { currency: 'EUX' },
    'spec.currency',
    'currency',
  ],
  [
    'a currency without hundredths',
    flat,
    { currency: 'JPY' },
    'spec.currency',
    'currency-in-hundredths',
  ],
  [
    'the thirtieth of February',
    flat,
    { validFrom: '2026-02-30' },
    'spec.validFrom',
    'date-exists',
  ],
  [
    'discounts of more than everything',
    flat,
    {
      discounts: ['60', '40.000001'].map((percent, index) => ({
        id: `d${index}`,
        customerRef: 'group:default/agency',
        percent,
      })),
    },
    'spec.discounts[1].percent',
    'discount-at-most-100',
  ],
  [
    'a short entity ref',
    flat,
    { agreement: { customerRef: 'agency', systemRef: 'system:default/x' } },
    'spec.agreement.customerRef',
    'full-entity-ref',
  ],
])('refuses %s', (_, component, spec, path, rule) => {
  const problems = validatePriceList(document(component, spec));
  expect(problems.map(one => [one.path, one.rule])).toEqual([[path, rule]]);
  const parsed = parsePriceListText(stringify(document(component, spec)));
  expect(parsed.problems[0].line).toBeGreaterThan(3);
});

it('names line and column of what is wrong, or of what lacks it', () => {
  const lines = stringify(
    document(
      tiers({ from: '0', to: '10', price: '2' }, { from: '11', price: '1' }),
    ),
  ).split('\n');
  const wrong = lines.findIndex(line => line.includes('from: "11"'));
  expect(parsePriceListText(lines.join('\n')).problems).toEqual([
    expect.objectContaining({
      line: wrong + 1,
      column: lines[wrong].indexOf('from') + 1,
      rule: 'tiers-without-gap',
    }),
  ]);
  const json = JSON.stringify(document(usage), null, 2);
  const component = json.split('\n').findIndex(line => /"id"/.test(line));
  expect(parsePriceListText(json).problems).toEqual([
    expect.objectContaining({
      line: component,
      path: `${HERE}.model`,
      rule: 'schema-required',
    }),
  ]);
});

it('looks at the document of that name in a file with several', () => {
  const good = document(flat);
  const bad = { ...document({ ...flat, price: 1 }), metadata: { name: 'bad' } };
  const text = [good, bad].map(one => stringify(one)).join('---\n');
  expect(parsePriceListText(text, { name: 'test' }).problems).toEqual([]);
  const { problems } = parsePriceListText(text, { name: 'bad' });
  expect(problems).toHaveLength(1);
  expect(problems[0].line).toBeGreaterThan(stringify(good).split('\n').length);
});

it.each([
  ['', 1],
  ['spec: [', 1],
  ['kind: PriceList\nkind: PriceList\n', 2],
  [
    'a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d]\n',
    1,
  ],
  ['['.repeat(100_000), 1],
])('survives what is not a price list (%#)', (text, line) => {
  const { problems } = parsePriceListText(text);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems[0].line).toBe(line);
});
