import {
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { configure, screen } from '@testing-library/react';
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

describe('German for the portal', () => {
  jest.setTimeout(30_000);

  beforeEach(() => {
    window.localStorage.clear();
  });

  it('translates titles of pages and tabs', async () => {
    renderPortal('de');
    expect(
      await screen.findByRole('heading', { name: 'Umgebungen' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Vorlagen' })).toBeInTheDocument();
  });

  it('leaves a title that it does not know', async () => {
    renderPortal('de');
    expect(
      await screen.findByRole('tab', { name: 'Wunschkennzeichen' }),
    ).toBeInTheDocument();
  });

  it('leaves English as it is', async () => {
    renderPortal('en');
    expect(
      await screen.findByRole('heading', { name: 'Environments' }),
    ).toBeInTheDocument();
  });
});
