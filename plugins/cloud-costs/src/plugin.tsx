import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiMoneyEuroCircleLine } from '@remixicon/react';
import { cloudCostsApiFactory } from './api';
import { billingExtensions } from './billing/extensions';
import { cardExtensions } from './cards/extensions';
import { explorerExtensions } from './explorer/extensions';
import { quoteExtensions } from './quote/extensions';
import {
  billingRouteRef,
  budgetsRouteRef,
  costLineRouteRef,
  costsRouteRef,
  priceListDraftRouteRef,
  priceListRouteRef,
  priceListsRouteRef,
  statementRouteRef,
} from './routes';

const cloudCostsApi = ApiBlueprint.make({
  params: defineParams => defineParams(cloudCostsApiFactory),
});

/**
 * Costs, statements, budgets and price lists, for the new frontend system.
 * @public
 */
export const cloudCostsPlugin = createFrontendPlugin({
  pluginId: 'cloud-costs',
  title: 'Cloud costs',
  icon: <RiMoneyEuroCircleLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    costs: costsRouteRef,
    line: costLineRouteRef,
    billing: billingRouteRef,
    statement: statementRouteRef,
    budgets: budgetsRouteRef,
    priceLists: priceListsRouteRef,
    priceList: priceListRouteRef,
    priceListDraft: priceListDraftRouteRef,
  },
  extensions: [
    cloudCostsApi,
    ...explorerExtensions,
    ...billingExtensions,
    ...cardExtensions,
    ...quoteExtensions,
  ],
});
