import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { startScaffolder } from '../__testUtils__/startScaffolder';
import { StubApi } from '../__testUtils__/StubApi';

/*
 * The real scaffolder on a database file: it is stopped in the middle of a task
 * and started again, and its database is searched for the secret.
 */

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'with-credentials', namespace: 'default' },
  spec: {
    type: 'service',
    owner: 'group:default/platform-engineering',
    parameters: [],
    steps: [
      {
        id: 'order',
        name: 'Order',
        action: 'cloud-services:environment:create',
        input: {
          blueprintRef: 'web-application',
          name: 'test',
          stage: 'test',
          systemRef: 'kfz-portal',
          ownerRef: 'team-kfz-portal',
        },
      },
      {
        id: 'bind',
        name: 'Credentials',
        action: 'cloud-services:credentials:bind',
        input: {
          instanceId: '${{ steps.order.output.instanceIds.database }}',
          secret: 'database',
        },
      },
      {
        id: 'each',
        name: 'More credentials',
        each: ['broker', 'database'],
        action: 'cloud-services:credentials:bind',
        input: {
          instanceId: '${{ steps.order.output.instanceIds[each.value] }}',
          secret: 'of_${{ each.value }}',
        },
      },
      {
        id: 'use',
        name: 'Use',
        action: 'test:use',
        input: {
          reference: '${{ steps.bind.output.bindingId }}',
          password: '${{ secrets.database_password }}',
          port: '${{ secrets.of_broker_port }}',
        },
      },
    ],
    output: { reference: '${{ steps.bind.output.bindingId }}' },
  },
};

type Use = { reference?: string; password?: string; port?: string };

describe('credentials of a task that is resumed', () => {
  const directory = createMockDirectory();
  const api = new StubApi();
  let backend: TestBackend | undefined;
  let uses: Use[];
  let onUse: () => Promise<void>;
  let scaffolderDatabase: Knex | undefined;

  const testModule = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'test',
    register(env) {
      env.registerInit({
        deps: {
          actions: scaffolderActionsExtensionPoint,
          database: coreServices.database,
        },
        async init({ actions, database }) {
          scaffolderDatabase = await database.getClient();
          actions.addActions(
            createTemplateAction({
              id: 'test:use',
              schema: {
                input: {
                  reference: z => z.string().optional(),
                  password: z => z.string().optional(),
                  port: z => z.string().optional(),
                },
              },
              async handler(ctx) {
                ctx.logger.info(`connecting with ${ctx.input.password}`);
                uses.push(ctx.input);
                await onUse();
              },
            }),
          );
        },
      });
    },
  });

  async function start(recovery: boolean) {
    backend = await startScaffolder({
      api,
      directory: directory.path,
      template,
      recovery,
      features: [testModule],
    });
    return backend.server;
  }

  async function submit(server: TestBackend['server']): Promise<string> {
    const { body, status } = await request(server)
      .post('/api/scaffolder/v2/tasks')
      .set('Authorization', mockCredentials.user.header())
      .send({ templateRef: 'template:default/with-credentials', values: {} });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id;
  }

  async function until(condition: () => boolean | Promise<boolean>) {
    const end = Date.now() + 40_000;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  }

  async function task(server: TestBackend['server'], id: string) {
    const { body } = await request(server)
      .get(`/api/scaffolder/v2/tasks/${id}`)
      .set('Authorization', mockCredentials.user.header());
    return body as JsonObject;
  }

  const hasStatus =
    (server: TestBackend['server'], id: string, status: string) => async () =>
      (await task(server, id)).status === status;

  /** All that the scaffolder has stored, as one text. */
  async function stored(): Promise<string> {
    if (!scaffolderDatabase) throw new Error('the backend is not started');
    return JSON.stringify([
      await scaffolderDatabase('tasks').select(),
      await scaffolderDatabase('task_events').select(),
    ]);
  }

  beforeEach(() => {
    directory.clear();
    api.reset();
    api.looks = 0;
    uses = [];
    onUse = async () => {};
  });
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  const used = () => ({
    reference: 'binding-1',
    password: api.secret,
    port: '5432',
  });

  it.each([true, false])(
    'are there in the steps that follow, and stored nowhere (recovery %s)',
    async recovery => {
      let seenInTheMiddle = '';
      onUse = async () => {
        seenInTheMiddle = await stored();
      };
      const server = await start(recovery);
      const id = await submit(server);
      await until(hasStatus(server, id, 'completed'));
      expect(uses).toEqual([used()]);
      expect(seenInTheMiddle).toContain('binding-1');
      expect(seenInTheMiddle + (await stored())).not.toContain(api.secret);
    },
    60_000,
  );

  it.each([true, false])(
    'are fetched again when a failed task is retried (recovery %s)',
    async recovery => {
      onUse = async () => {
        throw new Error('the network is down');
      };
      const server = await start(recovery);
      const id = await submit(server);
      await until(hasStatus(server, id, 'failed'));
      onUse = async () => {};
      await request(server)
        .post(`/api/scaffolder/v2/tasks/${id}/retry`)
        .set('Authorization', mockCredentials.user.header())
        .send({})
        .expect(201);
      await until(hasStatus(server, id, 'completed'));
      expect(uses).toEqual([used(), used()]);
      // One order and three credentials, however often it ran.
      expect(api.orders.size).toBe(1);
      expect(api.bindings.size).toBe(3);
      expect(await stored()).not.toContain(api.secret);
    },
    60_000,
  );

  it('are fetched again when a task is recovered after its process died', async () => {
    // Never comes to an end: the process "dies" in the middle of the step.
    onUse = () => new Promise(() => {});
    const first = await start(true);
    const id = await submit(first);
    await until(() => uses.length === 1);
    await backend?.stop();
    // The task's heartbeat outlives a backend that is merely stopped; a dead
    // process says nothing more to its database.
    if (scaffolderDatabase) {
      scaffolderDatabase.client.acquireConnection = () => new Promise(() => {});
    }

    onUse = async () => {};
    const second = await start(true);
    await until(hasStatus(second, id, 'completed'));
    expect(uses).toEqual([used(), used()]);
    expect(api.orders.size).toBe(1);
    expect(api.bindings.size).toBe(3);
    expect(await stored()).not.toContain(api.secret);
  }, 60_000);
});
