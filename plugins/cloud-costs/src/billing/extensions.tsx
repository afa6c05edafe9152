import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiBillLine } from '@remixicon/react';
import { billingRouteRef } from '../routes';

export const billingPage = PageBlueprint.make({
  name: 'billing',
  params: {
    path: '/billing',
    title: 'Billing',
    icon: <RiBillLine />,
    routeRef: billingRouteRef,
    loader: () =>
      import('./BillingRouter').then(m => (
        <main>
          <m.BillingRouter />
        </main>
      )),
  },
});

export const billingExtensions = [billingPage];
