import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageLoading } from '@dualcloud/foundation-react';
import { costLineRouteRef } from '../routes';
import { CostsPage } from './CostsPage';

const LinePage = lazy(() =>
  import('./line/LinePage').then(m => ({ default: m.LinePage })),
);

/** Everything under `/costs`. */
export function CostsRouter() {
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        <Route path="/" element={<CostsPage />} />
        <Route path={costLineRouteRef.path} element={<LinePage />} />
      </Routes>
    </Suspense>
  );
}
