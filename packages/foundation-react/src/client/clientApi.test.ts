import { createApiRef } from '@backstage/core-plugin-api';
import { createClientApiFactory, type ClientApi } from './clientApi';

const apiRef = createApiRef<ClientApi<{ name: string }>>({ id: 'things' });
const dependencies = {
  discoveryApi: { getBaseUrl: async () => 'http://localhost' },
  fetchApi: { fetch },
};

describe('createClientApiFactory', () => {
  it('loads the client once, when it is first asked for', async () => {
    const load = jest.fn(async () => ({ name: 'client' }));
    const api = createClientApiFactory(apiRef, load).factory(dependencies);
    expect(load).not.toHaveBeenCalled();

    const client = await api.getClient();
    expect(await api.getClient()).toBe(client);
    expect(load.mock.calls).toEqual([[dependencies]]);
  });

  it('loads again after a chunk could not be loaded', async () => {
    const load = jest
      .fn(async () => ({ name: 'client' }))
      .mockRejectedValueOnce(new Error('chunk'));
    const api = createClientApiFactory(apiRef, load).factory(dependencies);

    await expect(api.getClient()).rejects.toThrow('chunk');
    await expect(api.getClient()).resolves.toEqual({ name: 'client' });
  });
});
