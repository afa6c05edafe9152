import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { ChangeStore } from '@dualcloud/foundation-node';
import { applyMigrations } from '../database';
import { JournalStore } from '../journal';
import { retryOrder } from '.';
import {
  broken,
  credentialsOf,
  ScriptedDriver,
} from './__testUtils__/ScriptedDriver';
import {
  ACTOR,
  journalOf,
  operationsOf,
  read,
  seedBinding,
  seedCreation,
  seedEnvironment,
  seedInstance,
  seedOrder,
  seedTeardown,
  TARGET,
} from './__testUtils__/seed';
import { startEngine, until, untilFinished } from './__testUtils__/startEngine';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

it('has both databases to test with', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
  expect(databases.supports('SQLITE_3')).toBe(true);
});

describe.each(databases.eachSupportedId())('provisioning on %p', id => {
  let knex: Knex;
  let driver: ScriptedDriver;
  let running: ReturnType<typeof startEngine> | undefined;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations({ getClient: async () => knex });
  });
  beforeEach(() => {
    driver = new ScriptedDriver();
  });
  afterEach(async () => {
    await running?.engine.stop();
    running = undefined;
  });
  const start = (options: Parameters<typeof startEngine>[2] = {}) => {
    running = startEngine(knex, driver, options);
    return running;
  };
  const retry = async (orderId: string) => {
    await knex.transaction(trx =>
      retryOrder(trx, {
        orderId,
        actor: ACTOR,
        journal: JournalStore.create(knex),
      }),
    );
    running?.engine.wake();
  };
  const bound = async (bindingId: string, state: string) =>
    until(
      async () => (await read(knex, 'bindings', bindingId)).state === state,
      `binding ${state}`,
    );

  it('creates an environment in dependency order and tears it down in reverse', async () => {
    const environment = await seedEnvironment(knex, {
      app: ['database', 'queue'],
      database: ['network'],
      network: [],
      queue: [],
    });
    const { environmentId, instances } = environment;
    const { changes } = start();
    const creation = await seedCreation(knex, environment);

    expect(await untilFinished(knex, creation)).toBe('succeeded');
    const order = driver.calls.map(call => call.id);
    expect(order.indexOf(instances.network)).toBeLessThan(
      order.indexOf(instances.database),
    );
    expect(order.at(-1)).toBe(instances.app);
    const ready = await read(knex, 'environments', environmentId);
    expect(ready.state).toBe('ready');
    expect(ready.row.active_order_id).toBeNull();
    expect(Number(ready.row.ready_at)).toBeGreaterThan(0);
    const { row } = await read(knex, 'orders', creation);
    expect(Number(row.ready_ms)).toBeGreaterThan(0);
    expect(Number(row.ready_ms)).toBeLessThan(20_000);
    const events = await journalOf(knex, creation);
    expect(events.filter(event => event === 'provision-sent')).toHaveLength(4);
    expect(events.at(-1)).toBe('order-succeeded');
    await until(async () =>
      changes.some(
        change =>
          change.orderId === creation && change.orderFinished === 'succeeded',
      ),
    );

    driver.calls.length = 0;
    const teardown = await seedTeardown(knex, environment);
    expect(await untilFinished(knex, teardown)).toBe('succeeded');
    expect(driver.calls[0].id).toBe(instances.app);
    expect(driver.instances.size).toBe(0);
    const gone = await read(knex, 'environments', environmentId);
    expect(gone.state).toBe('terminated');
    expect(gone.row.terminated_at).not.toBeNull();
    const feed = await ChangeStore.create(knex).list({ after: 0, limit: 100 });
    expect(feed).toContainEqual(
      expect.objectContaining({ kind: 'environment', id: environmentId }),
    );
  });

  it('goes on with what is independent of a failure, skips the rest, and retries only that', async () => {
    const environment = await seedEnvironment(knex, {
      network: [],
      database: ['network'],
      app: ['database'],
      queue: [],
    });
    driver.next('provision', request => {
      driver.instances.set(request.instanceId, { planId: 'small' });
      return { status: 'done' };
    });
    const usual = driver.provision.bind(driver);
    driver.provision = async (request, call) => {
      if (request.instanceId === environment.instances.database) {
        driver.calls.push({ method: 'provision', id: 'database', call });
        return broken('refused', {
          statusCode: 400,
          brokerDescription: 'No disk left',
        })();
      }
      return usual(request, call);
    };
    start();
    const orderId = await seedCreation(knex, environment);

    expect(await untilFinished(knex, orderId)).toBe('failed');
    const states = async () =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(environment.instances).map(
            async ([name, instance]) => [
              name,
              (await read(knex, 'instances', instance)).state,
            ],
          ),
        ),
      );
    expect(await states()).toEqual({
      network: 'ready',
      database: 'failed',
      app: 'pending',
      queue: 'ready',
    });
    const order = await read(knex, 'orders', orderId);
    expect(order.failure).toMatchObject({
      componentName: 'database',
      brokerName: 'memory',
      brokerDescription: 'No disk left',
      cleanedUp: true,
    });
    expect(order.failure?.message).toContain('No disk left');
    expect(Boolean(order.row.can_retry)).toBe(true);
    expect(
      (await read(knex, 'environments', environment.environmentId)).state,
    ).toBe('failed');

    driver.provision = usual;
    driver.calls.length = 0;
    await retry(orderId);
    expect(await untilFinished(knex, orderId)).toBe('succeeded');
    expect(driver.calls.map(call => call.id)).toEqual([
      environment.instances.database,
      environment.instances.app,
    ]);
    expect(new Set(Object.values(await states()))).toEqual(new Set(['ready']));
    await expect(retry(orderId)).rejects.toThrow('only a failed order');
  });

  it('refuses to retry what a later order has overtaken', async () => {
    const environment = await seedEnvironment(knex, { database: [] });
    driver.next('provision', broken('refused', { statusCode: 400 }));
    start();
    const orderId = await seedCreation(knex, environment);
    await untilFinished(knex, orderId);
    const teardown = await seedTeardown(knex, environment);
    expect(await untilFinished(knex, teardown)).toBe('succeeded');
    await expect(retry(orderId)).rejects.toThrow('came after it');
  });

  describe('answers to a provision', () => {
    const order = async (
      payload: { maximumPollingSeconds?: number } = {},
      limits = {},
    ) => {
      const environment = await seedEnvironment(knex, { database: [] });
      start(limits);
      const orderId = await seedCreation(knex, environment, payload);
      const state = await untilFinished(knex, orderId);
      return {
        state,
        orderId,
        failure: (await read(knex, 'orders', orderId)).failure,
        instance: await read(knex, 'instances', environment.instances.database),
      };
    };

    it('polls until it is done and shows the broker’s words meanwhile', async () => {
      driver.next('provision', {
        status: 'in-progress',
        operation: 'task-1',
        dashboardUrl: 'https://example.org/d',
      });
      driver.next(
        'lastOperation',
        { state: 'in-progress', description: 'Half way' },
        broken('unknown', { statusCode: 500 }),
        { state: 'gone' },
      );
      const { state, orderId, instance } = await order();
      expect(state).toBe('succeeded');
      expect(driver.count('provision')).toBe(1);
      expect(driver.count('lastOperation')).toBe(4);
      expect(instance.row.dashboard_url).toBe('https://example.org/d');
      expect(await journalOf(knex, orderId)).toEqual([
        'provision-sent',
        'provision-accepted',
        'operation-polled',
        'poll-unclear',
        'instance-ready',
        'order-succeeded',
      ]);
    });

    it.each([
      ['not-sent', undefined],
      ['not-sent', 408],
      ['busy', 422],
      ['busy', 200],
    ] as const)(
      'repeats the request after %s (%p)',
      async (outcome, statusCode) => {
        driver.next(
          'provision',
          broken(outcome, { statusCode }),
          broken(outcome, { statusCode }),
        );
        const { state } = await order();
        expect(state).toBe('succeeded');
        expect(driver.count('provision')).toBe(3);
        expect(driver.count('deprovision')).toBe(0);
      },
    );

    it('cleans up when nobody can tell, until the broker has confirmed it', async () => {
      driver.next('provision', request => {
        driver.instances.set(request.instanceId, { planId: 'small' });
        return broken('unknown', { statusCode: 500, code: 'Oops' })();
      });
      driver.next(
        'deprovision',
        broken('unknown'),
        broken('not-sent'),
        broken('busy', { statusCode: 422 }),
      );
      const { state, orderId, failure, instance } = await order();
      expect(state).toBe('failed');
      expect(failure).toMatchObject({ cleanedUp: true, code: 'Oops' });
      expect(instance.state).toBe('failed');
      expect(driver.instances.size).toBe(0);
      expect(driver.count('deprovision')).toBe(4);
      expect(
        driver.calls
          .filter(call => call.method === 'deprovision')
          .every(({ call }) => call.originatingIdentity === undefined),
      ).toBe(true);
      const events = await journalOf(knex, orderId);
      expect(events).toContain('orphan-mitigation-started');
      expect(events).toContain('orphan-mitigated');
      await retry(orderId);
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
    });

    it('cleans up after an asynchronous failure, asynchronously', async () => {
      driver.next('provision', { status: 'in-progress', operation: 'make' });
      driver.next(
        'lastOperation',
        { state: 'failed', description: 'The disk broke' },
        { state: 'failed', description: 'Cannot delete yet' },
        { state: 'in-progress' },
        { state: 'gone' },
      );
      driver.next(
        'deprovision',
        { status: 'in-progress', operation: 'delete' },
        { status: 'in-progress', operation: 'delete again' },
      );
      const { state, failure } = await order();
      expect(state).toBe('failed');
      expect(failure).toMatchObject({
        cleanedUp: true,
        brokerDescription: 'The disk broke',
      });
    });

    it('stops polling after the plan’s maximum polling duration and cleans up', async () => {
      driver.next('provision', { status: 'in-progress' });
      driver.lastOperation = async () => ({ state: 'in-progress' });
      const { state, failure } = await order({ maximumPollingSeconds: 0.2 });
      expect(state).toBe('failed');
      expect(failure).toMatchObject({
        cleanedUp: true,
        code: 'polling-timeout',
      });
      expect(driver.count('deprovision')).toBe(1);
    });

    it('is not parked by an absurd Retry-After', async () => {
      driver.next('provision', { status: 'in-progress', retryAfterMs: 1e12 });
      const { state } = await order({}, { retryAfterCapMs: 50 });
      expect(state).toBe('succeeded');
    });

    it('gives up after a while, and says so', async () => {
      driver.provision = async () => broken('not-sent')();
      const { state, failure } = await order({}, { giveUpAfterMs: 200 });
      expect(state).toBe('failed');
      expect(failure?.cleanedUp).toBe(true);
    });

    it('says when cleaning up is refused', async () => {
      driver.next('provision', broken('unknown'));
      driver.deprovision = async () => broken('refused', { statusCode: 400 })();
      const { state, failure } = await order({}, { unclearAttempts: 2 });
      expect(state).toBe('failed');
      expect(failure?.cleanedUp).toBe(false);
      expect(failure?.message).toContain('Something may be left');
    });

    it('cuts off a call that never ends', async () => {
      driver.next('provision', () => new Promise(() => {}));
      const { state, failure } = await order({}, { callTimeoutMs: 100 });
      expect(state).toBe('failed');
      expect(failure).toMatchObject({ code: 'timeout', cleanedUp: true });
    });
  });

  describe('changes', () => {
    const update = async () => {
      const instanceId = await seedInstance(knex, { state: 'ready' });
      start({ unclearAttempts: 3 });
      const orderId = await seedOrder(knex, {
        type: 'update-instance',
        instanceId,
        operations: order => [
          {
            kind: 'update',
            id: uuid(),
            orderId: order,
            instanceId,
            brokerName: 'memory',
            dependsOn: [],
            actor: ACTOR,
            payload: {
              serviceId: TARGET.serviceId,
              planId: 'large',
              planName: 'large',
              planTitle: 'Large',
              parameters: { size: 2 },
              resultingParameters: { size: 2, name: 'a' },
              context: {},
              previous: { planId: 'small' },
            },
          },
        ],
      });
      await untilFinished(knex, orderId);
      return {
        order: await read(knex, 'orders', orderId),
        instance: await read(knex, 'instances', instanceId),
      };
    };

    it('shows the new plan once the broker has it', async () => {
      const { order, instance } = await update();
      expect(order.state).toBe('succeeded');
      expect(instance.row).toMatchObject({
        state: 'ready',
        plan_id: 'large',
        plan_title: 'Large',
        active_order_id: null,
      });
      expect(JSON.parse(String(instance.row.parameters))).toEqual({
        size: 2,
        name: 'a',
      });
    });

    it('repeats what is unclear and never cleans up', async () => {
      driver.next('update', broken('unknown'), broken('unknown'));
      const { order } = await update();
      expect(order.state).toBe('succeeded');
      expect(driver.count('deprovision')).toBe(0);
    });

    it('leaves the instance as it was when the broker refuses', async () => {
      driver.next(
        'update',
        broken('refused', { statusCode: 422, updateRepeatable: false }),
      );
      const { order, instance } = await update();
      expect(order.state).toBe('failed');
      expect(Boolean(order.row.can_retry)).toBe(false);
      expect(instance.row).toMatchObject({ state: 'ready', plan_id: 'small' });
    });

    it('believes the broker that the instance is unusable', async () => {
      driver.next('update', { status: 'in-progress' });
      driver.next('lastOperation', {
        state: 'failed',
        description: 'Disk lost',
        instanceUsable: false,
      });
      const { instance } = await update();
      expect(instance.state).toBe('failed');
      expect(instance.failure?.message).toContain('tear it down');
    });
  });

  describe('credentials', () => {
    it('hands them to the sink and nowhere else', async () => {
      const instanceId = await seedInstance(knex, { state: 'ready' });
      driver.next('bind', { status: 'in-progress', operation: 'b' });
      start();
      const bindingId = await seedBinding(knex, instanceId);
      await bound(bindingId, 'ready');
      expect(driver.count('fetchBinding')).toBe(1);
      const { row } = await read(knex, 'bindings', bindingId);
      expect(JSON.parse(String(row.sealed))).toEqual(credentialsOf(bindingId));
      expect(Number(row.expires_at)).toBe(Date.parse('2099-01-01'));
      for (const table of ['operations', 'journal', 'instances']) {
        expect(JSON.stringify(await knex(table))).not.toContain('secret-of');
      }
    });

    it('unbinds what may half exist', async () => {
      const instanceId = await seedInstance(knex, { state: 'ready' });
      driver.next('bind', request => {
        driver.bindings.add(request.bindingId);
        return broken('unknown', { statusCode: 500 })();
      });
      start();
      const bindingId = await seedBinding(knex, instanceId);
      await bound(bindingId, 'failed');
      expect(driver.bindings.size).toBe(0);
      const { failure } = await read(knex, 'bindings', bindingId);
      expect(failure?.cleanedUp).toBe(true);
    });

    it('revokes the old ones when the new ones are there', async () => {
      const instanceId = await seedInstance(knex, { state: 'ready' });
      start();
      const first = await seedBinding(knex, instanceId);
      await bound(first, 'ready');
      const second = await seedBinding(knex, instanceId, { rotates: first });
      await bound(first, 'revoked');
      await bound(second, 'ready');
      expect([...driver.bindings]).toEqual([second]);
      expect((await read(knex, 'bindings', first)).row.sealed).toBeNull();
    });

    it('are gone before their instance is, those under way included', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      const instanceId = environment.instances.database;
      start();
      await untilFinished(knex, await seedCreation(knex, environment));
      const first = await seedBinding(knex, instanceId);
      await bound(first, 'ready');
      let release = () => {};
      driver.next('bind', async request => {
        await new Promise<void>(resolve => {
          release = resolve;
        });
        driver.bindings.add(request.bindingId);
        return { status: 'done', credentials: { credentials: {} } };
      });
      const second = await seedBinding(knex, instanceId);
      await until(async () => driver.count('bind') === 2);
      driver.next('unbind', broken('unknown'));

      const teardown = await seedTeardown(knex, environment);
      await bound(first, 'revoked');
      expect(driver.count('deprovision')).toBe(0);
      release();
      expect(await untilFinished(knex, teardown)).toBe('succeeded');
      await bound(second, 'revoked');
      expect(driver.bindings.size).toBe(0);
      expect(driver.instances.size).toBe(0);
      expect(driver.calls.at(-1)?.method).toBe('deprovision');
    });

    it('keep their instance when they cannot be revoked, until a retry', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      start();
      await untilFinished(knex, await seedCreation(knex, environment));
      const binding = await seedBinding(knex, environment.instances.database);
      await bound(binding, 'ready');
      driver.next('unbind', broken('refused', { statusCode: 400 }));
      const teardown = await seedTeardown(knex, environment);
      expect(await untilFinished(knex, teardown)).toBe('failed');
      expect(driver.count('deprovision')).toBe(0);
      await retry(teardown);
      expect(await untilFinished(knex, teardown)).toBe('succeeded');
      expect(driver.bindings.size).toBe(0);
    });
  });

  describe('teardown', () => {
    it('repeats what is unclear or fails, and takes "gone" for success', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      driver.next(
        'deprovision',
        broken('unknown', { statusCode: 500 }),
        broken('unknown'),
        { status: 'in-progress' },
      );
      driver.next('lastOperation', { state: 'failed', description: 'Busy' });
      start();
      const orderId = await seedTeardown(knex, environment);
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
      expect(driver.count('deprovision')).toBe(4);
      const [step] = await operationsOf(knex, { order_id: orderId });
      expect(step).toMatchObject({ state: 'succeeded', attempts: 4 });
    });

    it('fails with the broker’s words when it is refused, and can be retried', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      driver.next(
        'deprovision',
        broken('refused', { statusCode: 403, brokerDescription: 'Locked' }),
      );
      start();
      const orderId = await seedTeardown(knex, environment);
      expect(await untilFinished(knex, orderId)).toBe('failed');
      const { failure } = await read(knex, 'orders', orderId);
      expect(failure?.brokerDescription).toBe('Locked');
      await retry(orderId);
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
    });
  });

  describe('leases', () => {
    it('lets another engine go on after one lease, and refuses the first one’s late write', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      let answer = () => {};
      driver.next('provision', async () => {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
        return broken('refused', { statusCode: 400 })();
      });
      const { engine } = start({ leaseMs: 300 });
      const orderId = await seedCreation(knex, environment);
      await until(async () => driver.count('provision') === 1);
      // As if the process had been stopped past its lease: no heartbeat reached the database.
      await knex('operations')
        .where('order_id', orderId)
        .update({ lease_until: 0, next_at: 0 });
      const second = startEngine(knex, driver);
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
      answer();
      await until(async () => engine.statistics().lateWritesRefused === 1);
      await second.engine.stop();
      await until(async () =>
        (await journalOf(knex, orderId)).includes('late-write-refused'),
      );
      expect((await read(knex, 'orders', orderId)).state).toBe('succeeded');
      expect(driver.instances.size).toBe(1);
    });

    it('renews the lease while a call takes longer than it', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      driver.next('provision', async () => {
        await new Promise(resolve => {
          setTimeout(resolve, 1_500);
        });
        return { status: 'done' };
      });
      start({ leaseMs: 450 });
      const second = startEngine(knex, driver, { leaseMs: 450 });
      const orderId = await seedCreation(knex, environment);
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
      await second.engine.stop();
      expect(driver.count('provision')).toBe(1);
    });

    it('gives back what it had in hand when it is stopped', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      driver.next('provision', () => new Promise(() => {}));
      const { engine } = start({ stopTimeoutMs: 50, leaseMs: 60_000 });
      const orderId = await seedCreation(knex, environment);
      await until(async () => driver.count('provision') === 1);
      await engine.stop();
      start();
      expect(await untilFinished(knex, orderId)).toBe('succeeded');
    });

    it('cleans up when the broker refuses what an interrupted call may have made', async () => {
      const environment = await seedEnvironment(knex, { database: [] });
      driver.next(
        'provision',
        request => {
          driver.instances.set(request.instanceId, { planId: 'small' });
          return new Promise(() => {});
        },
        broken('refused', { statusCode: 409 }),
      );
      const { engine } = start({ stopTimeoutMs: 50 });
      const orderId = await seedCreation(knex, environment);
      await until(async () => driver.count('provision') === 1);
      await engine.stop();
      start();
      expect(await untilFinished(knex, orderId)).toBe('failed');
      expect(driver.instances.size).toBe(0);
      const { failure } = await read(knex, 'orders', orderId);
      expect(failure?.cleanedUp).toBe(true);
    });

    it('shares the work of many orders between engines, each step once', async () => {
      const environments = [];
      for (let n = 0; n < 10; n += 1) {
        environments.push(
          await seedEnvironment(knex, { network: [], app: ['network'] }),
        );
      }
      start({ concurrency: 3 });
      const others = [
        startEngine(knex, driver, { concurrency: 3 }),
        startEngine(knex, driver, { concurrency: 3 }),
      ];
      const orders = [];
      for (const environment of environments) {
        orders.push(await seedCreation(knex, environment));
      }
      for (const order of orders) {
        expect(await untilFinished(knex, order)).toBe('succeeded');
      }
      await Promise.all(others.map(({ engine }) => engine.stop()));
      expect(driver.count('provision')).toBe(20);
      expect(driver.instances.size).toBe(20);
    });
  });
});
