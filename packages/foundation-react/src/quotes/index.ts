export {
  OrderQuote,
  orderQuoteApiRef,
  type OrderQuoteApi,
  type OrderQuoteItem,
  type OrderQuoteParties,
  type OrderQuoteProps,
} from './orderQuoteApi';
