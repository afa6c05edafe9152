import { lazy, Suspense } from 'react';
import { createApiFactory } from '@backstage/core-plugin-api';
import { orderQuoteApiRef } from '@dualcloud/foundation-react';

const OrderQuotePanel = lazy(() =>
  import('./QuotePanel').then(m => ({ default: m.OrderQuotePanel })),
);

const PlanPrice = lazy(() =>
  import('./planPrice/PlanPrice').then(m => ({ default: m.PlanPrice })),
);

/** Lets other plugins show what an order will cost, and what plans do. */
export const orderQuoteApiFactory = createApiFactory({
  api: orderQuoteApiRef,
  deps: {},
  factory: () => ({
    Quote: props => (
      <Suspense fallback={null}>
        <OrderQuotePanel {...props} />
      </Suspense>
    ),
    PlanPrice: props => (
      <Suspense fallback={null}>
        <PlanPrice {...props} />
      </Suspense>
    ),
  }),
});
