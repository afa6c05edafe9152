import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  LifecycleEvent,
  LifecycleEventPage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  inDays,
  type Portal,
  startPortal,
  testEnvironment,
  waitFor,
} from '../__testUtils__/startPortal';
import { broken } from '../provisioning/__testUtils__/ScriptedDriver';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const INSTANCE = {
  type: 'create-instance',
  serviceRef: 'cloudservice:default/sandbox-postgresql',
  configuration: { plan: 'small', parameters: { storageGb: 5 } },
  name: 'kfz-db',
  stage: 'test',
  systemRef: 'system:default/kfz-portal',
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: inDays(20),
};

async function read(portal: Portal, query = ''): Promise<LifecycleEventPage> {
  const answer = await portal
    .as('plugin:cloud-costs')
    .get(`/lifecycle-events${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

function kinds(events: LifecycleEvent[]): string[] {
  return events.map(({ type }) => type.split('.')[3]);
}

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('tells each effect once, with the facts as they were then', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    const created = await jana.order(INSTANCE);
    const { instanceId } = created;
    // The consumer that bills is woken by what it bills for.
    await waitFor(async () => portal.heard.events[0]);
    const same = { type: 'update-instance', instanceId };
    const grown = await jana.order({
      ...same,
      configuration: { parameters: { storageGb: 9 } },
    });
    const changed = await jana.order({
      ...same,
      configuration: { plan: 'large' },
    });
    await jana.order({
      type: 'extend-instance',
      instanceId,
      expiresAt: inDays(40),
    });
    const gone = await jana.order({ type: 'terminate-instance', instanceId });
    expect([grown, changed, gone].map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);

    const { items } = await read(portal);
    const { body: instance } = await jana.get(`/instances/${instanceId}`);
    const facts = {
      instanceId,
      instanceName: 'kfz-db',
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      plan: 'small',
      stage: 'test',
      systemRef: 'system:default/kfz-portal',
      ownerRef: 'group:default/team-kfz-portal',
      customerRef: 'group:default/kraftfahrtamt',
      softwareProviderRef: 'group:default/softwerk-nord',
      payerRef: 'group:default/kraftfahrtamt',
      orderId: created.id,
      simulated: false,
    };
    const envelope = {
      specversion: '1.0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: '/cloud-services',
      subject: instanceId,
      datacontenttype: 'application/json',
    };
    expect(items).toEqual([
      {
        ...envelope,
        type: 'dev.dualcloud.instance.provisioned.v1',
        time: instance.readyAt,
        data: facts,
      },
      {
        ...envelope,
        type: 'dev.dualcloud.instance.plan-changed.v1',
        time: expect.any(String),
        data: {
          ...facts,
          plan: 'large',
          previousPlan: 'small',
          orderId: changed.id,
        },
      },
      {
        ...envelope,
        type: 'dev.dualcloud.instance.torn-down.v1',
        time: instance.terminatedAt,
        data: { ...facts, plan: 'large', orderId: gone.id },
      },
    ]);
    const times = items.map(({ time }) => time);
    expect([...times].sort()).toEqual(times);
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
    await portal.stop();
  });

  it('says nothing of what never became usable', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    // Refused; and half made, then removed by orphan mitigation.
    for (const outcome of ['refused', 'unknown'] as const) {
      portal.driver.next('provision', broken(outcome, { statusCode: 400 }));
      const failed = await jana.order({ ...INSTANCE, name: `db-${outcome}` });
      expect(failed.state).toBe('failed');
      const torn = await jana.order({
        type: 'terminate-instance',
        instanceId: failed.instanceId,
      });
      expect(torn.state).toBe('succeeded');
    }
    expect(await read(portal)).toEqual({ items: [], cursor: '0', more: false });

    // One component of two fails; the order is tried again, the environment torn down.
    portal.driver.next(
      'provision',
      { status: 'done' },
      broken('refused', { statusCode: 400 }),
    );
    const order = await jana.order(testEnvironment({ name: 'kfz-test' }));
    expect(order.state).toBe('failed');
    const first = await read(portal);
    expect(kinds(first.items)).toEqual(['provisioned']);
    await jana.post(`/orders/${order.id}/retry`);
    await jana.waitForOrder(order.id);
    const { environmentId } = order;
    portal.driver.next('deprovision', broken('refused', { statusCode: 400 }));
    const held = await jana.order({
      type: 'terminate-environment',
      environmentId,
    });
    expect(held.state).toBe('failed');
    await jana.post(`/orders/${held.id}/retry`);
    expect((await jana.waitForOrder(held.id)).state).toBe('succeeded');

    const { items } = await read(portal);
    expect(kinds(items)).toEqual([
      'provisioned',
      'provisioned',
      'torn-down',
      'torn-down',
    ]);
    expect(items[0]).toEqual(first.items[0]);
    expect(items.map(({ data }) => data)).toEqual(
      ['database', 'application', 'application', 'database'].map(component =>
        expect.objectContaining({
          instanceName: `kfz-test-${component}`,
          environmentId,
          environmentName: 'kfz-test',
        }),
      ),
    );
    await portal.stop();
  });

  it('is read page by page, by plugins only', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    await jana.order(testEnvironment());
    await jana.order(INSTANCE);
    const all = await read(portal);
    expect(all).toMatchObject({ more: false, items: [{}, {}, {}] });

    const seen: LifecycleEvent[] = [];
    let page = await read(portal, '?limit=1');
    for (;;) {
      expect(page.items).toHaveLength(1);
      seen.push(...page.items);
      if (!page.more) break;
      page = await read(portal, `?limit=1&after=${page.cursor}`);
    }
    expect(seen).toEqual(all.items);
    expect(await read(portal, `?after=${page.cursor}`)).toEqual({
      items: [],
      cursor: page.cursor,
      more: false,
    });

    const service = portal.as('plugin:cloud-costs');
    for (const query of ['limit=0', 'limit=1001', 'after=yesterday']) {
      const answer = await service.get(`/lifecycle-events?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.details[0].field).toContain(query.split('=')[0]);
    }
    for (const person of ['jana.brandt', 'miriam.vogt', 'selin.aydin']) {
      const answer = await portal.as(person).get('/lifecycle-events');
      expect(answer.status).toBe(403);
    }
    await portal.stop();
  });
});
