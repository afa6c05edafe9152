import type {
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { BillingCalendar } from '../calendar';

/** What of an allocation matters for its price. */
export type RatableAllocation = {
  serviceRef: string;
  plan: string;
  payerRef: string;
  customerRef?: string | null;
  fromMs: number;
  /** Absent: still allocated. */
  toMs?: number | null;
  /**
   * `provisioned` is charged one-time components, `plan-changed` plan-change
   * components, anything else (other parties) neither.
   */
  begunBy: string;
  /**
   * Since when the instance has had this plan without a break, in this
   * allocation and those before it; `fromMs` when absent. A period that is
   * charged in full is charged to whom it began with.
   */
  planSinceMs?: number;
};

/** A time in which one version of one price list holds for an allocation. */
export type PriceSegment = {
  priceListId: number;
  list: string;
  version: string;
  spec: PriceListSpec;
  fromMs: number;
  toMs: number;
};

/** Measured in the UTC hour that begins at `hourMs`; millionths of the unit. */
export type HourUsage = { hourMs: number; quantity: bigint };

export type RateInput = {
  allocation: RatableAllocation;
  /** Such as 202611. */
  month: number;
  calendar: BillingCalendar;
  /**
   * In time order, at least from the year's (or the allocation's) begin to the
   * month's end, because yearly prices look back; see `PriceBook.segmentsOf`.
   */
  segments: PriceSegment[];
  /** By meter; in any order, hours of other months do no harm. */
  usage: ReadonlyMap<string, readonly HourUsage[]>;
  /** Time that has not come yet is not charged. */
  asOfMs: number;
};

/** What a component of an allocation costs on a day. */
export type RatedCharge = {
  day: number;
  priceListId: number;
  /** Id of the component; of a discount `<component>~<discount>`. */
  component: string;
  /** Type of the component, or `discount`. */
  type: string;
  meter?: string;
  /** The meter's; `h`, `day`, `month`, `year`, or `once` for a single event. */
  unit: string;
  /** Of the day, in millionths of the unit; 0 for a discount. */
  quantity: bigint;
  /** Micro-units of the currency. */
  amount: bigint;
  currency: string;
};

/** A figure for each day of the month. */
export type DaySeries = { quantities: bigint[]; amounts: bigint[] };

/** A component with a window of the month in which its price holds. */
export type ComponentContext = RateInput & {
  segment: PriceSegment;
  component: PriceComponent;
  /** Of segment and allocation, within the month; not cut at `asOfMs`. */
  windowFromMs: number;
  windowToMs: number;
};
