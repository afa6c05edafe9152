import type { JSX } from 'react';
import { http, HttpResponse, type RequestHandler } from 'msw';
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
import {
  type OrderQuoteApi,
  orderQuoteApiRef,
} from '@dualcloud/foundation-react';
import { cloudServicesApiFactory, cloudServicesApiRef } from '../api';
import { catalogueRouteRef, environmentsRouteRef } from '../routes';
import { orderOptions } from './fixtures';

export const BASE_URL = 'http://localhost:0/api/cloud-services';

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

/** A backend that answers by the contract; a test adds what it is about. */
export function startBackend() {
  const server = setupServer(
    http.get(backend('/order-options'), () =>
      HttpResponse.json(orderOptions()),
    ),
    http.get(backend('/brokers'), () => HttpResponse.json({ items: [] })),
    http.get(backend('/environments'), () =>
      HttpResponse.json({ items: [], totalItems: 0 }),
    ),
    http.get(backend('/instances'), () =>
      HttpResponse.json({ items: [], totalItems: 0 }),
    ),
    http.get(backend('/:kind/:id/journal'), () =>
      HttpResponse.json({ items: [] }),
    ),
    http.get(backend('/instances/:id/bindings'), () =>
      HttpResponse.json({ items: [] }),
    ),
  );
  registerMswTestHooks(server);
  return {
    answer: (...handlers: RequestHandler[]) => server.use(...handlers),
  };
}

/** Renders in a test app with everything that our pages reach for. */
export function renderPage(
  element: JSX.Element,
  options: {
    entities?: Entity[];
    at?: string;
    mountPath?: string;
    language?: string;
    requestContact?: string;
    /** Where the portal knows prices. */
    quotes?: OrderQuoteApi;
  } = {},
) {
  const {
    entities = [],
    at = '/',
    mountPath = '/*',
    language = 'en',
    requestContact,
    quotes,
  } = options;
  return renderInTestApp(element, {
    config: { cloudServices: { requests: { contact: requestContact } } },
    mountPath,
    initialRouteEntries: [at],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/cloud-services': catalogueRouteRef,
      '/environments': environmentsRouteRef,
    },
    apis: [
      [catalogApiRef, catalogApiMock({ entities })],
      mockApis.permission(),
      ...(quotes ? [[orderQuoteApiRef, quotes] as const] : []),
      [
        cloudServicesApiRef,
        cloudServicesApiFactory.factory({
          discoveryApi: { getBaseUrl: async () => BASE_URL },
          fetchApi: { fetch: (input, init) => fetch(input, init) },
        }),
      ],
      [appLanguageApiRef, inLanguage(language)],
    ],
  });
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
