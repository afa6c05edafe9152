import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { aReport } from './__testUtils__/fixtures';
import { backend, BASE_URL, startBackend } from './__testUtils__/render';
import { cloudCostsApiFactory } from './api';
import {
  CloudCostsBillingPage,
  CloudCostsPage,
  cloudCostsApiRef,
  cloudCostsPlugin,
  EntitySystemCostsCard,
} from './legacy';

const system = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'kfz-portal', title: 'Kfz-Portal' },
};

const apis = [
  [permissionApiRef, mockApis.permission()],
  [catalogApiRef, catalogApiMock({ entities: [system] })],
  [
    cloudCostsApiRef,
    cloudCostsApiFactory.factory({
      discoveryApi: { getBaseUrl: async () => BASE_URL },
      fetchApi: { fetch: (input, init) => fetch(input, init) },
    }),
  ],
] as const;

function renderLegacyPortal(at: string) {
  return renderInTestApp(
    <TestApiProvider apis={apis}>
      <Routes>
        <Route path="/costs/*" element={<CloudCostsPage />} />
        <Route path="/billing/*" element={<CloudCostsBillingPage />} />
        <Route
          path="/system"
          element={
            <EntityProvider entity={system}>
              <EntitySystemCostsCard />
            </EntityProvider>
          }
        />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/costs': cloudCostsPlugin.routes.costs,
        '/billing': cloudCostsPlugin.routes.billing,
      },
    },
  );
}

describe('the entry for the old frontend system', () => {
  startBackend(
    http.get(backend('/costs'), () => HttpResponse.json(aReport())),
    http.get(backend('/costs/filters'), () =>
      HttpResponse.json({ dimensions: [] }),
    ),
    http.get(backend('/anomalies'), () =>
      HttpResponse.json({ pending: false, items: [] }),
    ),
    http.get(backend('/budgets'), () => HttpResponse.json({ items: [] })),
    http.get(backend('/statements'), () => HttpResponse.json({ items: [] })),
  );

  it('has the costs, down to the links between the pages', async () => {
    await renderLegacyPortal('/costs');
    expect(
      await screen.findByRole('link', { name: 'Kfz-Portal' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/costs\?.*path=system/));
  });

  it('has the statements, and each tab at its address', async () => {
    await renderLegacyPortal('/billing');
    expect(await screen.findByText('No statements')).toBeInTheDocument();
  });

  it('has the budgets', async () => {
    await renderLegacyPortal('/billing/budgets');
    expect(await screen.findByText('No budgets')).toBeInTheDocument();
  });

  it('has the cards', async () => {
    await renderLegacyPortal('/system');
    expect(
      await screen.findByRole('link', { name: 'Open costs' }),
    ).toHaveAttribute('href', '/costs?system=system%3Adefault%2Fkfz-portal');
  });
});
