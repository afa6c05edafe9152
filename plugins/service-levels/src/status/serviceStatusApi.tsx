import { lazy, Suspense } from 'react';
import { createApiFactory } from '@backstage/core-plugin-api';
import { serviceStatusApiRef } from '@dualcloud/foundation-react';

const StatusBanner = lazy(() =>
  import('./StatusBanner').then(m => ({ default: m.StatusBanner })),
);

/** Lets pages of other plugins say what is down. */
export const serviceStatusApiFactory = createApiFactory({
  api: serviceStatusApiRef,
  deps: {},
  factory: () => ({
    Status: props => (
      <Suspense fallback={null}>
        <StatusBanner {...props} />
      </Suspense>
    ),
  }),
});
