import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { registerMswTestHooks } from '@backstage/test-utils';
import { cloudServicesApiFactory } from './cloudServicesApi';

const base = 'http://localhost:0/api/cloud-services';

describe('cloudServicesApiFactory', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('sends a body through fetch middleware that makes Requests of what it gets', async () => {
    server.use(
      http.post(`${base}/instances/i/bindings`, async ({ request }) =>
        HttpResponse.json(
          {
            body: await request.json(),
            key: request.headers.get('Idempotency-Key'),
          },
          { status: 202 },
        ),
      ),
    );
    const api = cloudServicesApiFactory.factory({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: {
        // As Backstage's middleware does: one looks at a Request made of the
        // input and passes the input on, the next makes another.
        fetch: async (input, init) => {
          const looked = new Request(input, init);
          expect(looked.method).toBe('POST');
          return fetch(new Request(input, init));
        },
      },
    });
    const client = await api.getClient();
    const { data } = await client.POST('/instances/{instanceId}/bindings', {
      params: {
        path: { instanceId: 'i' },
        header: { 'Idempotency-Key': 'k2345678' },
      },
      body: { purpose: 'tests' },
    });
    expect(data).toEqual({ body: { purpose: 'tests' }, key: 'k2345678' });
    expect(await api.getClient()).toBe(client);
  });
});
