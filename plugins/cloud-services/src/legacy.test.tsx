import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { postgresql } from './__testUtils__/fixtures';
import { BASE_URL, startBackend } from './__testUtils__/render';
import { cloudServicesApiFactory } from './api';
import {
  CloudServicesCataloguePage,
  CloudServicesEnvironmentsPage,
  cloudServicesApiRef,
  cloudServicesPlugin,
} from './legacy';

const apis = [
  [permissionApiRef, mockApis.permission()],
  [catalogApiRef, catalogApiMock({ entities: [postgresql] })],
  [
    cloudServicesApiRef,
    cloudServicesApiFactory.factory({
      discoveryApi: { getBaseUrl: async () => BASE_URL },
      fetchApi: { fetch: (input, init) => fetch(input, init) },
    }),
  ],
] as const;

function renderLegacyPortal(at: string) {
  return renderInTestApp(
    <TestApiProvider apis={apis}>
      <Routes>
        <Route
          path="/cloud-services"
          element={<CloudServicesCataloguePage />}
        />
        <Route
          path="/environments/*"
          element={<CloudServicesEnvironmentsPage />}
        />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/cloud-services': cloudServicesPlugin.routes.catalogue,
        '/environments': cloudServicesPlugin.routes.environments,
      },
    },
  );
}

describe('the entry for the old frontend system', () => {
  startBackend();

  it('has the catalogue', async () => {
    await renderLegacyPortal('/cloud-services');
    expect(
      await screen.findByRole('link', { name: 'Order PostgreSQL' }),
    ).toHaveAttribute(
      'href',
      '/create/templates/default/order-sandbox-postgresql',
    );
  });

  it('has the environments', async () => {
    await renderLegacyPortal('/environments');
    expect(
      await screen.findByText('You have no environments yet'),
    ).toBeInTheDocument();
  });
});
