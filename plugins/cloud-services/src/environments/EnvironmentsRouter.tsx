import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import {
  environmentRouteRef,
  instanceRouteRef,
  orderRouteRef,
} from '../routes';
import { EnvironmentsPage } from './EnvironmentsPage';

const EnvironmentPage = lazy(() =>
  import('./EnvironmentPage').then(m => ({ default: m.EnvironmentPage })),
);
const InstancePage = lazy(() =>
  import('./InstancePage').then(m => ({ default: m.InstancePage })),
);
const OrderPage = lazy(() =>
  import('../orders/OrderPage').then(m => ({ default: m.OrderPage })),
);

/** Everything under `/environments`. */
export function EnvironmentsRouter() {
  return (
    <PageRoutes>
      <Route path="/" element={<EnvironmentsPage />} />
      <Route path={instanceRouteRef.path} element={<InstancePage />} />
      <Route path={orderRouteRef.path} element={<OrderPage />} />
      <Route path={environmentRouteRef.path} element={<EnvironmentPage />} />
    </PageRoutes>
  );
}
