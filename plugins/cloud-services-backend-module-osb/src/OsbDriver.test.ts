import {
  type CloudServiceDriver,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { mockServices } from '@backstage/backend-test-utils';
import { createOsbDriver } from './OsbDriver';
import { MisbehavingBroker } from './__testUtils__/misbehavingBroker';

const ref = {
  instanceId: 'a/b 1',
  serviceId: 'service id',
  planId: 'plan',
  bindingId: 'b-1',
};
const call = (extra = {}) => ({
  signal: new AbortController().signal,
  ...extra,
});

describe('OsbDriver', () => {
  let broker: MisbehavingBroker;
  let driver: CloudServiceDriver & { close(): Promise<void> };
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    broker = await MisbehavingBroker.start();
    driver = createOsbDriver({
      brokerName: 'test',
      url: `${broker.url}/prefix/`,
      auth: { username: 'portal', password: 'sésame' },
      logger,
    });
  });

  afterEach(async () => {
    await driver.close();
    await broker.stop();
  });

  it('sends what the specification asks for', async () => {
    broker.answer(201, { dashboard_url: 'https://dash.example.org/1' });
    await expect(
      driver.provision(
        {
          ...ref,
          parameters: { size: 3 },
          maintenanceInfo: { version: '1.2.3' },
          context: {
            platform: 'other',
            customerRef: 'group:default/kraftfahrtamt',
            systemRef: 'system:default/kfz-portal',
          },
        },
        call({
          originatingIdentity: { userEntityRef: 'user:default/jana.brandt' },
          requestId: 'request-1',
        }),
      ),
    ).resolves.toEqual({
      status: 'done',
      existed: false,
      dashboardUrl: 'https://dash.example.org/1',
    });
    const { method, url, headers, body } = broker.last;
    expect(method).toBe('PUT');
    expect(url.pathname).toBe('/prefix/v2/service_instances/a%2Fb%201');
    expect(url.search).toBe('?accepts_incomplete=true');
    expect(headers).toMatchObject({
      'x-broker-api-version': '2.17',
      'x-broker-api-request-identity': 'request-1',
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('portal:sésame').toString('base64')}`,
    });
    const [platform, value] = String(
      headers['x-broker-api-originating-identity'],
    ).split(' ');
    expect(platform).toBe('backstage');
    expect(JSON.parse(Buffer.from(value, 'base64').toString())).toEqual({
      user_entity_ref: 'user:default/jana.brandt',
    });
    expect(body).toEqual({
      service_id: 'service id',
      plan_id: 'plan',
      context: {
        platform: 'backstage',
        customerRef: 'group:default/kraftfahrtamt',
        systemRef: 'system:default/kfz-portal',
      },
      organization_guid: 'group:default/kraftfahrtamt',
      space_guid: 'system:default/kfz-portal',
      parameters: { size: 3 },
      maintenance_info: { version: '1.2.3' },
    });
  });

  it('names each request even if the caller does not, and leaves the identity out where nobody acts', async () => {
    broker.answer(200, { services: [] });
    await driver.catalog(call());
    const first = broker.last.headers;
    await driver.catalog(call());
    expect(first['x-broker-api-request-identity']).toMatch(/^[0-9a-f-]{36}$/);
    expect(broker.last.headers['x-broker-api-request-identity']).not.toBe(
      first['x-broker-api-request-identity'],
    );
    expect(first).not.toHaveProperty('x-broker-api-originating-identity');
  });

  it('authenticates by bearer token', async () => {
    const bearer = createOsbDriver({
      brokerName: 'bearer',
      url: broker.url,
      auth: { bearerToken: 'abc.def' },
    });
    broker.answer(200, { services: [] });
    await bearer.catalog(call());
    await bearer.close();
    expect(broker.last.headers.authorization).toBe('Bearer abc.def');
  });

  it('updates with the previous values', async () => {
    broker.answer(202, { operation: 'op', dashboard_url: 'data:text/html,x' });
    await expect(
      driver.update(
        {
          ...ref,
          parameters: {},
          context: {},
          previous: { planId: 'old', maintenanceInfo: { version: '1.0.0' } },
        },
        call(),
      ),
    ).resolves.toEqual({
      status: 'in-progress',
      operation: 'op',
      retryAfterMs: undefined,
    });
    expect(broker.last.method).toBe('PATCH');
    expect(broker.last.body).toMatchObject({
      plan_id: 'plan',
      parameters: {},
      previous_values: {
        service_id: 'service id',
        plan_id: 'old',
        maintenance_info: { version: '1.0.0' },
      },
    });
  });

  it('deprovisions and polls with ids and operation percent-encoded', async () => {
    broker.answer(202, { operation: 'a b&c' });
    await driver.deprovision(ref, call());
    expect(broker.last.method).toBe('DELETE');
    expect(broker.last.url.search).toBe(
      '?service_id=service%20id&plan_id=plan&accepts_incomplete=true',
    );
    broker.answer(
      200,
      { state: 'in progress', description: '10 %' },
      { 'retry-after': '0' },
    );
    await expect(
      driver.lastOperation({ ...ref, operation: 'a b&c' }, call()),
    ).resolves.toMatchObject({
      state: 'in-progress',
      description: '10 %',
      retryAfterMs: 1000,
    });
    expect(broker.last.url.pathname).toBe(
      '/prefix/v2/service_instances/a%2Fb%201/last_operation',
    );
    expect(broker.last.url.search).toBe(
      '?service_id=service%20id&plan_id=plan&operation=a%20b%26c',
    );
  });

  it('binds, polls, fetches and unbinds', async () => {
    const answer = {
      metadata: { expires_at: '2027-01-01T00:00:00Z' },
      credentials: { uri: 'postgresql://…' },
      endpoints: [
        { host: 'db', ports: ['5432'], protocol: 'tcp' },
        { host: 'db2', ports: [5433] },
        'nonsense',
      ],
    };
    const credentials = {
      credentials: { uri: 'postgresql://…' },
      endpoints: [
        { host: 'db', ports: ['5432'], protocol: 'tcp' },
        { host: 'db2', ports: ['5433'] },
      ],
      expiresAt: '2027-01-01T00:00:00.000Z',
    };
    broker.answer(201, answer);
    await expect(
      driver.bind({ ...ref, context: {}, predecessorBindingId: 'b-0' }, call()),
    ).resolves.toEqual({ status: 'done', credentials });
    expect(broker.last.url.pathname).toBe(
      '/prefix/v2/service_instances/a%2Fb%201/service_bindings/b-1',
    );
    expect(broker.last.body).toMatchObject({ predecessor_binding_id: 'b-0' });

    broker.answer(200, { state: 'succeeded' });
    await expect(
      driver.lastBindingOperation(ref, call()),
    ).resolves.toMatchObject({ state: 'succeeded' });
    expect(broker.last.url.pathname).toMatch(
      /service_bindings\/b-1\/last_operation$/,
    );

    broker.answer(200, answer);
    await expect(driver.fetchBinding(ref, call())).resolves.toEqual(
      credentials,
    );
    broker.answer(404, {});
    await expect(driver.fetchBinding(ref, call())).resolves.toBeUndefined();

    broker.answer(200, {});
    await expect(driver.unbind(ref, call())).resolves.toEqual({
      status: 'done',
    });
  });

  it('fetches an instance, and knows one that is not there from one that is busy', async () => {
    broker.answer(200, { plan_id: 'plan', parameters: { a: 1 } });
    await expect(driver.fetchInstance(ref, call())).resolves.toEqual({
      planId: 'plan',
      parameters: { a: 1 },
    });
    broker.answer(404, {});
    await expect(driver.fetchInstance(ref, call())).resolves.toBeUndefined();
    broker.answer(422, { error: 'ConcurrencyError' });
    await expect(driver.fetchInstance(ref, call())).rejects.toMatchObject({
      outcome: 'busy',
    });
  });

  it('passes on the words of a broker as plain text, without our password', async () => {
    broker.answer(
      422,
      {
        error: 'QuotaExceeded',
        description:
          '<b>No</b> room\u0007 <script>alert(1)</script>for "sésame"',
        instance_usable: false,
        update_repeatable: true,
      },
      { 'retry-after': '9' },
    );
    const error = await driver
      .provision({ ...ref, context: {} }, call())
      .catch(caught => caught);
    expect(error).toBeInstanceOf(DriverError);
    expect(error).toMatchObject({
      outcome: 'refused',
      statusCode: 422,
      code: 'QuotaExceeded',
      brokerDescription: 'No room for "***"',
      instanceUsable: false,
      updateRepeatable: true,
      retryAfterMs: 9000,
    });
    expect(JSON.stringify(error) + error.message).not.toContain('sésame');
  });

  it('does not follow redirects, and says where to set the address', async () => {
    broker.answer(301, '', { location: `${broker.url}/elsewhere` });
    await expect(driver.catalog(call())).rejects.toMatchObject({
      outcome: 'refused',
      code: 'redirect',
      message: expect.stringContaining('cloudServices.brokers.test.url'),
    });
    expect(broker.seen).toHaveLength(1);
  });

  it('reads a catalogue and reports what it leaves out, once', async () => {
    const plan = { id: 'p', name: 'small', description: 'Small' };
    broker.answer(200, {
      services: [
        {
          id: 's',
          name: 'db',
          description: 'A',
          bindable: true,
          plans: [plan],
        },
        {
          id: 't',
          name: 'broken',
          description: 'B',
          bindable: 'yes',
          plans: [],
        },
      ],
    });
    const onRejected = jest.fn();
    for (const _ of [1, 2]) {
      const services = await driver.catalog(call({ onRejected }));
      expect(services.map(service => service.name)).toEqual(['db']);
    }
    expect(onRejected).toHaveBeenCalledTimes(2);
    expect(onRejected).toHaveBeenCalledWith({
      name: 'broken',
      message: 'field "bindable" must be boolean',
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each(['{}', '[]', 'null', '{"services":{}}', '<html>', ''])(
    'refuses a catalogue that is %j',
    async body => {
      broker.answer(200, body);
      await expect(driver.catalog(call())).rejects.toMatchObject({
        name: 'DriverError',
        code: 'malformed-response',
      });
    },
  );

  it('reads a catalogue of up to 10 MiB', async () => {
    const filler = (bytes: number) =>
      JSON.stringify({ services: [], filler: 'x'.repeat(bytes) });
    broker.answer(200, filler(9 * 1024 * 1024));
    await expect(driver.catalog(call())).resolves.toEqual([]);
    broker.answer(200, filler(11 * 1024 * 1024));
    await expect(driver.catalog(call())).rejects.toMatchObject({
      code: 'response-too-large',
    });
  });

  it('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    broker.behave((_, response) => {
      ports.add(response.socket?.remotePort);
      response.writeHead(200).end('{"services":[]}');
    });
    for (let index = 0; index < 5; index += 1) await driver.catalog(call());
    expect(ports.size).toBeLessThan(5);
  });

  it('shows where it talks to, without credentials', () => {
    expect(driver.endpoint).toBe(`${broker.url}/prefix`);
  });
});
