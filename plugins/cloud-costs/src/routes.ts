import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The costs page. @public */
export const costsRouteRef = createRouteRef({ id: 'cloud-costs:costs' });

/** Why this figure: one line. @public */
export const costLineRouteRef = createSubRouteRef({
  id: 'cloud-costs:line',
  parent: costsRouteRef,
  path: '/lines/:lineId',
});

/** Statements, budgets and price lists. @public */
export const billingRouteRef = createRouteRef({ id: 'cloud-costs:billing' });

/** One statement. @public */
export const statementRouteRef = createSubRouteRef({
  id: 'cloud-costs:statement',
  parent: billingRouteRef,
  path: '/statements/:statementId',
});

/** Budgets. @public */
export const budgetsRouteRef = createSubRouteRef({
  id: 'cloud-costs:budgets',
  parent: billingRouteRef,
  path: '/budgets',
});

/** Price lists. @public */
export const priceListsRouteRef = createSubRouteRef({
  id: 'cloud-costs:price-lists',
  parent: billingRouteRef,
  path: '/price-lists',
});

/** One version of a price list. @public */
export const priceListRouteRef = createSubRouteRef({
  id: 'cloud-costs:price-list',
  parent: billingRouteRef,
  path: '/price-lists/:list/versions/:version',
});

/** A draft of a price list, to be checked and simulated. @public */
export const priceListDraftRouteRef = createSubRouteRef({
  id: 'cloud-costs:price-list-draft',
  parent: billingRouteRef,
  path: '/price-lists/draft',
});
