import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import { costLineRouteRef } from '../routes';
import { CostsPage } from './CostsPage';

const LinePage = lazy(() =>
  import('./line/LinePage').then(m => ({ default: m.LinePage })),
);

/** Everything under `/costs`. */
export function CostsRouter() {
  return (
    <PageRoutes>
      <Route path="/" element={<CostsPage />} />
      <Route path={costLineRouteRef.path} element={<LinePage />} />
    </PageRoutes>
  );
}
