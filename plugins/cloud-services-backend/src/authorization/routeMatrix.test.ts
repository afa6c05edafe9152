import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Client,
  type Portal,
  startPortal,
  testEnvironment,
} from '../__testUtils__/startPortal';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Who calls. */
const CALLERS = {
  nobody: 'nobody',
  otherTenant: 'uwe.fremd',
  member: 'jana.brandt',
  agency: 'miriam.vogt',
  serviceManager: 'paul.richter',
  engineer: 'selin.aydin',
  service: 'plugin:catalog',
} as const;
type CallerName = keyof typeof CALLERS;

/**
 * What each route answers to each caller, about an environment of the member's.
 * A route of the document that is missing here fails the test.
 */
const EXPECTED: Record<string, Record<CallerName, number>> = {
  createOrder: row(401, 404, 202, 403, 202, 202, 403),
  listOrders: row(401, 200, 200, 200, 200, 200, 403),
  previewOrder: row(401, 404, 200, 403, 200, 200, 403),
  getOrder: row(401, 404, 200, 200, 200, 200, 200),
  retryOrder: row(401, 404, 409, 403, 409, 409, 403),
  getOrderJournal: row(401, 404, 200, 200, 200, 200, 200),
  listEnvironments: row(401, 200, 200, 200, 200, 200, 403),
  getEnvironment: row(401, 404, 200, 200, 200, 200, 200),
  getEnvironmentJournal: row(401, 404, 200, 200, 200, 200, 200),
  listInstances: row(401, 200, 200, 200, 200, 200, 403),
  getInstance: row(401, 404, 200, 200, 200, 200, 200),
  getInstanceJournal: row(401, 404, 200, 200, 200, 200, 200),
  listBindings: row(401, 404, 200, 200, 200, 200, 403),
  createBinding: row(401, 404, 202, 403, 403, 202, 403),
  getBinding: row(401, 404, 200, 200, 200, 200, 200),
  revokeBinding: row(401, 404, 202, 403, 403, 202, 404),
  revealBinding: row(401, 404, 200, 403, 403, 200, 403),
  rotateBinding: row(401, 404, 202, 403, 403, 202, 403),
  getOrderOptions: row(401, 200, 200, 200, 200, 200, 403),
  getServiceSchema: row(401, 200, 200, 200, 200, 200, 200),
  getDeliveryTimes: row(401, 403, 403, 403, 200, 200, 403),
  listBrokers: row(401, 200, 200, 200, 200, 200, 403),
  getBrokerCatalog: row(401, 403, 403, 403, 200, 200, 200),
  syncBroker: row(401, 403, 403, 403, 202, 202, 403),
  reportBrokerSync: row(401, 403, 403, 403, 403, 403, 204),
  listChanges: row(401, 403, 403, 403, 403, 403, 200),
  listLifecycleEvents: row(401, 403, 403, 403, 403, 403, 200),
  fetchTaskSecret: row(401, 403, 403, 403, 403, 403, 403),
  fetchOwnSecret: row(401, 403, 403, 403, 403, 403, 404),
};

function row(
  nobody: number,
  otherTenant: number,
  member: number,
  agency: number,
  serviceManager: number,
  engineer: number,
  service: number,
): Record<CallerName, number> {
  return {
    nobody,
    otherTenant,
    member,
    agency,
    serviceManager,
    engineer,
    service,
  };
}

type Facts = {
  orderId: string;
  environmentId: string;
  instanceId: string;
  bindingId: string;
};

function send(client: Client, method: string, url: string, body?: object) {
  switch (method) {
    case 'get':
      return client.get(url);
    case 'put':
      return client.put(url, body);
    case 'delete':
      return client.delete(url);
    default:
      return client.post(url, body);
  }
}

const SECRET_WORDS = ['kfz', 'team-', 'softwerk', 'kraftfahrtamt'];

const OPERATIONS = Object.entries(spec.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method,
    operationId: (operation as { operationId: string }).operationId,
  })),
);

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal.stop());

  /** A fresh environment, so that one caller's deed does not decide about the next. */
  async function prepare(): Promise<Facts> {
    const jana = portal.as('jana.brandt');
    const order = await jana.order(testEnvironment());
    const instanceId = order.steps[0].instanceId;
    const { body } = await jana.post(`/instances/${instanceId}/bindings`, {});
    await jana.waitForBinding(body.id, 'ready');
    return {
      orderId: order.id,
      environmentId: order.environmentId!,
      instanceId,
      bindingId: body.id,
    };
  }

  function bodyFor(operationId: string, facts: Facts): object | undefined {
    switch (operationId) {
      case 'createOrder':
      case 'previewOrder':
        return {
          type: 'terminate-environment',
          environmentId: facts.environmentId,
        };
      case 'createBinding':
        return {};
      case 'reportBrokerSync':
        return { ok: true };
      case 'fetchTaskSecret':
        return { taskId: 'some-task' };
      default:
        return undefined;
    }
  }

  it('knows every route of the document', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(
      OPERATIONS.map(({ operationId }) => operationId).sort(),
    );
  });

  it.each(OPERATIONS)(
    '$method $path answers each caller as it should',
    async ({ path, method, operationId }) => {
      const reads = method === 'get' || operationId === 'previewOrder';
      let facts = await prepare();
      const answers: Partial<Record<CallerName, number>> = {};
      const told: Array<Record<string, unknown>> = [];
      for (const [name, person] of Object.entries(CALLERS)) {
        if (!reads && EXPECTED[operationId][name as CallerName] < 300) {
          facts = await prepare();
        }
        const url = path
          .replace('{orderId}', facts.orderId)
          .replace('{environmentId}', facts.environmentId)
          .replace('{instanceId}', facts.instanceId)
          .replace('{bindingId}', facts.bindingId)
          .replace('{brokerName}', 'sandbox')
          .replace('{namespace}/{name}', 'default/sandbox-postgresql');
        const client = portal.as(person);
        const body = bodyFor(operationId, facts);
        const answer = await send(client, method, url, body);
        answers[name as CallerName] = answer.status;
        if (name === 'nobody' || name === 'otherTenant') {
          told.push(answer.body);
        }
      }
      // Nothing leaks: not in lists and counts, nor in the texts of errors.
      for (const { request: _, ...rest } of told) {
        const text = JSON.stringify(rest);
        expect(SECRET_WORDS.filter(word => text.includes(word))).toEqual([]);
        expect(rest.totalItems ?? 0).toBe(0);
      }
      expect(answers).toEqual(EXPECTED[operationId]);
    },
  );

  it('gives a task what was made for it, and nobody else', async () => {
    const jana = portal.as('jana.brandt');
    const { instanceId } = await prepare();
    const { body } = await jana.post(`/instances/${instanceId}/bindings`, {
      taskId: 'task-1',
    });
    const { expiresAt } = await jana.waitForBinding(body.id, 'ready');
    expect(Date.parse(expiresAt!)).toBeGreaterThan(Date.now());
    expect((await jana.post(`/bindings/${body.id}/reveal`)).status).toBe(409);
    const path = `/bindings/${body.id}/task-secret`;
    const scaffolder = portal.as('plugin:scaffolder');
    for (let time = 0; time < 2; time += 1) {
      const answer = await scaffolder.post(path, { taskId: 'task-1' });
      expect(answer.body.credentials).toEqual({
        password: `secret-of-${body.id}`,
      });
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    const other = await scaffolder.post(path, { taskId: 'task-2' });
    expect(other.status).toBe(404);
    const catalog = portal.as('plugin:catalog');
    expect((await catalog.post(path, { taskId: 'task-1' })).status).toBe(403);
  });

  it('gives a plugin that logs in by itself what it asked for, and nobody else', async () => {
    const jana = portal.as('jana.brandt');
    const prober = portal.as('plugin:service-levels');
    const { instanceId, bindingId } = await prepare();
    const { body } = await prober.post(`/instances/${instanceId}/bindings`, {
      purpose: 'Probe',
    });
    await jana.waitForBinding(body.id, 'ready');
    const path = `/bindings/${body.id}`;
    for (let time = 0; time < 2; time += 1) {
      const answer = await prober.post(`${path}/own-secret`);
      expect(answer.body.credentials).toEqual({
        password: `secret-of-${body.id}`,
      });
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    const refused = await jana.post(`${path}/reveal`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('made for a plugin');
    const catalog = portal.as('plugin:catalog');
    expect((await catalog.post(`${path}/own-secret`)).status).toBe(404);
    expect((await catalog.delete(path)).status).toBe(404);
    // What people have is none of its business.
    expect(
      (await prober.post(`/bindings/${bindingId}/own-secret`)).status,
    ).toBe(404);
    expect((await prober.delete(`/bindings/${bindingId}`)).status).toBe(404);
    expect((await prober.delete(path)).status).toBe(202);
    await jana.waitForBinding(body.id, 'revoked');
    expect((await prober.post(`${path}/own-secret`)).status).toBe(409);
  });
});
