import {
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { configure, screen, waitFor } from '@testing-library/react';
import german from './index';

// The first render loads the whole shell.
configure({ asyncUtilTimeout: 20_000 });

const plugin = createFrontendPlugin({
  pluginId: 'example',
  extensions: [
    PageBlueprint.make({ params: { path: '/example', title: 'Environments' } }),
    SubPageBlueprint.make({
      name: 'one',
      params: {
        path: 'one',
        title: 'Templates',
        loader: async () => <p>content</p>,
      },
    }),
    SubPageBlueprint.make({
      name: 'two',
      params: {
        path: 'two',
        title: 'Wunschkennzeichen',
        loader: async () => <p>other content</p>,
      },
    }),
  ],
});

function renderPortal(defaultLanguage: string) {
  return renderTestApp({
    features: [plugin, german],
    initialRouteEntries: ['/example'],
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: { availableLanguages: ['en', 'de'], defaultLanguage },
            },
          },
        ],
      },
    },
  });
}

// The page is drawn anew while the app starts: what was found may be replaced.
const shown = (role: string, name: string) =>
  waitFor(() => expect(screen.getByRole(role, { name })).toBeInTheDocument());

describe('German for the portal', () => {
  jest.setTimeout(30_000);

  beforeEach(() => {
    window.localStorage.clear();
  });

  it('translates titles of pages and tabs', async () => {
    renderPortal('de');
    await shown('heading', 'Umgebungen');
    await shown('tab', 'Vorlagen');
  });

  it('leaves a title that it does not know', async () => {
    renderPortal('de');
    await shown('tab', 'Wunschkennzeichen');
  });

  it('leaves English as it is', async () => {
    renderPortal('en');
    await shown('heading', 'Environments');
  });
});
