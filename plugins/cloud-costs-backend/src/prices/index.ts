export {
  PriceBook,
  type PriceQuestion,
  type StoredPriceList,
} from './PriceBook';
