import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { StubApi } from '../__testUtils__/StubApi';
import { createCloudServicesActions } from '.';

const order = {
  blueprintRef: 'web-application',
  name: 'kfz-portal-test',
  description: '',
  stage: 'test',
  systemRef: 'kfz-portal',
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: '2027-01-31',
};

describe('the actions', () => {
  const api = new StubApi();
  const lines: string[] = [];
  let actions: TemplateAction[];

  beforeAll(async () => {
    const url = await api.listen();
    const discovery = mockServices.discovery.mock({
      getBaseUrl: async () => url,
    });
    actions = createCloudServicesActions({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery,
    }) as unknown as TemplateAction[];
  });
  afterAll(() => api.close());

  beforeEach(() => {
    api.reset();
    lines.length = 0;
  });

  const logger = mockServices.logger.mock({
    info: line => void lines.push(line),
    warn: line => void lines.push(`warning: ${line}`),
    child: () => logger,
  });

  const action = (id: string) => {
    const found = actions.find(each => each.id === id);
    if (!found) throw new Error(`no action ${id}`);
    return found;
  };

  async function run(
    id: string,
    input: JsonObject,
    extra: Partial<ActionContext<JsonObject>> = {},
  ) {
    const output: JsonObject = {};
    const context: ActionContext<JsonObject> = {
      ...createMockActionContext({ input, task: { id: 'task-1' } }),
      logger,
      output: (name, value) => {
        output[name] = value;
      },
      secrets: {},
      ...extra,
    };
    await action(id).handler(context);
    return { output, secrets: context.secrets };
  }

  /** Checkpoints as the scaffolder keeps them over runs of a task. */
  function rememberingCheckpoints() {
    const stored = new Map<string, unknown>();
    const checkpoint: ActionContext<JsonObject>['checkpoint'] = async ({
      key,
      fn,
    }) => {
      if (!stored.has(key)) stored.set(key, await fn());
      return stored.get(key) as Awaited<ReturnType<typeof fn>>;
    };
    return { stored, checkpoint };
  }

  it('order an environment for the user, and watch it as the scaffolder', async () => {
    const { output } = await run('cloud-services:environment:create', {
      ...order,
      components: {
        database: {
          plan: 'small',
          parameters: { small: { size: 1 }, large: { size: 9 } },
        },
        broker: { parameters: { retained: true } },
        cache: { plan: 'shared', parameters: {} },
      },
    });
    expect(output).toEqual({
      orderId: 'order-1',
      environmentId: 'environment-of-order-1',
      environmentUrl: '/environments/environment-of-order-1',
      environmentEntityRef: 'resource:default/environment-of-order-1',
      instanceIds: {
        database: 'instance-database',
        broker: 'instance-broker',
      },
    });
    const [placed] = api.callsTo('POST', '/orders');
    expect(placed.body).toEqual({
      type: 'create-environment',
      blueprintRef: 'environmentblueprint:default/web-application',
      name: 'kfz-portal-test',
      stage: 'test',
      systemRef: 'system:default/kfz-portal',
      ownerRef: 'group:default/team-kfz-portal',
      expiresAt: '2027-01-31',
      components: {
        database: { plan: 'small', parameters: { size: 1 } },
        broker: { parameters: { retained: true } },
        cache: { plan: 'shared' },
      },
      taskId: 'task-1',
    });
    expect(placed.idempotencyKey).toMatch(/^task-[0-9a-f]{24}$/);
    expect(placed.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user(),
        targetPluginId: 'cloud-services',
      }),
    );
    const [look] = api.callsTo('GET', '/orders/order-1');
    expect(look.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: await mockServices
          .auth({ pluginId: 'scaffolder' })
          .getOwnServiceCredentials(),
        targetPluginId: 'cloud-services',
      }),
    );
    expect(lines).toEqual([
      'Order order-1 is placed.',
      'See it at /environments/environment-of-order-1',
      '[0/2] database (PostgreSQL, small) is being set up: 50 % done',
      '[0/2] broker [simulated] waits for database',
      '[2/2] database (PostgreSQL, small) is ready',
      '[2/2] broker [simulated] is ready',
      'The order is carried out, 3 s after it was placed.',
    ]);
  });

  it('place one order however often the step runs', async () => {
    const { checkpoint } = rememberingCheckpoints();
    await run('cloud-services:environment:create', order, { checkpoint });
    await run('cloud-services:environment:create', order, { checkpoint });
    expect(api.callsTo('POST', '/orders')).toHaveLength(1);
    expect(lines).toContain(
      'Order order-1 was placed before; going on with it.',
    );
  });

  it('place one order even if the process died before the checkpoint was kept', async () => {
    await run('cloud-services:environment:create', order);
    await run('cloud-services:environment:create', order);
    const placed = api.callsTo('POST', '/orders');
    expect(placed).toHaveLength(2);
    expect(placed[0].idempotencyKey).toBe(placed[1].idempotencyKey);
    expect(api.orders.size).toBe(1);
  });

  it('place an order for each item of a step', async () => {
    const { checkpoint } = rememberingCheckpoints();
    for (const name of ['one', 'two']) {
      await run(
        'cloud-services:environment:create',
        { ...order, name, wait: false },
        { checkpoint },
      );
    }
    expect(api.orders.size).toBe(2);
  });

  it('tell what failed in the words of the broker, and try it again when the task is retried', async () => {
    const { checkpoint } = rememberingCheckpoints();
    api.failNext = {
      message: 'database could not be set up.',
      brokerDescription: 'no space left',
      cleanedUp: true,
    };
    await expect(
      run('cloud-services:environment:create', order, { checkpoint }),
    ).rejects.toThrow(
      [
        'database could not be set up.',
        'The broker said: no space left',
        'What was half made has been removed.',
        'Retry this task to try the failed steps again, or tear down what exists.',
        'Order: order-1',
      ].join('\n'),
    );
    await run('cloud-services:environment:create', order, { checkpoint });
    expect(api.callsTo('POST', '/orders')).toHaveLength(1);
    expect(api.callsTo('POST', '/orders/order-1/retry')).toHaveLength(1);
  });

  it('pass on why an individual service cannot be ordered, and how to request it', async () => {
    api.refusals.push({
      status: 409,
      body: {
        error: {
          name: 'ConflictError',
          message: 'Kfz-Zulassung is an individual service.',
          howToRequest: 'mailto:service@landes-it.example',
        },
        response: { statusCode: 409 },
      },
    });
    await expect(
      run('cloud-services:instance:create', {
        ...order,
        serviceRef: 'kfz-zulassung',
        configuration: {},
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /individual service\.\nHow to request it: mailto:service@landes-it\.example/,
      ),
    });
  });

  it.each([
    [409, 'ConflictError', 'the order would break the budget "KFZ"'],
    [503, 'ServiceUnavailableError', 'nothing was ordered'],
  ])(
    'pass on what is said about budgets: %s',
    async (status, name, message) => {
      api.refusals.push({
        status,
        body: { error: { name, message }, response: { statusCode: status } },
      });
      await expect(
        run('cloud-services:environment:create', order),
      ).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    },
  );

  it('name each field that is refused', async () => {
    api.refusals.push({
      status: 400,
      body: {
        error: {
          name: 'InputError',
          message: 'The order cannot be accepted',
          details: [
            {
              field: 'components.database.parameters.size',
              rule: 'maximum',
              message: 'must be <= 5',
            },
          ],
        },
        response: { statusCode: 400 },
      },
    });
    await expect(
      run('cloud-services:environment:create', order),
    ).rejects.toThrow(
      'The order cannot be accepted\n- components.database.parameters.size: must be <= 5',
    );
  });

  it('go on when the backend was away for a moment', async () => {
    api.looks = 0;
    const { checkpoint } = rememberingCheckpoints();
    await run(
      'cloud-services:environment:create',
      { ...order, wait: false },
      { checkpoint },
    );
    api.refusals.push(
      // The question on behalf of the user is answered, …
      { status: 200, body: {} },
      // … the first two looks are not.
      { status: 503, body: {} },
      { status: 502, body: {} },
    );
    const { output } = await run('cloud-services:wait', { orderId: 'order-1' });
    expect(output).toEqual({
      orderId: 'order-1',
      state: 'succeeded',
      readySeconds: 3.2,
    });
  });

  it('stop waiting when the task is cancelled or the time is up, and say that the order goes on', async () => {
    api.looks = 99;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(
      run('cloud-services:environment:create', order, {
        signal: controller.signal,
      }),
    ).rejects.toThrow(/cancelled. Order order-1 goes on without it/);
    await expect(
      run('cloud-services:environment:create', {
        ...order,
        timeoutMinutes: 0.001,
      }),
    ).rejects.toThrow(/Order order-1 is not finished after/);
  });

  it.each([
    [
      'cloud-services:environment:update',
      {
        environmentId: 'e',
        components: { database: { plan: 'm', parameters: { m: { a: 1 } } } },
      },
      {
        type: 'update-environment',
        environmentId: 'e',
        components: { database: { plan: 'm', parameters: { a: 1 } } },
      },
    ],
    [
      'cloud-services:environment:terminate',
      { environmentId: 'e' },
      { type: 'terminate-environment', environmentId: 'e' },
    ],
    [
      'cloud-services:instance:terminate',
      { instanceId: 'i' },
      { type: 'terminate-instance', instanceId: 'i' },
    ],
  ])('%s orders it and waits', async (id, input, body) => {
    const { output } = await run(id, input);
    expect(output).toMatchObject({ orderId: 'order-1' });
    expect(api.callsTo('POST', '/orders')[0].body).toEqual({
      ...body,
      taskId: 'task-1',
    });
    expect(api.orders.get('order-1')?.state).toBe('succeeded');
  });

  it('order a single instance', async () => {
    const { output } = await run('cloud-services:instance:create', {
      ...order,
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      configuration: { plan: 'small', parameters: { small: { size: 2 } } },
    });
    expect(output).toEqual({
      orderId: 'order-1',
      instanceId: 'instance-of-order-1',
      instanceUrl: '/environments/instances/instance-of-order-1',
      instanceEntityRef: 'resource:default/instance-of-order-1',
      dashboardUrl: 'https://dash.example.org',
    });
    expect(api.callsTo('POST', '/orders')[0].body).toMatchObject({
      type: 'create-instance',
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      configuration: { plan: 'small', parameters: { size: 2 } },
    });
  });

  it('wait only for what the user may see', async () => {
    api.refusals.push({
      status: 404,
      body: {
        error: { name: 'NotFoundError', message: 'There is no such order' },
        response: { statusCode: 404 },
      },
    });
    await expect(
      run('cloud-services:wait', { orderId: 'of-somebody-else' }),
    ).rejects.toThrow('There is no such order');
    expect(api.calls).toHaveLength(1);
    await expect(
      run('cloud-services:wait', { orderId: 'a', instanceId: 'b' }),
    ).rejects.toThrow(/exactly one of/);
  });

  it('wait for what is under way at an environment', async () => {
    await run('cloud-services:environment:create', { ...order, wait: false });
    const { output } = await run('cloud-services:wait', {
      environmentId: 'environment-of-order-1',
    });
    expect(output.state).toBe('succeeded');
  });

  it.each([
    ['cloud-services:environment:create', order],
    [
      'cloud-services:instance:create',
      { ...order, serviceRef: 'sandbox-postgresql', configuration: {} },
    ],
    [
      'cloud-services:environment:update',
      { environmentId: 'e', components: {} },
    ],
    ['cloud-services:environment:terminate', { environmentId: 'e' }],
    ['cloud-services:instance:terminate', { instanceId: 'i' }],
  ])('%s shows in a dry run what would be ordered', async (id, input) => {
    expect(action(id).supportsDryRun).toBe(true);
    const { output } = await run(id, input, { isDryRun: true });
    expect(output.orderId).toBe('dry-run');
    expect(api.calls.map(call => call.path)).toEqual(['/orders/preview']);
    expect(lines).toEqual(
      expect.arrayContaining([
        '- provision database: PostgreSQL, Small',
        '- provision broker: MQTT broker, shared [simulated], after database',
        '- database plan: "a" becomes "b"',
        'warning: Small has no backup',
      ]),
    );
  });

  describe('credentials:bind', () => {
    const id = 'cloud-services:credentials:bind';

    it('outputs a reference, and puts the value into the secrets of the running task only', async () => {
      const { stored, checkpoint } = rememberingCheckpoints();
      const { output, secrets } = await run(
        id,
        { instanceId: 'i', purpose: 'CI', secret: 'database' },
        { checkpoint },
      );
      expect(output).toEqual({ bindingId: 'binding-1', secret: 'database' });
      expect(secrets).toEqual({
        database: JSON.stringify({
          uri: `postgresql://u:${api.secret}@127.0.0.1/db`,
          password: api.secret,
          port: 5432,
        }),
        database_uri: `postgresql://u:${api.secret}@127.0.0.1/db`,
        database_password: api.secret,
        database_port: '5432',
      });
      expect([...stored.values()]).toEqual(['binding-1']);
      expect(lines.join()).not.toContain(api.secret);
      expect(lines).toEqual([
        "The credentials are in this task's memory: secrets.database, secrets.database_uri, secrets.database_password, secrets.database_port",
      ]);
      expect(api.callsTo('POST', '/instances/i/bindings')[0].body).toEqual({
        purpose: 'CI',
        taskId: 'task-1',
      });

      // The task is run again: the same credentials, their value fetched anew.
      const again = await run(
        id,
        { instanceId: 'i', purpose: 'CI', secret: 'database' },
        { checkpoint },
      );
      expect(again.secrets?.database_password).toBe(api.secret);
      expect(api.bindings.size).toBe(1);
    });

    it('makes only the reference where no secret is named', async () => {
      const { output, secrets } = await run(id, { instanceId: 'i' });
      expect(output).toEqual({ bindingId: 'binding-1' });
      expect(secrets).toEqual({});
      expect(api.callsTo('POST', /task-secret/)).toHaveLength(0);
    });

    it('cannot fetch what was made for another task', async () => {
      await run(id, { instanceId: 'i' });
      await expect(
        run(
          id,
          { bindingId: 'binding-1', secret: 'x' },
          { task: { id: 'another' } },
        ),
      ).rejects.toThrow('not made for this task');
    });

    it('makes nothing in a dry run', async () => {
      const { output } = await run(
        id,
        { instanceId: 'i', secret: 'db' },
        { isDryRun: true },
      );
      expect(output).toEqual({ bindingId: 'dry-run', secret: 'db' });
      expect(api.calls).toHaveLength(0);
    });
  });

  it('have examples that use their own inputs', () => {
    for (const each of actions) {
      expect(each.examples?.length).toBeGreaterThan(0);
      for (const { example } of each.examples ?? []) {
        const { steps } = parse(example);
        const own = steps.filter(
          (step: { action: string }) => step.action === each.id,
        );
        expect(own).toHaveLength(1);
        const known = Object.keys(
          (each.schema?.input as { properties: object }).properties,
        );
        expect(known).toEqual(
          expect.arrayContaining(Object.keys(own[0].input)),
        );
      }
    }
  });
});
