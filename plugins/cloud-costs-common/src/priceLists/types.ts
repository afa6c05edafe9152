import type { Entity } from '@backstage/catalog-model';
import type { LocalizedText } from '@dualcloud/foundation-common';

/**
 * An amount of money or a quantity, as a decimal in a string (`'0.0125'`), never
 * a number: a YAML number is a float.
 * @public
 */
export type Decimal = string;

/** @public */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** What every component has. @public */
export type PriceComponentBase = {
  /** Unique in its plan; kebab case. */
  id: string;
  titles?: LocalizedText;
};

/** Once, on the day on which the allocation begins (not after a plan change). @public */
export type OneTimeComponent = PriceComponentBase & {
  type: 'one-time';
  price: Decimal;
};

/** Once, on the day on which an instance changes to this plan. @public */
export type PlanChangeComponent = PriceComponentBase & {
  type: 'plan-change';
  price: Decimal;
};

/** Fixed for each day, calendar month or calendar year of allocation. @public */
export type RecurringComponent = PriceComponentBase & {
  type: 'recurring';
  price: Decimal;
  period: 'day' | 'month' | 'year';
  /** `exact`: pro rata to the second; `full`: each period begun counts whole. */
  proration: 'exact' | 'full';
};

/**
 * Applies on these weekdays from hour to hour of the price list's time zone.
 * Whole hours; `24:00` is the end of the day. Bands must not overlap.
 * @public
 */
export type TimeBand = {
  days: Weekday[];
  from: string;
  to: string;
  price: Decimal;
};

/** For each hour of allocation, pro rata to the second. @public */
export type AllocationComponent = PriceComponentBase & {
  type: 'allocation';
  pricePerHour: Decimal;
  /** Other prices at certain times; outside them `pricePerHour` holds. */
  timeBands?: TimeBand[];
};

/** From (exclusive, except the first) to (inclusive); the last has no `to`. @public */
export type PriceTier = {
  from: Decimal;
  to?: Decimal;
  /** For `per` units. */
  price: Decimal;
  /** Once when the tier is entered. */
  fee?: Decimal;
};

/** By measured usage, added up over a calendar month for each allocation. @public */
export type UsageComponent = PriceComponentBase & {
  type: 'usage';
  meter: string;
  unit: string;
  /** How many units a price is for; `'1'` when absent. */
  per?: Decimal;
  /** Units of a month that cost nothing. */
  freeAllowance?: Decimal;
  /** Least amount of money for a month in which the allocation lived. */
  minimum?: Decimal;
} & (
    | {
        model: 'flat';
        price: Decimal;
        timeBands?: TimeBand[];
      }
    | { model: 'graduated' | 'volume'; tiers: PriceTier[] }
    | {
        model: 'package';
        /** Units in a package; each package begun counts whole. */
        packageSize: Decimal;
        /** Of one package. */
        price: Decimal;
      }
  );

/** @public */
export type PriceComponent =
  | OneTimeComponent
  | PlanChangeComponent
  | RecurringComponent
  | AllocationComponent
  | UsageComponent;

/** Prices of one plan. @public */
export type PlanPrices = { plan: string; components: PriceComponent[] };

/** Prices of one cloud service. @public */
export type ServicePrices = { serviceRef: string; plans: PlanPrices[] };

/** Agreed with one customer; a charge of its own for each line it lowers. @public */
export type CustomerDiscount = {
  id: string;
  titles?: LocalizedText;
  /** Matches payer or agency of an allocation. */
  customerRef: string;
  /** Above 0, at most 100. */
  percent: Decimal;
  /** Absent: all services of the list. */
  serviceRefs?: string[];
};

/**
 * Prices agreed for one customer's individual service (from an accepted offer).
 * Such a list makes an allocation of its own from `validFrom` to `validUntil`.
 * @public
 */
export type PriceAgreement = {
  customerRef: string;
  systemRef: string;
  softwareProviderRef?: string;
  payerRef?: string;
  /** Last day, included. */
  validUntil?: string;
};

/** `spec` of a price list. @public */
export type PriceListSpec = {
  /** Which list this is a version of. */
  list: string;
  version: string;
  /** First day; from midnight in the billing time zone until the next version begins. */
  validFrom: string;
  currency: string;
  /** IANA time zone of time bands. */
  timeZone: string;
  owner: string;
  titles?: LocalizedText;
  services: ServicePrices[];
  discounts?: CustomerDiscount[];
  agreement?: PriceAgreement;
};

/** A version of a price list in the catalog. @public */
export interface PriceListEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'PriceList';
  spec: PriceListSpec & Entity['spec'];
}
