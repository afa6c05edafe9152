/**
 * Costs, statements and budgets in the portal.
 *
 * @packageDocumentation
 */
export { cloudCostsPlugin as default } from './plugin';
export { cloudCostsApiRef, type CloudCostsApi } from './api';
export {
  billingRouteRef,
  budgetsRouteRef,
  costLineRouteRef,
  costsRouteRef,
  priceListDraftRouteRef,
  priceListRouteRef,
  priceListsRouteRef,
  statementRouteRef,
} from './routes';
export { cloudCostsTranslationRef } from './translation';
export { cloudCostsMessagesDe } from './translations/de';
