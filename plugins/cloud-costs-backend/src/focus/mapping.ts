import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { FocusNames } from './FocusNames';
import type { FocusRow } from './rules';
import { otherOf } from './serviceCategories';
import { focusUnit, unitPrices } from './unitPrices';

/** A charge of a day with its discounts, as it is billed. */
export type FocusCharge = {
  allocation: StoredAllocation;
  day: number;
  billedMonth: number;
  /** Id of the price component. */
  component: string;
  type: string;
  title?: string;
  meter?: string;
  unit: string;
  /** Millionths of the unit. */
  quantity: bigint;
  /** Micro-units, before and after agreed discounts. */
  listCost: bigint;
  contractedCost: bigint;
  currency: string;
  priceList?: string;
  priceListVersion?: string;
};

/** What the provider grants or takes by hand. */
export type FocusCredit = {
  payerRef: string;
  systemRef?: string;
  allocation?: StoredAllocation;
  /** The month that it is about. */
  month: number;
  billedMonth: number;
  amount: bigint;
  currency: string;
  reason: string;
  correctsStatement: boolean;
};

/** What rows are written with. */
export type FocusContext = {
  calendar: BillingCalendar;
  names: FocusNames;
  /** Number of the final statement. */
  invoiceOf: (key: {
    payerRef: string;
    month: number;
    currency: string;
  }) => string | undefined;
};

type Kind = { ChargeCategory: string; ChargeFrequency: string };

/** By type of price component. */
const KINDS: Record<PriceComponent['type'], Kind> = {
  'one-time': { ChargeCategory: 'Purchase', ChargeFrequency: 'One-Time' },
  'plan-change': { ChargeCategory: 'Purchase', ChargeFrequency: 'One-Time' },
  recurring: { ChargeCategory: 'Purchase', ChargeFrequency: 'Recurring' },
  allocation: { ChargeCategory: 'Usage', ChargeFrequency: 'Usage-Based' },
  usage: { ChargeCategory: 'Usage', ChargeFrequency: 'Usage-Based' },
};

/**
 * The rows of a charge: one, or two where a correction of the price and one of
 * the discount go in opposite directions.
 */
export function chargeRows(
  charge: FocusCharge,
  context: FocusContext,
): FocusRow[] {
  const { listCost, contractedCost } = charge;
  const prices = unitPrices(charge);
  if (prices) return [chargeRow(charge, prices, context)];
  return [
    ...chargeRows({ ...charge, contractedCost: listCost }, context),
    ...chargeRows(
      {
        ...charge,
        quantity: 0n,
        listCost: 0n,
        contractedCost: contractedCost - listCost,
      },
      context,
    ),
  ];
}

function chargeRow(
  charge: FocusCharge,
  prices: NonNullable<ReturnType<typeof unitPrices>>,
  context: FocusContext,
): FocusRow {
  const { allocation, component, contractedCost, day } = charge;
  const { calendar } = context;
  const month = calendar.monthOfDay(day);
  const kind = KINDS[charge.type as PriceComponent['type']] ?? KINDS.recurring;
  const isUsage = kind.ChargeCategory === 'Usage';
  const sku = `${allocation.serviceRef}:${allocation.plan}:${component}`;
  const correction = month < charge.billedMonth;
  return {
    ...commonCells({ ...charge, payerRef: allocation.payerRef }, context),
    ...placeCells(allocation, allocation.systemRef, context.names),
    ...periodCells('Charge', calendar.dayBounds(day)),
    ...kind,
    BilledCost: formatDecimal(contractedCost),
    EffectiveCost: formatDecimal(contractedCost),
    ContractedCost: formatDecimal(contractedCost),
    ListCost: formatDecimal(charge.listCost),
    ChargeClass: correction ? 'Correction' : null,
    ChargeDescription: describe(
      [
        charge.title ?? component,
        allocation.instanceName,
        ...(correction ? [`correction of ${calendar.formatMonth(month)}`] : []),
      ].join(', '),
    ),
    PricingCategory: 'Standard',
    PricingQuantity: prices.quantity,
    PricingUnit: prices.unit,
    ListUnitPrice: prices.listPrice,
    ContractedUnitPrice: prices.contractedPrice,
    ConsumedQuantity: isUsage ? formatDecimal(charge.quantity) : null,
    ConsumedUnit: isUsage ? focusUnit(charge.unit) : null,
    SkuId: sku,
    // The specification leaves out when a price holds; see x_PriceListVersion.
    SkuPriceId: `${sku}:${prices.unit}`,
    SkuMeter: safe(charge.meter ?? charge.title ?? component),
    x_PriceList: safe(charge.priceList),
    x_PriceListVersion: safe(charge.priceListVersion),
  };
}

/** A credit or, where it is not in the payer's favour, an adjustment. */
export function creditRow(
  credit: FocusCredit,
  context: FocusContext,
): FocusRow {
  const { allocation, amount, billedMonth, month } = credit;
  const { calendar } = context;
  const cost = formatDecimal(amount);
  return {
    ...commonCells(credit, context),
    ...placeCells(
      allocation,
      credit.systemRef ?? allocation?.systemRef,
      context.names,
    ),
    ...periodCells('Charge', calendar.monthBounds(month)),
    ChargeCategory: amount > 0n ? 'Adjustment' : 'Credit',
    ChargeFrequency: 'One-Time',
    BilledCost: cost,
    EffectiveCost: cost,
    ContractedCost: cost,
    ListCost: cost,
    ChargeClass:
      month < billedMonth || credit.correctsStatement ? 'Correction' : null,
    ChargeDescription: describe(credit.reason),
    PricingCategory: null,
    PricingQuantity: null,
    PricingUnit: null,
    ListUnitPrice: null,
    ContractedUnitPrice: null,
    ConsumedQuantity: null,
    ConsumedUnit: null,
    SkuId: null,
    SkuPriceId: null,
    SkuMeter: null,
    x_PriceList: null,
    x_PriceListVersion: null,
  };
}

/** Who bills whom, when and in which currency. */
function commonCells(
  charge: { payerRef: string; billedMonth: number; currency: string },
  { calendar, names, invoiceOf }: FocusContext,
): FocusRow {
  const { payerRef, billedMonth, currency } = charge;
  const provider = safe(names.provider);
  return {
    BillingAccountId: payerRef,
    BillingAccountName: safe(names.of(payerRef)),
    BillingCurrency: currency,
    ...periodCells('Billing', calendar.monthBounds(billedMonth)),
    InvoiceId: invoiceOf({ payerRef, month: billedMonth, currency }) ?? null,
    InvoiceIssuerName: provider,
    ProviderName: provider,
    ServiceProviderName: provider,
    HostProviderName: provider,
  };
}

/** What was used, where, and who makes it. */
function placeCells(
  allocation: StoredAllocation | undefined,
  systemRef: string | undefined,
  names: FocusNames,
): FocusRow {
  const service = allocation && names.service(allocation.serviceRef);
  const publisher = allocation?.softwareProviderRef;
  return {
    SubAccountId: systemRef ?? null,
    SubAccountName: systemRef ? safe(names.of(systemRef)) : null,
    PublisherName: safe(publisher ? names.of(publisher) : names.provider),
    ServiceName: safe(service?.name) ?? 'Billing',
    ServiceCategory: service?.category ?? 'Other',
    ServiceSubcategory: service?.subcategory ?? otherOf('Other'),
    ResourceId: allocation?.instanceId ?? null,
    ResourceName: safe(allocation?.instanceName),
    ResourceType: allocation ? safe(service?.name) : null,
    RegionId: service?.region?.id ?? null,
    RegionName: safe(service?.region?.name),
    Tags: allocation ? tagsOf(allocation) : null,
  };
}

/** Ours are told from the users' by a prefix. */
function tagsOf({ stage, tags, environmentName, plan }: StoredAllocation) {
  return JSON.stringify({
    ...tags,
    'dualcloud:stage': stage,
    'dualcloud:plan': plan,
    ...(environmentName && { 'dualcloud:environment': environmentName }),
  });
}

function periodCells(
  of: 'Billing' | 'Charge',
  { fromMs, toMs }: { fromMs: number; toMs: number },
): FocusRow {
  return {
    [`${of}PeriodStart`]: instant(fromMs),
    [`${of}PeriodEnd`]: instant(toMs),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

function describe(text: string): string | null {
  return safe(text.length > 500 ? `${text.slice(0, 499)}…` : text);
}

/** Nothing that a spreadsheet takes for a formula, and null for what is empty. */
function safe(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return null;
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
