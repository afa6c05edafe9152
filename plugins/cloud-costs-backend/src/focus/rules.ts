/*
 * FOCUS as data: which columns a version has, and what holds for them. The rules
 * are those of the specification's column definitions (“Cost and Usage”), read
 * for a provider that sells neither commitments nor capacity reservations, has
 * one kind of account and prices in the billing currency. So columns that it has
 * no use for are not here, all conditional ones that are here must be there, and
 * nothing makes billed, effective and contracted cost differ.
 */
import { CATEGORY_OF, SERVICE_CATEGORIES } from './serviceCategories';

/** A row by column id; null is FOCUS's null. */
export type FocusRow = Readonly<Record<string, string | null>>;

/** Holds if each of its columns is as said. */
export type FocusCondition = Array<
  { column: string } & (
    | { is: string[] }
    | { isNot: string[] }
    | { isNull: boolean }
  )
>;

/** What holds for a column. */
export type FocusColumn = {
  id: string;
  presence: 'mandatory' | 'conditional' | 'recommended';
  type: 'string' | 'decimal' | 'datetime' | 'key-value' | 'currency';
  nullable: boolean;
  allowed?: readonly string[];
  notNegative?: boolean;
  nullWhen?: FocusCondition[];
  notNullWhen?: FocusCondition[];
  /** Values that are not allowed in some rows. */
  notWhen?: Array<{ value: string; condition: FocusCondition }>;
};

/** What holds between columns of a row, or of all rows. */
export type FocusRelation =
  | { kind: 'product'; cost: string; price: string; quantity: string }
  | { kind: 'before'; first: string; second: string }
  | { kind: 'equal'; columns: [string, string]; when: FocusCondition }
  | { kind: 'both-or-none'; columns: [string, string] }
  | {
      kind: 'parent';
      column: string;
      parent: string;
      parents: ReadonlyMap<string, string>;
    }
  /** In all rows the first column's value has one value of the second. */
  | { kind: 'determines'; column: string; other: string };

/** A version of the specification. */
export type FocusRules = {
  version: string;
  columns: FocusColumn[];
  /** Ours, for what the specification has no column for. */
  custom: string[];
  relations: FocusRelation[];
};

const TAX: FocusCondition = [{ column: 'ChargeCategory', is: ['Tax'] }];
const PRICED: FocusCondition = [
  { column: 'ChargeCategory', is: ['Usage', 'Purchase'] },
  { column: 'ChargeClass', isNull: true },
];
const CONSUMED: FocusCondition = [
  { column: 'ChargeCategory', is: ['Usage'] },
  { column: 'ChargeClass', isNull: true },
];
const without = (column: string): FocusCondition => [{ column, isNull: true }];
const having = (column: string): FocusCondition => [{ column, isNull: false }];

const mandatory = (
  id: string,
  type: FocusColumn['type'] = 'string',
  more: Partial<FocusColumn> = {},
): FocusColumn => ({
  id,
  presence: 'mandatory',
  type,
  nullable: false,
  ...more,
});
const conditional = (
  id: string,
  type: FocusColumn['type'],
  more: Partial<FocusColumn> = {},
): FocusColumn => ({
  id,
  presence: 'conditional',
  type,
  nullable: true,
  ...more,
});

/** Null without what is priced, and for taxes. */
const PRICE: Partial<FocusColumn> = {
  notNegative: true,
  nullWhen: [TAX, without('SkuPriceId')],
  notNullWhen: [PRICED, having('SkuPriceId')],
};
const PRICING: Partial<FocusColumn> = {
  nullWhen: [TAX, without('SkuPriceId')],
  notNullWhen: [PRICED],
};
const CONSUMPTION: Partial<FocusColumn> = {
  nullWhen: [
    [{ column: 'ChargeCategory', isNot: ['Usage'] }],
    without('SkuPriceId'),
  ],
  notNullWhen: [CONSUMED],
};
const SKU: Partial<FocusColumn> = { nullWhen: [TAX], notNullWhen: [PRICED] };

const COLUMNS: FocusColumn[] = [
  mandatory('BilledCost', 'decimal'),
  mandatory('BillingAccountId'),
  mandatory('BillingAccountName', 'string', { nullable: true }),
  mandatory('BillingCurrency', 'currency'),
  mandatory('BillingPeriodEnd', 'datetime'),
  mandatory('BillingPeriodStart', 'datetime'),
  mandatory('ChargeCategory', 'string', {
    allowed: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  }),
  mandatory('ChargeClass', 'string', {
    nullable: true,
    allowed: ['Correction'],
  }),
  mandatory('ChargeDescription', 'string', { nullable: true }),
  {
    id: 'ChargeFrequency',
    presence: 'recommended',
    type: 'string',
    nullable: false,
    allowed: ['One-Time', 'Recurring', 'Usage-Based'],
    notWhen: [
      {
        value: 'Usage-Based',
        condition: [{ column: 'ChargeCategory', is: ['Purchase'] }],
      },
    ],
  },
  mandatory('ChargePeriodEnd', 'datetime'),
  mandatory('ChargePeriodStart', 'datetime'),
  conditional('ConsumedQuantity', 'decimal', CONSUMPTION),
  conditional('ConsumedUnit', 'string', CONSUMPTION),
  mandatory('ContractedCost', 'decimal'),
  conditional('ContractedUnitPrice', 'decimal', PRICE),
  mandatory('EffectiveCost', 'decimal'),
  {
    id: 'InvoiceId',
    presence: 'recommended',
    type: 'string',
    nullable: true,
  },
  mandatory('InvoiceIssuerName'),
  mandatory('ListCost', 'decimal'),
  conditional('ListUnitPrice', 'decimal', PRICE),
  conditional('PricingCategory', 'string', {
    allowed: ['Standard', 'Dynamic', 'Committed', 'Other'],
    ...PRICING,
  }),
  mandatory('PricingQuantity', 'decimal', { nullable: true, ...PRICING }),
  mandatory('PricingUnit', 'string', { nullable: true, ...PRICING }),
  mandatory('ProviderName'),
  mandatory('PublisherName'),
  conditional('RegionId', 'string'),
  conditional('RegionName', 'string', {
    nullWhen: [without('RegionId')],
    notNullWhen: [having('RegionId')],
  }),
  conditional('ResourceId', 'string'),
  conditional('ResourceName', 'string', { nullWhen: [without('ResourceId')] }),
  conditional('ResourceType', 'string', {
    nullWhen: [without('ResourceId')],
    notNullWhen: [having('ResourceId')],
  }),
  mandatory('ServiceCategory', 'string', { allowed: SERVICE_CATEGORIES }),
  mandatory('ServiceName'),
  {
    id: 'ServiceSubcategory',
    presence: 'recommended',
    type: 'string',
    nullable: false,
    allowed: [...CATEGORY_OF.keys()],
  },
  conditional('SkuId', 'string', SKU),
  conditional('SkuMeter', 'string', { nullWhen: [without('SkuId')] }),
  conditional('SkuPriceDetails', 'key-value', {
    nullWhen: [without('SkuPriceId')],
  }),
  conditional('SkuPriceId', 'string', {
    nullWhen: [TAX, without('SkuId')],
    notNullWhen: [PRICED],
  }),
  conditional('SubAccountId', 'string'),
  conditional('SubAccountName', 'string', {
    nullWhen: [without('SubAccountId')],
    notNullWhen: [having('SubAccountId')],
  }),
  conditional('Tags', 'key-value'),
];

/** What is worked out from no other charge, as taxes are. */
const UNRELATED: FocusCondition = [
  { column: 'ChargeCategory', is: ['Credit', 'Adjustment'] },
];

const RELATIONS: FocusRelation[] = [
  {
    kind: 'product',
    cost: 'ListCost',
    price: 'ListUnitPrice',
    quantity: 'PricingQuantity',
  },
  {
    kind: 'product',
    cost: 'ContractedCost',
    price: 'ContractedUnitPrice',
    quantity: 'PricingQuantity',
  },
  { kind: 'before', first: 'BillingPeriodStart', second: 'BillingPeriodEnd' },
  { kind: 'before', first: 'ChargePeriodStart', second: 'ChargePeriodEnd' },
  { kind: 'equal', columns: ['EffectiveCost', 'BilledCost'], when: [] },
  { kind: 'equal', columns: ['ContractedCost', 'BilledCost'], when: [] },
  { kind: 'equal', columns: ['ListCost', 'BilledCost'], when: UNRELATED },
  { kind: 'both-or-none', columns: ['PricingQuantity', 'PricingUnit'] },
  { kind: 'both-or-none', columns: ['ConsumedQuantity', 'ConsumedUnit'] },
  {
    kind: 'parent',
    column: 'ServiceSubcategory',
    parent: 'ServiceCategory',
    parents: CATEGORY_OF,
  },
  { kind: 'determines', column: 'SkuPriceId', other: 'SkuId' },
  { kind: 'determines', column: 'SkuPriceId', other: 'SkuPriceDetails' },
  { kind: 'determines', column: 'SkuPriceId', other: 'PricingUnit' },
  {
    kind: 'determines',
    column: 'BillingAccountId',
    other: 'BillingAccountName',
  },
  { kind: 'determines', column: 'SubAccountId', other: 'SubAccountName' },
];

/** 1.3 tells host and seller apart; the two that they replace must still be there. */
const SINCE_1_3 = [
  mandatory('HostProviderName'),
  mandatory('ServiceProviderName'),
];
/** 1.4 has taken them away. */
const UNTIL_1_3 = ['ProviderName', 'PublisherName'];
/** 1.4 leads from charges to the parts of an invoice. */
const SINCE_1_4 = [conditional('InvoiceDetailId', 'string')];

const byId = (columns: FocusColumn[]) =>
  [...columns].sort((a, b) => (a.id < b.id ? -1 : 1));

const CUSTOM = ['x_PriceList', 'x_PriceListVersion'];

/** The versions that we can write, oldest first. */
export const FOCUS_VERSIONS: readonly FocusRules[] = [
  { version: '1.2', columns: COLUMNS, custom: CUSTOM, relations: RELATIONS },
  {
    version: '1.3',
    columns: byId([...COLUMNS, ...SINCE_1_3]),
    custom: CUSTOM,
    relations: RELATIONS,
  },
  {
    version: '1.4',
    columns: byId([
      ...COLUMNS.filter(({ id }) => !UNTIL_1_3.includes(id)),
      ...SINCE_1_3,
      ...SINCE_1_4,
    ]),
    // Who makes an application is still to be seen.
    custom: [...CUSTOM, 'x_PublisherName'],
    relations: [
      ...RELATIONS,
      { kind: 'both-or-none', columns: ['InvoiceId', 'InvoiceDetailId'] },
    ],
  },
];
