import type { StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { FocusNames } from './FocusNames';
import type { FocusRow } from './rules';
import { otherOf } from './serviceCategories';

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

/** Of what has no price. */
export function unpricedCells(amount: bigint): FocusRow {
  const cost = formatDecimal(amount);
  return {
    ChargeFrequency: 'One-Time',
    BilledCost: cost,
    EffectiveCost: cost,
    ContractedCost: cost,
    ListCost: cost,
    PricingCategory: null,
    PricingQuantity: null,
    PricingUnit: null,
    ListUnitPrice: null,
    ContractedUnitPrice: null,
    ConsumedQuantity: null,
    ConsumedUnit: null,
    SkuId: null,
    SkuPriceId: null,
    SkuPriceDetails: null,
    SkuMeter: null,
    x_PriceList: null,
    x_PriceListVersion: null,
  };
}

/** Who bills whom, when and in which currency. */
export function commonCells(
  charge: { payerRef: string; billedMonth: number; currency: string },
  /** Part of the invoice. */
  detail: string,
  { calendar, names, invoiceOf }: FocusContext,
): FocusRow {
  const { payerRef, billedMonth, currency } = charge;
  const invoice = invoiceOf({ payerRef, month: billedMonth, currency });
  const provider = safe(names.provider);
  return {
    BillingAccountId: payerRef,
    BillingAccountName: safe(names.of(payerRef)),
    BillingCurrency: currency,
    ...periodCells('Billing', calendar.monthBounds(billedMonth)),
    InvoiceId: invoice ?? null,
    InvoiceDetailId: invoice === undefined ? null : detail,
    InvoiceIssuerName: provider,
    ProviderName: provider,
    ServiceProviderName: provider,
    HostProviderName: provider,
  };
}

/** What a statement has a subtotal of: system, environment and service. */
export function detailOf(
  allocation: StoredAllocation | undefined,
  systemRef: string | undefined,
): string {
  return [
    systemRef ?? '',
    allocation?.environmentId ?? '',
    allocation?.serviceRef ?? '',
  ].join(' › ');
}

/** What was used, where, and who makes it. */
export function placeCells(
  allocation: StoredAllocation | undefined,
  systemRef: string | undefined,
  names: FocusNames,
): FocusRow {
  const service = allocation && names.service(allocation.serviceRef);
  const maker = allocation?.softwareProviderRef;
  const publisher = safe(maker ? names.of(maker) : names.provider);
  return {
    SubAccountId: systemRef ?? null,
    SubAccountName: systemRef ? safe(names.of(systemRef)) : null,
    PublisherName: publisher,
    x_PublisherName: publisher,
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

/** When the period of a bill or of a charge begins and ends. */
export function periodCells(
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

/** A description, not longer than it can be read. */
export function describe(text: string): string | null {
  return safe(text.length > 500 ? `${text.slice(0, 499)}…` : text);
}

/** Nothing that a spreadsheet takes for a formula, and null for what is empty. */
export function safe(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return null;
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
