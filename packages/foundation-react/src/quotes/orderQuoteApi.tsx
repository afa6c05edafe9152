import type { ComponentType, ReactNode } from 'react';
import { createApiRef, useApiHolder } from '@backstage/core-plugin-api';

/** A service on a plan, in an order. @public */
export type OrderQuoteItem = {
  name?: string;
  /** Ref of the CloudService. */
  serviceRef: string;
  plan: string;
};

/** For whom something is ordered: agreed prices and budgets follow from it. @public */
export type OrderQuoteParties = {
  payerRef?: string;
  ownerRef?: string;
  customerRef?: string;
  softwareProviderRef?: string;
};

/**
 * What is about to be ordered, as far as prices need to know.
 * @public
 */
export type OrderQuoteProps = {
  items: OrderQuoteItem[];
  stage?: 'development' | 'test' | 'production';
  systemRef?: string;
  /** Absent as long as they are not all known. */
  parties?: OrderQuoteParties;
  /** ISO 8601: when it ends; absent when it does not. */
  until?: string;
  /** What there is today, for the difference. */
  current?: OrderQuoteItem[];
  /** ISO 8601: when that ends; absent: `until`, as it will be. */
  currentUntil?: string;
  /** Budgets that would be broken are told of elsewhere. */
  withoutBudgets?: boolean;
};

/** A plan of a service, wherever plans are compared. @public */
export type PlanPriceProps = {
  /** Ref of the CloudService. */
  serviceRef: string;
  plan: string;
  /** What is known of its price otherwise: shown where no price list in force names it. */
  fallback: ReactNode;
};

/**
 * Says what an order will cost; implemented by a plugin that knows prices. A
 * portal without one has no such API.
 * @public
 */
export interface OrderQuoteApi {
  /** Loads what it needs when it is first shown. */
  readonly Quote: ComponentType<OrderQuoteProps>;
  /** The price in force of a plan, in a few words. */
  readonly PlanPrice: ComponentType<PlanPriceProps>;
}

/** @public */
export const orderQuoteApiRef = createApiRef<OrderQuoteApi>({
  id: 'plugin.cloud-costs.order-quote',
});

/**
 * What an order will cost; nothing in a portal that does not know prices.
 * @public
 */
export function OrderQuote(props: OrderQuoteProps) {
  const Quote = useApiHolder().get(orderQuoteApiRef)?.Quote;
  return Quote ? <Quote {...props} /> : null;
}

/**
 * What a plan costs by the price list in force; in a portal that does not know
 * prices, what is known otherwise.
 * @public
 */
export function PlanPrice(props: PlanPriceProps) {
  const Price = useApiHolder().get(orderQuoteApiRef)?.PlanPrice;
  return Price ? <Price {...props} /> : <>{props.fallback}</>;
}
