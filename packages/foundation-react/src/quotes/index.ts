export { endOfDay } from './endOfDay';
export {
  OrderQuote,
  orderQuoteApiRef,
  type OrderQuoteApi,
  type OrderQuoteItem,
  type OrderQuoteParties,
  type OrderQuoteProps,
  PlanPrice,
  type PlanPriceProps,
} from './orderQuoteApi';
