export { agreementInstance } from './agreements';
export {
  PriceBook,
  type PriceQuestion,
  type StoredPriceList,
} from './PriceBook';
export { PriceListStore, type RefusedPriceList } from './PriceListStore';
export { PriceListSync } from './PriceListSync';
export { PriceProblems } from './PriceProblems';
export { PriceService } from './PriceService';
export { type PriceRouteOptions, priceRoutes } from './routes';
