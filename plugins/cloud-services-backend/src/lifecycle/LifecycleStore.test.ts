import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { applyMigrations } from '../database';
import {
  ACTOR,
  seedInstance,
  seedOrder,
  TARGET,
} from '../provisioning/__testUtils__/seed';
import { LifecycleStore } from './LifecycleStore';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@dualcloud/backstage-plugin-cloud-services-backend',
  'migrations',
);
const INIT = '20261123120000_init.js';

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const pause = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms);
  });

async function seedReady(knex: Knex): Promise<string> {
  const id = await seedInstance(knex, { state: 'ready' });
  await knex('instances').where({ id }).update({ ready_at: 1_000 });
  return id;
}

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const create = async () => {
    const knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
    return { knex, store: LifecycleStore.create(knex) };
  };
  const provisioned = (instanceId: string) =>
    ({ kind: 'provision', instanceId, orderId: 'order' } as const);

  it('has one event for an effect, however often it is told', async () => {
    const { knex, store } = await create();
    const id = await seedReady(knex);
    for (let n = 0; n < 2; n += 1) {
      await knex.transaction(trx => store.record(trx, provisioned(id)));
    }
    await expect(
      knex.transaction(async trx => {
        await trx('instances').where({ id }).update({ terminated_at: 2_000 });
        await store.record(trx, { ...provisioned(id), kind: 'deprovision' });
        throw new Error('The effect is undone');
      }),
    ).rejects.toThrow('undone');
    const rows = await store.list({ after: 0, limit: 10 });
    expect(rows.map(({ effect }) => effect)).toEqual([`provisioned:${id}`]);
  });

  it('waits for a writer that drew its number first and commits last', async () => {
    const { knex, store } = await create();
    // One writer at a time: there is nobody to wait for.
    if (!isPostgres(knex)) return;
    const [slow, fast] = [await seedReady(knex), await seedReady(knex)];
    const late = await knex.transaction();
    await store.record(late, provisioned(slow));
    await knex.transaction(trx => store.record(trx, provisioned(fast)));
    let answered = false;
    const reading = store.list({ after: 0, limit: 10 }).finally(() => {
      answered = true;
    });
    await pause(300);
    expect(answered).toBe(false);
    await late.commit();
    const rows = await reading;
    expect(rows.map(({ instance_id }) => instance_id)).toEqual([slow, fast]);
  });

  it('begins with what happened before there were events', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.up({ directory, name: INIT });
    const plans = ['tiny', 'small', 'large'].map(name => ({ id: name, name }));
    const changed = await seedReady(knex);
    await knex('instances')
      .where('id', changed)
      .update({
        plan_name: 'large',
        service_snapshot: JSON.stringify({ plans }),
        state: 'terminated',
        terminated_at: 9_000,
      });
    const update = (from: string, to: string, at: number) =>
      seedStep(knex, changed, 'update-instance', at, {
        ...TARGET,
        planId: to,
        planName: to,
        planTitle: to,
        parameters: {},
        resultingParameters: {},
        context: {},
        previous: { planId: from },
      });
    const orders = [
      await update('tiny', 'tiny', 2_000),
      await update('tiny', 'small', 3_000),
      await update('small', 'large', 4_000),
    ];
    const teardown = await seedStep(
      knex,
      changed,
      'terminate-instance',
      9_000,
      TARGET,
    );
    const running = await seedReady(knex);
    await knex('instances').where('id', running).update({ ready_at: 5_000 });
    const never = await seedInstance(knex, { state: 'failed' });
    await knex('instances')
      .where('id', never)
      .update({ state: 'terminated', terminated_at: 6_000 });

    await knex.migrate.latest({ directory });
    const store = LifecycleStore.create(knex);
    const rows = await store.list({ after: 0, limit: 10 });
    expect(
      rows.map(({ effect, at, data }) => {
        const { plan, previousPlan, orderId, payerRef } = JSON.parse(data);
        expect(payerRef).toBe('group:default/kraftfahrtamt');
        const kind = effect.split(':')[0];
        return [kind, Number(at), plan, previousPlan, orderId];
      }),
    ).toEqual([
      ['provisioned', 1_000, 'tiny', undefined, ''],
      ['plan-changed', 3_000, 'small', 'tiny', orders[1]],
      ['plan-changed', 4_000, 'large', 'small', orders[2]],
      ['provisioned', 5_000, 'small', undefined, ''],
      ['torn-down', 9_000, 'large', undefined, teardown],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
    // What the migration told is not told again.
    await knex.transaction(trx => store.record(trx, provisioned(running)));
    expect(await store.list({ after: 0, limit: 10 })).toHaveLength(5);
  });
});

type Payload = Parameters<typeof seedOrder>[1]['operations'] extends (
  orderId: string,
) => Array<infer Operation>
  ? Operation
  : never;

/** An order of the past, with its one step. */
async function seedStep(
  knex: Knex,
  instanceId: string,
  type: 'update-instance' | 'terminate-instance',
  at: number,
  payload: (Payload & { kind: 'update' | 'deprovision' })['payload'],
): Promise<string> {
  const orderId = await seedOrder(knex, {
    type,
    instanceId,
    operations: id => [
      {
        id: `step-of-${id}`,
        orderId: id,
        instanceId,
        brokerName: 'memory',
        dependsOn: [],
        actor: ACTOR,
        ...(type === 'update-instance'
          ? { kind: 'update', payload }
          : { kind: 'deprovision', payload }),
      } as Payload,
    ],
  });
  await knex('operations')
    .where('order_id', orderId)
    .update({ state: 'succeeded', finished_at: at });
  await knex('instances')
    .where('id', instanceId)
    .update({ active_order_id: null });
  return orderId;
}
