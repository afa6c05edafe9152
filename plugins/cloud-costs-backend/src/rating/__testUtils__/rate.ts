import type {
  CustomerDiscount,
  PriceComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { BillingCalendar } from '../../calendar';
import { parseDecimal } from '../../money';
import { rateMonth } from '../rateMonth';
import type {
  PriceSegment,
  RatableAllocation,
  RatedCharge,
  RateInput,
} from '../types';
import type { OracleUsage } from './oracle';

export const berlin = BillingCalendar.create('Europe/Berlin');
export const SERVICE = 'cloudservice:default/thing';

export const at = (text: string) => Date.parse(text);

export function segmentOf(
  components: PriceComponent[],
  options: {
    id?: number;
    fromMs?: number;
    toMs?: number;
    discounts?: CustomerDiscount[];
  } = {},
): PriceSegment {
  const { id = 1, fromMs = 0, toMs = Infinity, discounts } = options;
  return {
    priceListId: id,
    list: 'list',
    version: String(id),
    fromMs,
    toMs,
    spec: {
      list: 'list',
      version: String(id),
      validFrom: '2020-01-01',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/provider',
      services: [
        { serviceRef: SERVICE, plans: [{ plan: 'small', components }] },
      ],
      discounts,
    },
  };
}

export function allocationOf(
  changes: Partial<RatableAllocation> = {},
): RatableAllocation {
  return {
    serviceRef: SERVICE,
    plan: 'small',
    payerRef: 'group:default/agency',
    fromMs: at('2025-01-01T00:00:00+01:00'),
    begunBy: 'provisioned',
    ...changes,
  };
}

type RateOptions = {
  segments: PriceSegment[];
  month: number;
  allocation?: RatableAllocation;
  usage?: OracleUsage[];
  asOfMs?: number;
};

/** What `rateMonth` is given, from what matters in a test; everything else is plain. */
export function inputOf(options: RateOptions): RateInput {
  return {
    calendar: berlin,
    allocation: options.allocation ?? allocationOf(),
    segments: options.segments,
    month: options.month,
    usage: new Map([
      [
        'meter',
        (options.usage ?? []).map(one => ({
          hourMs: one.hourMs,
          quantity: parseDecimal(one.quantity),
        })),
      ],
    ]),
    asOfMs: options.asOfMs ?? Infinity,
  };
}

export function rate(options: RateOptions): RatedCharge[] {
  return rateMonth(inputOf(options));
}

export function sum(charges: RatedCharge[]): bigint {
  return charges.reduce((total, charge) => total + charge.amount, 0n);
}
