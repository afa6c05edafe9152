import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredAllocation } from '../allocations';
import { divideRounded, formatDecimal } from '../money';
import {
  commonCells,
  describe,
  detailOf,
  type FocusContext,
  periodCells,
  placeCells,
  safe,
  unpricedCells,
} from './cells';
import type { FocusRow } from './rules';
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

/** What a final statement has beside its charges and credits. */
export type FocusSettlement = {
  payerRef: string;
  billedMonth: number;
  currency: string;
  /** Micro-units: what rounding each line to cents makes of the exact sum. */
  rounding: bigint;
  tax: bigint;
  /** Zero where there is no tax. */
  taxPercent: number;
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
    ...commonCells(
      { ...charge, payerRef: allocation.payerRef },
      detailOf(allocation, allocation.systemRef),
      context,
    ),
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
    SkuPriceDetails: JSON.stringify({
      x_Plan: allocation.plan,
      x_PriceType: charge.type,
    }),
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
  const systemRef = credit.systemRef ?? allocation?.systemRef;
  return {
    ...commonCells(credit, detailOf(allocation, systemRef), context),
    ...placeCells(allocation, systemRef, context.names),
    ...periodCells('Charge', context.calendar.monthBounds(month)),
    ...unpricedCells(amount),
    ChargeCategory: amount > 0n ? 'Adjustment' : 'Credit',
    ChargeClass:
      month < billedMonth || credit.correctsStatement ? 'Correction' : null,
    ChargeDescription: describe(credit.reason),
  };
}

/**
 * What makes the rows of an invoice add up to what is payable.
 *
 * @param discount - micro-units by which the invoice's charges are below their
 *   list cost; a tax's list cost is that of what it is worked out from
 */
export function settlementRows(
  settlement: FocusSettlement,
  discount: bigint,
  context: FocusContext,
): FocusRow[] {
  const { billedMonth, rounding, tax } = settlement;
  const row = (amount: bigint, cells: FocusRow): FocusRow => ({
    ...commonCells(settlement, cells.ChargeCategory ?? '', context),
    ...placeCells(undefined, undefined, context.names),
    ...periodCells('Charge', context.calendar.monthBounds(billedMonth)),
    ...unpricedCells(amount),
    ChargeClass: null,
    ...cells,
  });
  return [
    ...(rounding === 0n
      ? []
      : [
          row(rounding, {
            ChargeCategory: 'Adjustment',
            ChargeDescription: 'Rounding of each line to cents',
          }),
        ]),
    ...(tax === 0n
      ? []
      : [
          row(tax, {
            ChargeCategory: 'Tax',
            ChargeDescription: 'Value-added tax',
            ListCost: formatDecimal(tax + taxOn(discount, settlement)),
          }),
        ]),
  ];
}

function taxOn(amount: bigint, { taxPercent }: FocusSettlement): bigint {
  const hundredths = BigInt(Math.round(taxPercent * 100));
  return divideRounded(amount * hundredths, 10_000n);
}
