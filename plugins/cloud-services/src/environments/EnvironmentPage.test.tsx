import { delay, http, HttpResponse } from 'msw';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type {
  OrderQuoteApi,
  OrderQuoteProps,
} from '@dualcloud/foundation-react';
import {
  aBinding,
  anEnvironment,
  anInstance,
  anOrder,
  postgresql,
} from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { EnvironmentPage } from './EnvironmentPage';

const page = (language?: string, quotes?: OrderQuoteApi) =>
  renderPage(
    <Routes>
      <Route
        path="/environments/:environmentId"
        element={<EnvironmentPage />}
      />
    </Routes>,
    {
      at: '/environments/environment-1',
      entities: [postgresql],
      language,
      quotes,
    },
  );

describe('EnvironmentPage', () => {
  const { answer } = startBackend();
  const answerEnvironment = (environment = anEnvironment()) =>
    answer(
      http.get(backend('/environments/environment-1'), () =>
        HttpResponse.json(environment),
      ),
    );

  it('shows what the environment is and holds', async () => {
    answerEnvironment();
    page();
    expect(
      await screen.findByRole('heading', { name: 'kfz-test' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Jan 31, 2099/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'database: PostgreSQL' }),
    ).toHaveAttribute('href', '/environments/instances/instance-1');
    expect(screen.getByText('9 sec')).toBeInTheDocument();
  });

  it('follows an order until it is done, without a reload', async () => {
    let polls = 0;
    answer(
      http.get(backend('/environments/environment-1'), () =>
        HttpResponse.json(
          polls < 2
            ? anEnvironment({
                state: 'provisioning',
                activeOrderId: 'order-1',
                instances: [anInstance({ state: 'provisioning' })],
              })
            : anEnvironment(),
        ),
      ),
      http.get(backend('/orders/order-1'), () => {
        polls += 1;
        return HttpResponse.json(
          polls < 2
            ? anOrder()
            : anOrder({
                state: 'succeeded',
                finishedAt: new Date().toISOString(),
                progress: { done: 2, total: 2 },
              }),
        );
      }),
    );
    page();
    expect(await screen.findByText('0 of 2 steps done')).toBeInTheDocument();
    const steps = within(
      screen.getByRole('region', { name: 'Set up the environment kfz-test' }),
    ).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent('Set up database');
    expect(steps[0]).toHaveTextContent('Creating the role');
    expect(steps[1]).toHaveTextContent('after database');
    expect(
      screen.getByRole('progressbar', { name: 'Progress of the order' }),
    ).toHaveAttribute('max', '2');
    await waitFor(
      () =>
        expect(screen.queryByText('0 of 2 steps done')).not.toBeInTheDocument(),
      { timeout: 8_000 },
    );
    await waitFor(
      () =>
        expect(screen.getByRole('button', { name: 'Tear down' })).toBeEnabled(),
      { timeout: 8_000 },
    );
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  }, 20_000);

  it('tears down only after naming what is lost and having its name typed', async () => {
    const orders: Array<{ key: string | null; body: unknown }> = [];
    answerEnvironment();
    answer(
      http.post(backend('/orders'), async ({ request }) => {
        orders.push({
          key: request.headers.get('Idempotency-Key'),
          body: await request.json(),
        });
        return orders.length === 1
          ? errorAnswer(503, {
              name: 'ServiceUnavailableError',
              message: 'the database is being restarted',
            })
          : HttpResponse.json(anOrder({ type: 'terminate-environment' }), {
              status: 202,
            });
      }),
    );
    page();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Tear down' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Tear down the environment kfz-test?',
    });
    expect(dialog).toHaveTextContent(
      'database: PostgreSQL, Small, with all its data',
    );
    const confirm = within(dialog).getByRole('button', {
      name: 'Tear down for good',
    });
    expect(confirm).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), 'kfz-test');
    await userEvent.click(confirm);
    expect(
      await within(dialog).findByText('the database is being restarted'),
    ).toBeInTheDocument();
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(orders[0].body).toEqual({
      type: 'terminate-environment',
      environmentId: 'environment-1',
    });
    expect(orders[0].key).toMatch(/.{8,}/);
    expect(orders[1].key).toBe(orders[0].key);
  });

  it('extends by a quick choice', async () => {
    const orders: unknown[] = [];
    answerEnvironment(
      anEnvironment({
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      }),
    );
    answer(
      http.post(backend('/orders'), async ({ request }) => {
        orders.push(await request.json());
        return HttpResponse.json(anOrder({ type: 'extend-environment' }), {
          status: 202,
        });
      }),
    );
    page();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Extend' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^\+ 30 days/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Extend' }),
    );
    await waitFor(() => expect(orders).toHaveLength(1));
    expect(orders[0]).toMatchObject({
      type: 'extend-environment',
      environmentId: 'environment-1',
      expiresAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it('says what the longer life costs, where the portal knows prices', async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    answerEnvironment(anEnvironment({ expiresAt }));
    const asked: OrderQuoteProps[] = [];
    page(undefined, {
      Quote: props => {
        asked.push(props);
        return <p>Costs until {props.until?.slice(0, 10)}</p>;
      },
      PlanPrice: () => null,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Extend' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByText(/^Costs until/)).toBeNull();
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^\+ 30 days/ }),
    );
    expect(within(dialog).getByText(/^Costs until/)).toBeVisible();
    const { items, current, currentUntil, until } = asked.at(-1)!;
    expect(items).toEqual(
      anEnvironment().instances.map(({ name, serviceRef, planName }) => ({
        name,
        serviceRef,
        plan: planName,
      })),
    );
    expect(current).toEqual(items);
    expect(currentUntil).toBe(expiresAt);
    expect(Date.parse(until!)).toBeGreaterThan(
      Date.parse(expiresAt) + 29 * 86_400_000,
    );
  });

  it('says what failed in the broker’s words, and offers a retry', async () => {
    const retried: string[] = [];
    const failure = {
      message: 'PostgreSQL could not be set up',
      componentName: 'database',
      brokerName: 'sandbox',
      brokerDescription: 'disk quota exceeded',
      cleanedUp: true,
    };
    answerEnvironment(
      anEnvironment({ state: 'failed', failure, lastOrderId: 'order-1' }),
    );
    answer(
      http.get(backend('/orders/order-1'), () =>
        HttpResponse.json(
          anOrder({ state: 'failed', failure, canRetry: true, steps: [] }),
        ),
      ),
      http.post(backend('/orders/order-1/retry'), ({ request }) => {
        retried.push(request.headers.get('Idempotency-Key') ?? '');
        return HttpResponse.json(anOrder(), { status: 202 });
      }),
    );
    page();
    expect(await screen.findByText('disk quota exceeded')).toBeInTheDocument();
    expect(screen.getByText(/nothing is left behind/)).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Try the failed steps again',
      }),
    );
    await waitFor(() => expect(retried).toHaveLength(1));
    expect(screen.getByRole('button', { name: 'Tear down' })).toBeEnabled();
  });

  it('shows before and after before it orders a change', async () => {
    const orders: unknown[] = [];
    answerEnvironment();
    answer(
      http.get(backend('/services/default/sandbox-postgresql/schema'), () =>
        HttpResponse.json({
          serviceRef: 'cloudservice:default/sandbox-postgresql',
          plans: {
            small: {
              update: {
                type: 'object',
                properties: {
                  connectionLimit: {
                    type: 'integer',
                    'x-titles': { en: 'Connections' },
                  },
                },
              },
            },
            large: { create: { type: 'object', properties: {} } },
          },
        }),
      ),
      http.post(backend('/orders/preview'), async () => {
        await delay(10);
        return HttpResponse.json({
          type: 'update-environment',
          instances: [],
          warnings: [
            {
              code: 'service-ends',
              params: { service: 'PostgreSQL', date: '2027-06-30' },
              message: 'In English',
            },
          ],
          changes: [
            {
              componentName: 'database',
              field: '/connectionLimit',
              before: 10,
              after: 20,
            },
          ],
        });
      }),
      http.post(backend('/orders'), async ({ request }) => {
        orders.push(await request.json());
        return HttpResponse.json(anOrder(), { status: 202 });
      }),
    );
    page();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change database' }),
    );
    const limit = await screen.findByRole('textbox', { name: 'Connections' });
    await userEvent.clear(limit);
    await userEvent.type(limit, '20');
    await userEvent.tab();
    await userEvent.click(
      screen.getByRole('button', { name: 'Compare before and after' }),
    );
    const table = await screen.findByRole('table', {
      name: 'Before and after',
    });
    expect(table).toHaveTextContent('connectionLimit1020');
    expect(
      screen.getByText(
        '“PostgreSQL” is deprecated and can be used until Jun 30, 2027.',
      ),
    ).toBeInTheDocument();
    expect(orders).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Order this change' }),
    );
    await waitFor(() =>
      expect(orders).toEqual([
        {
          type: 'update-environment',
          environmentId: 'environment-1',
          components: { database: { parameters: { connectionLimit: 20 } } },
        },
      ]),
    );
  });

  it('shows credentials once and forgets them on closing', async () => {
    let reveals = 0;
    answerEnvironment();
    answer(
      http.get(backend('/instances/instance-1/bindings'), () =>
        HttpResponse.json({
          items: [
            aBinding(
              reveals
                ? { state: 'revealed', revealedAt: '2026-11-23T09:00:00.000Z' }
                : {},
            ),
          ],
        }),
      ),
      http.post(backend('/bindings/binding-1/reveal'), () => {
        reveals += 1;
        return HttpResponse.json({
          bindingId: 'binding-1',
          credentials: {
            host: '127.0.0.1',
            port: 5432,
            username: 'role_1',
            password: 's3cret-canary',
            uri: 'postgresql://role_1:s3cret-canary@127.0.0.1:5432/kfz',
          },
        });
      }),
    );
    page();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Credentials for database' }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show once: integration tests',
      }),
    );
    const reveal = await screen.findByRole('button', { name: 'Show now' });
    expect(reveal).toBeDisabled();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'I am ready to store them safely' }),
    );
    await userEvent.click(reveal);
    expect(await screen.findByText('role_1')).toBeInTheDocument();
    expect(screen.queryByText('s3cret-canary')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show password' }),
    );
    expect(screen.getByText('s3cret-canary')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'I have stored them – close' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('s3cret-canary')).not.toBeInTheDocument(),
    );
    expect(await screen.findByText('Shown once')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Show once:/ }),
    ).not.toBeInTheDocument();
    expect(reveals).toBe(1);
  });

  it('makes, rotates and revokes credentials', async () => {
    const calls: string[] = [];
    answerEnvironment();
    answer(
      http.get(backend('/instances/instance-1/bindings'), () =>
        HttpResponse.json({ items: [aBinding()] }),
      ),
      http.post(
        backend('/instances/instance-1/bindings'),
        async ({ request }) => {
          calls.push(`create ${JSON.stringify(await request.json())}`);
          return HttpResponse.json(aBinding({ state: 'creating' }), {
            status: 202,
          });
        },
      ),
      http.post(backend('/bindings/binding-1/rotate'), () => {
        calls.push('rotate');
        return HttpResponse.json(aBinding(), { status: 202 });
      }),
      http.delete(backend('/bindings/binding-1'), () => {
        calls.push('revoke');
        return HttpResponse.json(aBinding({ state: 'revoking' }), {
          status: 202,
        });
      }),
    );
    page();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Credentials for database' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /Make credentials for/ }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /What are they for/ }),
      'smoke test',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Make credentials' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    for (const name of ['Rotate', 'Revoke']) {
      await userEvent.click(
        await screen.findByRole('button', {
          name: `${name}: integration tests`,
        }),
      );
      await userEvent.click(
        within(await screen.findByRole('dialog')).getByRole('button', { name }),
      );
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
    }
    expect(calls).toEqual([
      'create {"purpose":"smoke test"}',
      'rotate',
      'revoke',
    ]);
  }, 15_000);

  it('offers nothing that the person may not do', async () => {
    const nothing = { update: false, terminate: false, credentials: false };
    answerEnvironment(
      anEnvironment({
        permissions: nothing,
        instances: [anInstance({ permissions: nothing })],
      }),
    );
    page();
    await screen.findByRole('heading', { name: 'kfz-test' });
    for (const name of [/Tear down/, /Extend/, /Change/, /Credentials/]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('says what to do when the environment cannot be read', async () => {
    answer(
      http.get(backend('/environments/environment-1'), () =>
        errorAnswer(404, {
          name: 'NotFoundError',
          message: 'no environment "environment-1"',
        }),
      ),
    );
    page();
    expect(
      await screen.findByText('no environment "environment-1"'),
    ).toBeInTheDocument();
    expect(screen.getByText(/It may have been torn down/)).toBeInTheDocument();
  });

  it('speaks German', async () => {
    answerEnvironment();
    page('de');
    expect(
      await screen.findByRole('button', { name: 'Abbauen' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Über diese Umgebung')).toBeInTheDocument();
    expect(screen.getByText(/31\.01\.2099/)).toBeInTheDocument();
  });
});
