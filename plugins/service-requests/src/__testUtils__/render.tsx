import type { JSX } from 'react';
import { useLocation } from 'react-router-dom';
import { HttpResponse, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import type { Entity } from '@backstage/catalog-model';
import {
  appLanguageApiRef,
  type AppLanguageApi,
} from '@backstage/core-plugin-api/alpha';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { registerMswTestHooks } from '@backstage/test-utils';
import { serviceRequestsApiFactory, serviceRequestsApiRef } from '../api';
import { levelsApiFactory, levelsApiRef } from '../api/serviceLevelsApi';
import { serviceDeskRouteRef } from '../desk/routes';
import { serviceRequestsRouteRef } from '../routes';

export const BASE_URL = 'http://localhost:0/api/service-requests';

export const LEVELS_URL = 'http://localhost:0/api/service-levels';

/** The address of a route of the backend. */
export const backend = (path: string) => `${BASE_URL}${path}`;

/** An answer in Backstage's error format. */
export function errorAnswer(
  statusCode: number,
  error: { name: string; message: string } & Record<string, unknown>,
) {
  return HttpResponse.json(
    { error, response: { statusCode } },
    { status: statusCode },
  );
}

/** Where the backends of the plugins are. */
const backends = {
  discoveryApi: {
    getBaseUrl: async (plugin: string) => `http://localhost:0/api/${plugin}`,
  },
  fetchApi: {
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  },
};

/** A backend that answers what a test gives it; everything else is refused. */
export function startBackend(...usual: RequestHandler[]) {
  const server = setupServer(...usual);
  registerMswTestHooks(server);
  return {
    answer: (...handlers: RequestHandler[]) => server.use(...handlers),
  };
}

/** Shows where the browser is, for tests of the address. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

/** Renders in a test app with everything that our pages reach for. */
export function renderPage(
  element: JSX.Element,
  options: { entities?: Entity[]; at?: string; language?: string } = {},
) {
  const { entities = [], at = '/', language = 'en' } = options;
  return renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      mountPath: '/*',
      initialRouteEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/service-requests': serviceRequestsRouteRef,
        '/service-desk': serviceDeskRouteRef,
      },
      apis: [
        [catalogApiRef, catalogApiMock({ entities })],
        mockApis.permission(),
        [serviceRequestsApiRef, serviceRequestsApiFactory.factory(backends)],
        [levelsApiRef, levelsApiFactory.factory(backends)],
        [appLanguageApiRef, inLanguage(language)],
      ],
    },
  );
}

/** A portal that is shown in one language and stays so. */
function inLanguage(language: string): AppLanguageApi {
  return {
    getAvailableLanguages: () => ({ languages: ['en', 'de'] }),
    getLanguage: () => ({ language }),
    setLanguage: () => {},
    language$: () => ({
      subscribe: () => ({ unsubscribe: () => {}, closed: false }),
      [Symbol.observable]() {
        return this;
      },
    }),
  };
}
