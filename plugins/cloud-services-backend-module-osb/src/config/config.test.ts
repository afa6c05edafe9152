import { ConfigReader } from '@backstage/config';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  type CloudServiceDriverFactory,
  cloudServicesDriversExtensionPoint,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import osbModule from '../index';
import { brokerUrl } from './brokerUrl';
import { readOsbConfig } from './readOsbConfig';

const auth = { username: 'u', password: 'p' };

describe('brokerUrl', () => {
  it.each([
    'https://broker.example.org',
    'https://broker.example.org:8443/prefix/',
    'http://localhost:7007',
    'http://127.0.0.1:1',
    'http://127.8.8.8',
    'http://[::1]:80',
  ])('accepts %s', url => {
    expect(() => brokerUrl('b', url)).not.toThrow();
  });

  it.each([
    'http://broker.example.org',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'ftp://localhost',
    'file:///etc/passwd',
    'broker',
    'https://user:secret@broker.example.org',
    'https://broker.example.org?x=1',
    'https://broker.example.org#x',
  ])('refuses %s and names the key', url => {
    expect(() => brokerUrl('b', url)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('cloudServices.brokers.b.url'),
      }),
    );
    expect(() => brokerUrl('b', url)).not.toThrow(/secret/);
  });
});

describe('readOsbConfig', () => {
  it('reads both kinds of authentication', () => {
    const url = 'https://b';
    expect(readOsbConfig('b', new ConfigReader({ url, auth }))).toEqual({
      url,
      auth,
      requestTimeoutMs: 60_000,
    });
    expect(
      readOsbConfig(
        'b',
        new ConfigReader({
          url,
          auth: { bearerToken: 't' },
          requestTimeoutSeconds: 5,
        }),
      ),
    ).toEqual({ url, auth: { bearerToken: 't' }, requestTimeoutMs: 5_000 });
  });

  it.each([
    [{}, /brokers\.b\.auth is incomplete/],
    [{ auth: { username: 'u' } }, /brokers\.b\.auth is incomplete/],
    [{ auth: { ...auth, bearerToken: 't' } }, /brokers\.b\.auth has both/],
    [{ auth: { bearerToken: 'a\nb' } }, /auth\.bearerToken has characters/],
    [{ auth: { username: 'a:b', password: 'p' } }, /colon/],
    [{ auth, requestTimeoutSeconds: 0 }, /requestTimeoutSeconds must be/],
    [{ auth, requestTimeoutSeconds: 9999 }, /requestTimeoutSeconds must be/],
  ])('refuses %j', (config, message) => {
    expect(() =>
      readOsbConfig('b', new ConfigReader({ url: 'https://b', ...config })),
    ).toThrow(message);
  });
});

describe('the module', () => {
  it('adds a driver factory for brokers of type osb', async () => {
    const factories: CloudServiceDriverFactory[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'cloud-services',
      register(env) {
        env.registerExtensionPoint(cloudServicesDriversExtensionPoint, {
          addDriverFactory: factory => factories.push(factory),
        });
        env.registerInit({ deps: {}, async init() {} });
      },
    });
    const backend = await startTestBackend({
      features: [plugin, osbModule, mockServices.rootConfig.factory()],
    });
    expect(factories.map(factory => factory.type)).toEqual(['osb']);
    const config = new ConfigReader({ url: 'https://b.example.org/', auth });
    expect(factories[0].create({ brokerName: 'b', config }).endpoint).toBe(
      'https://b.example.org',
    );
    await backend.stop();
  });
});
