import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiMoneyEuroCircleLine } from '@remixicon/react';
import { costsRouteRef } from '../routes';

export const costsPage = PageBlueprint.make({
  name: 'costs',
  params: {
    path: '/costs',
    title: 'Costs',
    icon: <RiMoneyEuroCircleLine />,
    routeRef: costsRouteRef,
    loader: () =>
      import('./CostsRouter').then(m => (
        <main>
          <m.CostsRouter />
        </main>
      )),
  },
});

export const explorerExtensions = [costsPage];
