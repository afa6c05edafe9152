import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks who one would like to be', async () => {
    process.env = {
      ...process.env,
      NODE_ENV: 'test',
      APP_CONFIG: JSON.stringify([
        {
          data: {
            app: { title: 'Dual Cloud', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ]),
    };
    render(App.createRoot());
    expect(
      await screen.findByRole('button', { name: 'Sign in as Jana Brandt' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('article')).toHaveLength(6);
  });
});
