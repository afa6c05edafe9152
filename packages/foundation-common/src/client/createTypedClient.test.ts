import { createTypedClient } from './createTypedClient';
import { newIdempotencyKey } from './newIdempotencyKey';

type Paths = {
  '/things/{id}': {
    put: {
      parameters: { path: { id: string } };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: {
        200: { content: { 'application/json': { id: string } } };
      };
    };
  };
};

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

async function create(answer: () => Response, token?: string) {
  const sent: Array<{ url: string; init: RequestInit }> = [];
  const client = await createTypedClient<Paths>({
    pluginId: 'things',
    discoveryApi: {
      getBaseUrl: async pluginId => `http://localhost/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (url, init = {}) => {
        sent.push({ url: String(url), init });
        return answer();
      },
    },
    getToken: async () => token,
  });
  const { PUT: sendPut } = client;
  const put = () =>
    sendPut('/things/{id}', {
      params: { path: { id: 'a b' } },
      body: { name: 'x' },
    });
  return { put, sent };
}

it('speaks to the plugin that discovery finds, in parts that fetch can take twice', async () => {
  const { put, sent } = await create(() => json({ id: 'a b' }), 'a-token');
  expect((await put()).data).toEqual({ id: 'a b' });
  const [{ url, init }] = sent;
  expect(url).toBe('http://localhost/api/things/things/a%20b');
  expect(init).toMatchObject({ method: 'PUT', body: '{"name":"x"}' });
  expect(new Headers(init.headers).get('authorization')).toBe('Bearer a-token');
});

it('sends no token where it has none', async () => {
  const { put, sent } = await create(() => json({ id: 'a' }));
  await put();
  expect(new Headers(sent[0].init.headers).has('authorization')).toBe(false);
});

it("throws what the plugin says about an error, with the error's body", async () => {
  const error = { name: 'ConflictError', message: 'thing "a" is busy' };
  const { put } = await create(() =>
    json({ error, response: { statusCode: 409 } }, 409),
  );
  await expect(put()).rejects.toMatchObject({
    name: 'ResponseError',
    statusCode: 409,
    body: { error },
  });
});

it('makes a key of its own for each wish', () => {
  const keys = Array.from({ length: 100 }, newIdempotencyKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[\x20-\x7e]{8,200}$/);
});
