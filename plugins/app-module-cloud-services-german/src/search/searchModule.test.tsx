import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import searchPlugin from '@backstage/plugin-search/alpha';
import { MockSearchApi, searchApiRef } from '@backstage/plugin-search-react';
import { SearchFilterResultTypeBlueprint } from '@backstage/plugin-search-react/alpha';
import { configure, screen } from '@testing-library/react';
import { searchModuleCloudServicesGerman } from './searchModule';

// The first render loads the whole shell.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(30_000);

const types = createFrontendPlugin({
  pluginId: 'example',
  extensions: ['Service levels', 'Wunschkennzeichen'].map((name, index) =>
    SearchFilterResultTypeBlueprint.make({
      name: `type-${index}`,
      params: { value: `type-${index}`, name, icon: <svg /> },
    }),
  ),
});

beforeEach(() => window.localStorage.clear());

it.each([
  ['de', 'Service-Levels'],
  ['en', 'Service levels'],
  // A portal's own type, which nobody has translated.
  ['de', 'Wunschkennzeichen'],
])(
  'in %s the search offers the type of result “%s”',
  async (language, name) => {
    renderTestApp({
      features: [searchPlugin, searchModuleCloudServicesGerman, types],
      initialRouteEntries: ['/search'],
      config: {
        app: {
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  availableLanguages: ['en', 'de'],
                  defaultLanguage: language,
                },
              },
            },
          ],
        },
      },
      apis: [
        [catalogApiRef, catalogApiMock()],
        [searchApiRef, new MockSearchApi()],
      ],
    });
    expect(await screen.findByText(name)).toBeInTheDocument();
  },
);
