export { AverageUsage } from './AverageUsage';
export { type ItemLife, Lives, type LifeTerms } from './Lives';
export {
  type ByMonth,
  type CostsByMonth,
  costsByMonth,
  quoteLife,
} from './quoteLife';
export {
  type BudgetTouches,
  type QuotedLives,
  QuoteService,
} from './QuoteService';
export {
  type Life,
  monthsOfLife,
  type Prices,
  rateLifeMonth,
} from './rateLife';
export { checkLife, readInstant } from './readItems';
export { type QuoteRouteOptions, quoteRoutes } from './routes';
