export {
  OrderQuote,
  orderQuoteApiRef,
  type OrderQuoteApi,
  type OrderQuoteItem,
  type OrderQuoteProps,
} from './orderQuoteApi';
