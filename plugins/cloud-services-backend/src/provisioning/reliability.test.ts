/*
 * Processes die, hang and come back; brokers fail. What may never happen: an
 * instance at the broker that the database does not know, or the reverse.
 *
 * KILLS=1000 runs the long form.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyMigrations } from '../database';
import { BareBroker, send } from './__testUtils__/BareBroker';
import { EngineProcess } from './__testUtils__/EngineProcess';
import {
  journalOf,
  read,
  seedBinding,
  seedCreation,
  seedEnvironment,
  seedTeardown,
} from './__testUtils__/seed';
import { until, untilFinished } from './__testUtils__/startEngine';

const KILLS = Number(process.env.KILLS ?? 30);
const LEASE_MS = 1_000;
const OPTIONS = {
  leaseMs: LEASE_MS,
  idleMs: 200,
  backOffBaseMs: 100,
  pollMinMs: 50,
  pollMaxMs: 200,
};

jest.setTimeout(120_000 + KILLS * 8_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

type Lives = Record<string, string[]>;

/** What the life-cycle events tell, by instance. */
async function livesOf(knex: Knex): Promise<Lives> {
  const lives: Lives = {};
  const rows: Array<{ instance_id: string; type: string }> = await knex(
    'lifecycle_events',
  ).orderBy('seq');
  for (const { instance_id, type } of rows) {
    (lives[instance_id] ??= []).push(type.split('.')[3]);
  }
  return lives;
}

/** What they should tell. */
async function livesByRow(knex: Knex): Promise<Lives> {
  const rows: Array<{ id: string; terminated_at: string | null }> = await knex(
    'instances',
  ).whereNotNull('ready_at');
  return Object.fromEntries(
    rows.map(({ id, terminated_at }) => [
      id,
      terminated_at === null ? ['provisioned'] : ['provisioned', 'torn-down'],
    ]),
  );
}

describe('replicas on PostgreSQL', () => {
  let knex: Knex;
  let broker: BareBroker;
  let replicas: EngineProcess[] = [];

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await applyMigrations({ getClient: async () => knex });
  });
  beforeEach(async () => {
    broker = await BareBroker.start(() =>
      Math.random() < 0.3 ? 0 : Math.random() * 400,
    );
  });
  afterEach(async () => {
    await Promise.all(replicas.map(replica => replica.kill()));
    replicas = [];
    await broker.stop();
  });
  const startReplica = async () => {
    const replica = EngineProcess.start({
      knex,
      brokerUrl: broker.url,
      options: OPTIONS,
    });
    replicas.push(replica);
    return replica;
  };
  const ready = (replica: EngineProcess) =>
    until(
      async () => {
        if (!replica.running) throw new Error(replica.output.join(''));
        return replica.started;
      },
      'the start of a replica',
      20_000,
    );

  const twoStarted = () =>
    until(
      async () => replicas.filter(({ started }) => started).length > 1,
      'the start of two replicas',
      20_000,
    );

  const idle = () =>
    until(
      async () =>
        !(await knex('operations')
          .whereIn('state', ['waiting', 'running'])
          .first('id')),
      'the end of all operations',
      LEASE_MS + 60_000,
    );

  it(`survives ${KILLS} kills: broker and database agree, nothing is stuck`, async () => {
    broker.misbehave = (request, act, response) => {
      if (request.poll || Math.random() > 0.06) return undefined;
      // The broker does it and then fails to say so.
      if (Math.random() < 0.5) act();
      if (Math.random() < 0.5) send(response, 500, { description: 'Oops' });
      else response.destroy();
      return Promise.resolve();
    };
    const environments: Array<Awaited<ReturnType<typeof seedEnvironment>>> = [];
    const orders: string[] = [];
    let ordering = true;
    const anyEnvironment = () =>
      environments[Math.floor(Math.random() * environments.length)];
    const customer = async () => {
      while (ordering) {
        const environment = await seedEnvironment(knex, {
          network: [],
          database: ['network'],
          queue: [],
        });
        environments.push(environment);
        orders.push(await seedCreation(knex, environment));
        await pause(100 + Math.random() * 150);
        await seedBinding(knex, anyEnvironment().instances.queue).catch(
          () => {},
        );
        const old = anyEnvironment();
        const { row } = await read(knex, 'environments', old.environmentId);
        if (!row.active_order_id && row.state !== 'terminated') {
          orders.push(await seedTeardown(knex, old));
        }
      }
    };
    for (let n = 0; n < 3; n += 1) await ready(await startReplica());
    const shopping = customer();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await twoStarted();
      await pause(Math.random() * 500);
      const working = replicas.filter(({ started }) => started);
      const victim = working[Math.floor(Math.random() * working.length)];
      replicas.splice(replicas.indexOf(victim), 1);
      await victim.kill();
      await startReplica();
    }
    ordering = false;
    await shopping;
    broker.misbehave = undefined;
    await Promise.all(replicas.map(ready));

    await idle();
    const any = await knex('instances').where('state', 'ready').first('id');
    await seedBinding(knex, any.id);
    await idle();
    const open = await knex('orders').whereIn('state', ['accepted', 'running']);
    expect(open).toEqual([]);
    const live: Array<{ id: string }> = await knex('instances').where(
      'state',
      'ready',
    );
    const bound: Array<{ id: string }> = await knex('bindings').where(
      'state',
      'ready',
    );
    expect(broker.existing()).toEqual(
      [...live, ...bound].map(({ id }) => id).sort(),
    );
    const known: Array<{ id: string }> = [
      ...(await knex('instances').select('id')),
      ...(await knex('bindings').select('id')),
    ];
    expect(known.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...broker.made.keys()]),
    );
    expect([...broker.made.values()].every(count => count === 1)).toBe(true);
    const failed: Array<{ failure: string }> = await knex('instances').where(
      'state',
      'failed',
    );
    failed.forEach(({ failure }) =>
      expect(JSON.parse(failure)).toMatchObject({ cleanedUp: true }),
    );
    expect(await livesOf(knex)).toEqual(await livesByRow(knex));
    const succeeded = await knex('orders').where('state', 'succeeded');
    expect(succeeded.length).toBeGreaterThan(orders.length / 3);
    expect(bound.length).toBeGreaterThan(0);
  });

  it('recovers the work of a killed replica within a lease and five seconds', async () => {
    broker.delayMs = () => 0;
    const environment = await seedEnvironment(knex, { database: [] });
    const rescuer = await startReplica();
    await ready(rescuer);
    rescuer.signal('SIGSTOP');
    const victim = await startReplica();
    await ready(victim);
    // Killed in the middle of the call, after the broker has done it.
    const killed = new Promise<void>(resolve => {
      broker.misbehave = (_request, act) => {
        broker.misbehave = undefined;
        act();
        return victim.kill().then(resolve);
      };
    });
    const orderId = await seedCreation(knex, environment);
    await killed;
    const begun = Date.now();
    rescuer.signal('SIGCONT');
    expect(await untilFinished(knex, orderId)).toBe('succeeded');
    expect(Date.now() - begun).toBeLessThan(LEASE_MS + 5_000);
    expect([...broker.made.values()]).toEqual([1]);
    const { database } = environment.instances;
    expect((await livesOf(knex))[database]).toEqual(['provisioned']);
  });

  it('refuses the late write of a zombie', async () => {
    broker.delayMs = () => 0;
    const environment = await seedEnvironment(knex, { database: [] });
    let answerZombie = () => {};
    let calls = 0;
    broker.misbehave = (request, act, response) => {
      if (request.method !== 'PUT') return undefined;
      calls += 1;
      if (calls > 1) return undefined;
      act();
      return new Promise<void>(resolve => {
        answerZombie = () => {
          send(response, 400, { description: 'You come too late' });
          resolve();
        };
      });
    };
    const zombie = await startReplica();
    await ready(zombie);
    const orderId = await seedCreation(knex, environment);
    await until(async () => calls === 1, 'the first call');
    zombie.signal('SIGSTOP');
    await ready(await startReplica());
    await pause(2 * LEASE_MS + 200);
    expect(await untilFinished(knex, orderId)).toBe('succeeded');
    answerZombie();
    zombie.signal('SIGCONT');

    await until(
      async () =>
        (await journalOf(knex, orderId)).includes('late-write-refused'),
      'the refusal of the late write',
    );
    expect((await read(knex, 'orders', orderId)).state).toBe('succeeded');
    expect(broker.existing()).toEqual([environment.instances.database]);
    await until(
      async () => zombie.output.join('').includes('"lateWritesRefused":1'),
      'the count of the late write',
    );
  });

  it('removes what the late call of a zombie makes after the teardown', async () => {
    broker.delayMs = () => 0;
    const environment = await seedEnvironment(knex, { database: [] });
    let actLate = () => {};
    broker.misbehave = (request, act, response) => {
      if (request.method !== 'PUT') return undefined;
      broker.misbehave = undefined;
      return new Promise<void>(resolve => {
        actLate = () => {
          const { status, body } = act();
          send(response, status, body);
          resolve();
        };
      });
    };
    const zombie = await startReplica();
    await ready(zombie);
    const creation = await seedCreation(knex, environment);
    await until(async () => !broker.misbehave, 'the first call');
    zombie.signal('SIGSTOP');
    await ready(await startReplica());
    expect(await untilFinished(knex, creation)).toBe('succeeded');
    const teardown = await seedTeardown(knex, environment);
    expect(await untilFinished(knex, teardown)).toBe('succeeded');
    expect(broker.existing()).toEqual([]);

    actLate();
    expect(broker.existing()).toEqual([environment.instances.database]);
    zombie.signal('SIGCONT');
    await until(async () => broker.existing().length === 0, 'the sweep');
    const { state } = await read(
      knex,
      'instances',
      environment.instances.database,
    );
    expect(state).toBe('terminated');
    expect((await livesOf(knex))[environment.instances.database]).toEqual([
      'provisioned',
      'torn-down',
    ]);
  });

  it('goes on after the database has cut every connection', async () => {
    const environment = await seedEnvironment(knex, {
      network: [],
      database: ['network'],
    });
    broker.delayMs = () => 300;
    await ready(await startReplica());
    const orderId = await seedCreation(knex, environment);
    for (let cut = 0; cut < 4; cut += 1) {
      await pause(150);
      await knex.raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    }
    expect(await untilFinished(knex, orderId)).toBe('succeeded');
  });

  it('goes on when the broker comes back', async () => {
    const environment = await seedEnvironment(knex, { database: [] });
    await ready(await startReplica());
    const { url } = broker;
    await broker.stop();
    const orderId = await seedCreation(knex, environment);
    const state = async () => (await read(knex, 'orders', orderId)).state;
    await until(async () => (await state()) === 'running', 'the first try');
    await pause(1_000);
    expect(await state()).toBe('running');
    broker = await BareBroker.start(() => 50, Number(new URL(url).port));
    expect(await untilFinished(knex, orderId)).toBe('succeeded');
  });
});
