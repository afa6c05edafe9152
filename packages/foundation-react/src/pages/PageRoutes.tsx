import { type ReactNode, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageLoading } from './PageLoading';
import { UnknownPage } from './UnknownPage';

/**
 * The pages of a plugin: shows an outline while one is fetched, and says so where an
 * address leads to none of them.
 *
 * @param props - `children`: a `Route` for each page
 * @public
 */
export function PageRoutes(props: { children: ReactNode }) {
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        {props.children}
        <Route path="*" element={<UnknownPage />} />
      </Routes>
    </Suspense>
  );
}
