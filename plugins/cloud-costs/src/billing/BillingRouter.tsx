import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import {
  budgetsRouteRef,
  priceListDraftRouteRef,
  priceListRouteRef,
  priceListsRouteRef,
  statementRouteRef,
} from '../routes';
import { BillingPage } from './BillingPage';

const StatementPage = lazy(() =>
  import('./statements/StatementPage').then(m => ({
    default: m.StatementPage,
  })),
);
const PriceListPage = lazy(() =>
  import('./priceLists/PriceListPage').then(m => ({
    default: m.PriceListPage,
  })),
);
const DraftPage = lazy(() =>
  import('./priceLists/DraftPage').then(m => ({ default: m.DraftPage })),
);

/** Everything under `/billing`. */
export function BillingRouter() {
  return (
    <PageRoutes>
      <Route path="/" element={<BillingPage tab="statements" />} />
      <Route
        path={budgetsRouteRef.path}
        element={<BillingPage tab="budgets" />}
      />
      <Route
        path={priceListsRouteRef.path}
        element={<BillingPage tab="priceLists" />}
      />
      <Route path={statementRouteRef.path} element={<StatementPage />} />
      <Route path={priceListDraftRouteRef.path} element={<DraftPage />} />
      <Route path={priceListRouteRef.path} element={<PriceListPage />} />
    </PageRoutes>
  );
}
