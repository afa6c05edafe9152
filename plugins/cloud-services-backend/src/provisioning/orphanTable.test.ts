/*
 * OSB 2.17, "Orphan Mitigation": each row of its table, with the engine, the
 * OSB driver and the sandbox broker that misbehaves on command. The broker
 * either does what it was asked before it misbehaves, or does not; afterwards it
 * must have exactly what the database says.
 *
 * All rows run side by side before the first assertion, each with an instance
 * and a fault of its own.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { createOsbDriver } from '@dualcloud/backstage-plugin-cloud-services-backend-module-osb';
import {
  createSandboxBroker,
  type FaultRule,
  type SandboxBroker,
} from '@dualcloud/sandbox-broker';
import type { Knex } from 'knex';
import limiter from 'p-limit';
import { v7 as uuid } from 'uuid';
import { applyMigrations } from '../database';
import {
  ACTOR,
  read,
  seedBinding,
  seedCreation,
  seedEnvironment,
  seedOrder,
  seedTeardown,
} from './__testUtils__/seed';
import { startEngine, until, untilFinished } from './__testUtils__/startEngine';

jest.setTimeout(120_000);

/** Simulated `application-server`, plan `single`. */
const TARGET = {
  serviceId: '3c7b1e8a-6d52-4e1c-a2e4-6f9d0b8e5d00',
  planId: '3c7b1e8a-6d52-4e1c-a2e4-6f9d0b8e5d01',
};

type Behaviour = FaultRule['behaviour'];
type Row = {
  row: string;
  behaviour: Behaviour;
  /** What is left of one such answer. */
  ends: 'succeeded' | 'failed';
  mitigated: boolean;
};

const status = (code: number, rest: object = {}): Behaviour => ({
  kind: 'status',
  status: code,
  ...rest,
});

/** Rows that read alike for "Provisioning" and "Binding". */
const CREATING: Row[] = [
  {
    row: '200 with malformed response',
    behaviour: { kind: 'malformed', form: 'bad-json', status: 200 },
    ends: 'succeeded',
    mitigated: false,
  },
  ...(['bad-json', 'truncated', 'html', 'wrong-types', 'empty'] as const).map(
    (form): Row => ({
      row: `201 with malformed response (${form})`,
      behaviour: { kind: 'malformed', form, status: 201, afterEffect: true },
      ends: 'failed',
      mitigated: true,
    }),
  ),
  ...[203, 204, 206].map(
    (code): Row => ({
      row: `all other 2xx (${code})`,
      behaviour: status(code, { afterEffect: true }),
      ends: 'failed',
      mitigated: true,
    }),
  ),
  {
    row: '408',
    behaviour: status(408),
    ends: 'succeeded',
    mitigated: false,
  },
  ...[400, 401, 403, 404, 409, 410, 412].map(
    (code): Row => ({
      row: `all other 4xx (${code})`,
      behaviour: status(code),
      ends: 'failed',
      mitigated: false,
    }),
  ),
  {
    row: '422 with another error',
    behaviour: status(422, { error: 'RequiresApp' }),
    ends: 'failed',
    mitigated: false,
  },
  {
    row: '422 ConcurrencyError',
    behaviour: status(422, { error: 'ConcurrencyError' }),
    ends: 'succeeded',
    mitigated: false,
  },
  {
    row: '429 with Retry-After',
    behaviour: status(429, { retryAfter: 1 }),
    ends: 'succeeded',
    mitigated: false,
  },
  ...[500, 502, 503, 504].flatMap(code =>
    [true, false].map(
      (afterEffect): Row => ({
        row: `5xx (${code}, ${afterEffect ? 'done' : 'not done'})`,
        behaviour: status(code, { afterEffect }),
        ends: 'failed',
        mitigated: true,
      }),
    ),
  ),
  ...[true, false].flatMap((afterEffect): Row[] => [
    {
      row: `time-out (${afterEffect ? 'done' : 'not done'})`,
      behaviour: { kind: 'timeout', ms: 5_000, afterEffect },
      ends: 'failed',
      mitigated: true,
    },
    {
      row: `connection dropped (${afterEffect ? 'done' : 'not done'})`,
      behaviour: { kind: 'drop', afterEffect },
      ends: 'failed',
      mitigated: true,
    },
    {
      row: `last operation failed (${afterEffect ? 'done' : 'not done'})`,
      behaviour: { kind: 'async-fail', afterEffect, description: 'No disk' },
      ends: 'failed',
      mitigated: true,
    },
    {
      row: `never finishes (${afterEffect ? 'done' : 'not done'})`,
      behaviour: { kind: 'never-finish', afterEffect },
      ends: 'failed',
      mitigated: true,
    },
  ]),
];

/** A synchronous answer to a provision has no field that could be of a wrong type. */
const PROVISIONING = CREATING.filter(({ row }) => !row.includes('wrong-types'));

/** What a deletion survives: it is repeated until the broker says that it is gone. */
const DELETING: Array<[string, Behaviour]> = [
  ['200 with malformed response', { kind: 'malformed', form: 'html' }],
  ['all other 2xx (204)', status(204)],
  ['408', status(408)],
  ['422 ConcurrencyError', status(422, { error: 'ConcurrencyError' })],
  ['5xx (500)', status(500)],
  ['5xx (503, done)', status(503, { afterEffect: true })],
  ['time-out', { kind: 'timeout', ms: 5_000 }],
  ['time-out (done)', { kind: 'timeout', ms: 5_000, afterEffect: true }],
  ['410 Gone (done)', status(410, { afterEffect: true })],
  ['last operation failed', { kind: 'async-fail', description: 'Busy' }],
];

/** Polling goes on whatever the broker says, but for success and failure. */
const POLLING: Array<[string, Behaviour]> = [
  ...[400, 404, 408, 410, 422, 429, 500, 503].map(
    (code): [string, Behaviour] => [String(code), status(code)],
  ),
  ['malformed', { kind: 'malformed', form: 'wrong-types' }],
  ['dropped', { kind: 'drop' }],
  ['absurd Retry-After', { kind: 'retry-after', value: '999999999' }],
  ['unreadable Retry-After', { kind: 'retry-after', value: 'soon' }],
  ['negative Retry-After', { kind: 'retry-after', value: '-5' }],
];

const UPDATING: Array<[string, Behaviour, 'succeeded' | 'failed']> = [
  ['all other 2xx (204)', status(204), 'succeeded'],
  ['200 malformed', { kind: 'malformed', form: 'html' }, 'succeeded'],
  ['5xx (500)', status(500), 'succeeded'],
  ['time-out', { kind: 'timeout', ms: 5_000 }, 'succeeded'],
  ['all other 4xx (400)', status(400), 'failed'],
  ['last operation failed', { kind: 'async-fail' }, 'failed'],
];

const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

/** What was seen of one row. */
type Seen = {
  /** The order's end, or the binding's state. */
  state: string;
  failure?: { cleanedUp?: boolean };
  /** What the broker had then, of instance or binding. */
  existed: boolean;
  /** Whether the broker still had it after the teardown. */
  leftOver: boolean;
  events: string[];
  hits: number;
  instanceState: string;
};

describe('orphan mitigation', () => {
  let knex: Knex;
  let broker: SandboxBroker;
  let driver: ReturnType<typeof createOsbDriver>;
  let running: ReturnType<typeof startEngine>;
  const seen = new Map<string, Promise<Seen>>();

  type Environment = Awaited<ReturnType<typeof seedEnvironment>>;
  const idOf = (environment: Environment) => environment.instances.server;
  const payload = { ...TARGET, parameters: {} };

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await applyMigrations({ getClient: async () => knex });
    broker = await createSandboxBroker({
      services: ['application-server'],
      latencyMs: 20,
    });
    driver = createOsbDriver({
      brokerName: 'memory',
      url: broker.url,
      auth: { username: broker.username, password: broker.password },
      requestTimeoutMs: 1_500,
    });
    running = startEngine(knex, driver, {
      pollMinMs: 30,
      pollMaxMs: 100,
      retryAfterCapMs: 200,
      maximumPollingMs: 3_000,
      leaseMs: 10_000,
    });
    await runAll();
  });
  afterAll(async () => {
    await running.engine.stop();
    await driver.close();
    await broker.stop();
  });

  async function runAll(): Promise<void> {
    const limit = limiter(16);
    const rules: FaultRule[] = [];
    const starts: Array<() => void> = [];
    const add = async (
      operation: Exclude<FaultRule['operation'], '*'>,
      name: string,
      behaviour: Behaviour,
      watch: (environment: Environment) => Promise<string>,
    ) => {
      const environment = await seedEnvironment(knex, { server: [] });
      const instanceId = idOf(environment);
      const count = operation === 'lastOperation' ? 2 : 1;
      rules.push({ operation, instanceId, behaviour, count });
      starts.push(() => {
        const result = limit(() => observe(environment, watch));
        // Whoever asks for it later gets the rejection.
        result.catch(() => {});
        seen.set(`${operation}: ${name}`, result);
      });
    };
    for (const { row, behaviour } of PROVISIONING) {
      await add('provision', row, behaviour, async environment => {
        await create(environment);
        return idOf(environment);
      });
    }
    for (const { row, behaviour } of CREATING) {
      await add('bind', row, behaviour, async environment => {
        await create(environment);
        return bind(environment);
      });
    }
    for (const [row, behaviour] of DELETING) {
      await add('deprovision', row, behaviour, async environment => {
        await create(environment);
        return idOf(environment);
      });
      await add('unbind', row, behaviour, async environment => {
        await create(environment);
        return bind(environment);
      });
    }
    for (const [row, behaviour] of UPDATING) {
      await add('update', row, behaviour, async environment => {
        await create(environment);
        await update(environment);
        return idOf(environment);
      });
    }
    for (const [row, behaviour] of POLLING) {
      await add('lastOperation', row, behaviour, async environment => {
        await create(environment);
        return idOf(environment);
      });
    }
    broker.faults.set(rules);
    starts.forEach(start => start());
  }

  async function observe(
    environment: Environment,
    watch: (environment: Environment) => Promise<string>,
  ): Promise<Seen> {
    const id = await watch(environment);
    const instance = await read(knex, 'instances', idOf(environment));
    const order = await knex('orders')
      .where('environment_id', environment.environmentId)
      .orderBy('requested_at', 'desc')
      .first('state');
    const binding =
      id === idOf(environment) ? undefined : await read(knex, 'bindings', id);
    const existed = (await existing()).includes(id);
    const teardown = await seedTeardown(knex, environment, TARGET);
    const torn = await untilFinished(knex, teardown);
    const rows: Array<{ event: string }> = await knex('journal')
      .where('instance_id', idOf(environment))
      .orderBy('id');
    const rule = broker.faults
      .list()
      .find(({ instanceId }) => instanceId === idOf(environment));
    return {
      state: binding?.state ?? order.state,
      failure: (binding ?? instance).failure,
      existed,
      leftOver: torn !== 'succeeded' || (await staysThere(id)),
      events: rows.map(({ event }) => event),
      hits: rule?.hits ?? 0,
      instanceState: instance.state,
    };
  }

  /** A broker that has answered "gone" too early may still be deleting it. */
  async function staysThere(id: string): Promise<boolean> {
    const gone = async () => !(await existing()).includes(id);
    return until(gone, `the end of ${id}`, 2_000).then(
      () => false,
      () => true,
    );
  }

  async function existing(): Promise<string[]> {
    const { instances, bindings } = await broker.state();
    return [...instances, ...bindings]
      .filter(({ state }) => state !== 'deleted')
      .map(({ id }) => id);
  }

  async function create(environment: Environment): Promise<void> {
    const orderId = await seedCreation(knex, environment, payload);
    await untilFinished(knex, orderId);
  }

  async function bind(environment: Environment): Promise<string> {
    const id = await seedBinding(knex, idOf(environment), { payload });
    await until(async () =>
      ['ready', 'failed'].includes((await read(knex, 'bindings', id)).state),
    );
    return id;
  }

  async function update(environment: Environment): Promise<void> {
    const orderId = await seedOrder(knex, {
      type: 'update-environment',
      environmentId: environment.environmentId,
      operations: order => [
        {
          kind: 'update',
          id: uuid(),
          orderId: order,
          instanceId: idOf(environment),
          brokerName: 'memory',
          dependsOn: [],
          actor: ACTOR,
          payload: {
            ...TARGET,
            parameters: { javaVersion: '25' },
            resultingParameters: { javaVersion: '25' },
            planName: 'single',
            planTitle: 'Single',
            context: {},
            previous: { planId: TARGET.planId },
          },
        },
      ],
    });
    await untilFinished(knex, orderId);
  }

  it.each(PROVISIONING)('provision: $row', async row => {
    const result = await seen.get(`provision: ${row.row}`);
    expect(result).toMatchObject({
      hits: 1,
      state: row.ends,
      existed: row.ends === 'succeeded',
      leftOver: false,
    });
    expect(result?.failure?.cleanedUp).toBe(
      row.ends === 'failed' ? true : undefined,
    );
    expect(result?.events.includes('orphan-mitigated')).toBe(row.mitigated);
  });

  it.each(CREATING)('bind: $row', async row => {
    const result = await seen.get(`bind: ${row.row}`);
    expect(result).toMatchObject({
      hits: 1,
      state: row.ends === 'succeeded' ? 'ready' : 'failed',
      existed: row.ends === 'succeeded',
      leftOver: false,
    });
    expect(result?.failure?.cleanedUp).toBe(
      row.ends === 'failed' ? true : undefined,
    );
    expect(result?.events.includes('orphan-mitigated')).toBe(row.mitigated);
  });

  it.each(DELETING)('deprovision, repeated until done: %s', async row => {
    const result = await seen.get(`deprovision: ${row}`);
    expect(result).toMatchObject({ hits: 1, existed: true, leftOver: false });
  });

  it.each(DELETING)('unbind, repeated until done: %s', async row => {
    const result = await seen.get(`unbind: ${row}`);
    expect(result).toMatchObject({ hits: 1, existed: true, leftOver: false });
    expect(result?.events).toContain('credentials-revoked');
  });

  it.each(UPDATING)('update, never mitigated: %s', async (row, _, ends) => {
    const result = await seen.get(`update: ${row}`);
    expect(result).toMatchObject({
      hits: 1,
      state: ends,
      existed: true,
      instanceState: 'ready',
      leftOver: false,
    });
    expect(result?.events).not.toContain('orphan-mitigation-started');
  });

  it.each(POLLING)('last operation, polled on: %s', async row => {
    const result = await seen.get(`lastOperation: ${row}`);
    expect(result).toMatchObject({
      hits: 2,
      state: 'succeeded',
      leftOver: false,
    });
    expect(result?.events).not.toContain('orphan-mitigation-started');
  });
});
