import { lazy, Suspense } from 'react';
import { createApiFactory } from '@backstage/core-plugin-api';
import { orderQuoteApiRef } from '@dualcloud/foundation-react';

const OrderQuotePanel = lazy(() =>
  import('./QuotePanel').then(m => ({ default: m.OrderQuotePanel })),
);

/** Lets other plugins show what an order will cost. */
export const orderQuoteApiFactory = createApiFactory({
  api: orderQuoteApiRef,
  deps: {},
  factory: () => ({
    Quote: props => (
      <Suspense fallback={null}>
        <OrderQuotePanel {...props} />
      </Suspense>
    ),
  }),
});
