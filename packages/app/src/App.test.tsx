import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import App from './App';

function start() {
  process.env = {
    ...process.env,
    NODE_ENV: 'test',
    // The bundler puts the configuration here, as an object.
    APP_CONFIG: [
      {
        data: {
          app: {
            title: 'Dual Cloud',
            baseUrl: 'http://localhost:3000',
            extensions: [
              {
                'api:app/app-language': {
                  config: { availableLanguages: ['en', 'de'] },
                },
              },
            ],
          },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { environment: 'development' },
        },
        context: 'test',
      },
    ],
  } as unknown as NodeJS.ProcessEnv;
  render(App.createRoot());
}

const TIMEOUT = { timeout: 20_000 };

describe('App', () => {
  beforeEach(() => {
    window.localStorage.clear();
    window.sessionStorage.clear();
  });

  it('asks who one would like to be, in English and in German', async () => {
    start();
    expect(
      await screen.findByRole(
        'button',
        { name: 'Sign in as Jana Brandt' },
        TIMEOUT,
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('article')).toHaveLength(9);
    expect(document.documentElement).toHaveAttribute('lang', 'en');

    await userEvent.click(screen.getByRole('button', { name: 'Deutsch' }));
    expect(
      await screen.findByRole('button', { name: 'Als Jana Brandt anmelden' }),
    ).toBeInTheDocument();
    expect(document.documentElement).toHaveAttribute('lang', 'de');
  }, 30_000);
});
