import { http, HttpResponse } from 'msw';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEnvironment, anInstance } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { EnvironmentsPage } from './EnvironmentsPage';

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

describe('EnvironmentsPage', () => {
  const { answer } = startBackend();

  it('lists environments and single instances, and warns of an end that is near', async () => {
    answer(
      http.get(backend('/environments'), () =>
        HttpResponse.json({
          items: [
            anEnvironment({ expiresAt: inDays(5) }),
            anEnvironment({ id: 'environment-2', name: 'kfz-dev' }),
          ],
          totalItems: 2,
        }),
      ),
      http.get(backend('/instances'), ({ request }) => {
        expect(new URL(request.url).searchParams.get('standalone')).toBe(
          'true',
        );
        return HttpResponse.json({
          items: [
            anInstance({
              id: 'instance-9',
              name: 'kfz-broker',
              environmentId: undefined,
              simulated: true,
            }),
          ],
          totalItems: 1,
        });
      }),
    );
    renderPage(<EnvironmentsPage />);
    const row = await screen.findByRole('row', { name: /kfz-test/ });
    expect(row).toHaveTextContent('in 5 days');
    expect(row).toHaveTextContent('Ready');
    expect(within(row).getByRole('link', { name: /kfz-test/ })).toHaveAttribute(
      'href',
      '/environments/environment-1',
    );
    const single = await screen.findByRole('row', { name: /kfz-broker/ });
    expect(single).toHaveTextContent('Simulated');
  });

  it('asks the backend for what the filters say, and keeps them in the address', async () => {
    const asked: string[] = [];
    answer(
      http.get(backend('/environments'), ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ items: [], totalItems: 0 });
      }),
    );
    renderPage(<EnvironmentsPage />, {
      at: '/?stage=test&state=failed&system=system%3Adefault%2Fkfz-portal&text=kfz',
    });
    expect(
      await screen.findByText('No environment matches the filters'),
    ).toBeInTheDocument();
    const query = new URLSearchParams(asked[0]);
    expect(Object.fromEntries(query)).toMatchObject({
      scope: 'mine',
      stage: 'test',
      state: 'failed',
      systemRef: 'system:default/kfz-portal',
      text: 'kfz',
    });
    await userEvent.click(
      screen.getByRole('radio', { name: 'All that I may see' }),
    );
    await waitFor(() =>
      expect(new URLSearchParams(asked.at(-1)).get('scope')).toBe('all'),
    );
  });

  it('says what to do when there is nothing', async () => {
    renderPage(<EnvironmentsPage />);
    expect(
      await screen.findByText('You have no environments yet'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Order from the catalogue' })[0],
    ).toHaveAttribute('href', '/cloud-services');
  });

  it('loads further pages', async () => {
    answer(
      http.get(backend('/environments'), ({ request }) =>
        new URL(request.url).searchParams.get('cursor')
          ? HttpResponse.json({
              items: [anEnvironment({ id: 'environment-2', name: 'second' })],
              totalItems: 2,
            })
          : HttpResponse.json({
              items: [anEnvironment({ name: 'first' })],
              totalItems: 2,
              nextCursor: 'next',
            }),
      ),
    );
    renderPage(<EnvironmentsPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Load more' }),
    );
    expect(
      await screen.findByRole('row', { name: /second/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /first/ })).toBeInTheDocument();
  });

  it('says what went wrong and tries again', async () => {
    let isDown = true;
    answer(
      http.get(backend('/environments'), () =>
        isDown
          ? errorAnswer(400, {
              name: 'InputError',
              message: 'the filter is not valid',
              details: [
                { field: 'stage', rule: 'enum', message: 'no such stage' },
              ],
            })
          : HttpResponse.json({ items: [anEnvironment()], totalItems: 1 }),
      ),
    );
    renderPage(<EnvironmentsPage />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the filter is not valid');
    expect(alert).toHaveTextContent('stage: no such stage');
    isDown = false;
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('row', { name: /kfz-test/ }),
    ).toBeInTheDocument();
  });

  it('shows the provider its delivery times', async () => {
    answer(
      http.get(backend('/delivery-times'), () =>
        HttpResponse.json({
          items: [
            {
              kind: 'service',
              ref: 'cloudservice:default/sandbox-postgresql',
              title: 'PostgreSQL',
              count: 12,
              failed: 1,
              medianSeconds: 4.2,
              p95Seconds: 65,
            },
          ],
        }),
      ),
    );
    renderPage(<EnvironmentsPage />, { at: '/?view=delivery-times' });
    const row = await screen.findByRole('row', { name: /PostgreSQL/ });
    expect(row).toHaveTextContent('4.2 sec');
    expect(row).toHaveTextContent('1 min 5 sec');
  });
});
