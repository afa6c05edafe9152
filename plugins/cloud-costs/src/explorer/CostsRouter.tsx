import { lazy, Suspense } from 'react';
import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { Loading } from '@dualcloud/foundation-react';
import { costLineRouteRef } from '../routes';
import { CostsPage } from './CostsPage';

const LinePage = lazy(() =>
  import('./line/LinePage').then(m => ({ default: m.LinePage })),
);

/** Everything under `/costs`. */
export function CostsRouter() {
  return (
    <Suspense
      fallback={
        <Container py="4">
          <Loading rows={4} rowHeight={80} />
        </Container>
      }
    >
      <Routes>
        <Route path="/" element={<CostsPage />} />
        <Route path={costLineRouteRef.path} element={<LinePage />} />
      </Routes>
    </Suspense>
  );
}
