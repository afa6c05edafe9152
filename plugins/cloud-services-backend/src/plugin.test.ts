import { TestDatabases } from '@backstage/backend-test-utils';
import {
  inDays,
  startPortal,
  testEnvironment,
} from './__testUtils__/startPortal';
import { broken } from './provisioning/__testUtils__/ScriptedDriver';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('orders an environment, shows its credentials once, changes, extends and tears it down', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    const wish = testEnvironment({
      name: 'kfz-test',
      components: {
        database: { parameters: { storageGb: 7, adminPassword: 'geheim' } },
      },
    });

    const preview = await jana.post('/orders/preview', wish);
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      name: 'kfz-test',
      expiresAt: `${inDays(20)}T23:59:59.999Z`,
      parties: {
        customerRef: 'group:default/kraftfahrtamt',
        softwareProviderRef: 'group:default/softwerk-nord',
        payerRef: 'group:default/kraftfahrtamt',
        commissionRef: 'commission:default/kfz',
      },
      instances: [
        {
          componentName: 'database',
          action: 'provision',
          parameters: { storageGb: 7, note: 'aaa', adminPassword: '••••••' },
        },
        { componentName: 'application', dependsOn: ['database'] },
      ],
    });

    const order = await jana.order(wish);
    expect(order).toMatchObject({
      state: 'succeeded',
      progress: { done: 2, total: 2 },
      readySeconds: expect.any(Number),
    });
    const path = `/environments/${order.environmentId}`;
    const { body: environment } = await jana.get(path);
    expect(environment).toMatchObject({
      name: 'kfz-test',
      state: 'ready',
      entityRef: expect.stringMatching(
        /^resource:default\/environment-[0-9a-f]{12}$/,
      ),
      permissions: { update: true, terminate: true, credentials: true },
    });
    const database = environment.instances.find(
      (instance: { componentName: string }) =>
        instance.componentName === 'database',
    );
    expect(database.serviceGone).toBe(false);

    // Credentials: made, shown once, rotated.
    const asked = await jana.post(`/instances/${database.id}/bindings`, {
      purpose: 'local development',
    });
    expect(asked.status).toBe(202);
    await jana.waitForBinding(asked.body.id, 'ready');
    const reveals = await Promise.all(
      [1, 2, 3].map(() => jana.post(`/bindings/${asked.body.id}/reveal`)),
    );
    expect(reveals.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const shown = reveals.find(({ status }) => status === 200)!;
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.body.credentials).toEqual({
      password: `secret-of-${asked.body.id}`,
    });
    expect(
      reveals.find(({ status }) => status === 409)!.body.error.message,
    ).toContain('rotate');
    const rotated = await jana.post(`/bindings/${asked.body.id}/rotate`);
    expect(rotated.body).toMatchObject({ replacesId: asked.body.id });
    await jana.waitForBinding(rotated.body.id, 'ready');
    await jana.waitForBinding(asked.body.id, 'revoked');

    // Change: plan and parameters, compared before.
    const change = {
      type: 'update-environment',
      environmentId: environment.id,
      components: {
        database: { plan: 'large', parameters: { adminPassword: 'neu' } },
        application: {},
      },
    };
    const comparison = await jana.post('/orders/preview', change);
    expect(comparison.body.changes).toEqual([
      {
        componentName: 'database',
        field: 'plan',
        before: 'small',
        after: 'large',
      },
      {
        componentName: 'database',
        field: '/adminPassword',
        before: '••••••',
        after: '••••••',
      },
    ]);
    const changed = await jana.order(change);
    expect(changed).toMatchObject({ state: 'succeeded', steps: [{}] });
    const again = await jana.post('/orders', change);
    expect(again.status).toBe(400);
    expect(again.body.error.details[0].rule).toBe('unchanged');

    // Extend: nothing to provision.
    const extended = await jana.order({
      type: 'extend-environment',
      environmentId: environment.id,
      expiresAt: inDays(40),
    });
    expect(extended).toMatchObject({ state: 'succeeded', steps: [] });
    expect((await jana.get(path)).body.expiresAt).toContain(inDays(40));

    const gone = await jana.order({
      type: 'terminate-environment',
      environmentId: environment.id,
    });
    expect(gone.state).toBe('succeeded');
    expect((await jana.get(path)).body.state).toBe('terminated');
    expect(portal.driver.instances.size).toBe(0);
    expect(portal.driver.bindings.size).toBe(0);

    const journal = await jana.get(`${path}/journal`);
    expect(
      journal.body.items.map(({ event }: { event: string }) => event),
    ).toEqual(
      expect.arrayContaining([
        'order-accepted',
        'instance-ready',
        'credentials-revealed',
        'instance-terminated',
        'order-succeeded',
      ]),
    );

    // Each mutation has one audit row and one event.
    const rows = await portal.knex('audit_log').orderBy('id');
    expect(rows.map(row => row.action)).toEqual([
      'order-create',
      'credentials-create',
      'credentials-reveal',
      'credentials-rotate',
      'order-update',
      'order-extend',
      'order-terminate',
    ]);
    await portal.stop();
    expect(portal.heard.audit.map(({ meta }) => meta?.auditId)).toEqual(
      rows.map(row => Number(row.id)),
    );
    expect(portal.heard.signals).toContainEqual(
      expect.objectContaining({
        recipients: {
          type: 'user',
          entityRef: expect.arrayContaining([
            'user:default/jana.brandt',
            'group:default/team-kfz-portal',
            'group:default/softwerk-nord',
            'group:default/kraftfahrtamt',
            'group:default/service-management',
          ]),
        },
      }),
    );
    expect(JSON.stringify(portal.heard.signals)).not.toContain('datenwerft');
  });

  it('says what failed, in the words of the broker; the order is retried or torn down', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    portal.driver.next(
      'provision',
      broken('refused', { statusCode: 400, brokerDescription: 'disk full' }),
    );
    const failed = await jana.order(testEnvironment());
    expect(failed).toMatchObject({
      state: 'failed',
      canRetry: true,
      failure: { brokerDescription: 'disk full', componentName: 'database' },
    });
    expect(failed.steps.map(({ state }) => state).sort()).toEqual([
      'failed',
      'skipped',
    ]);
    const retried = await jana.post(`/orders/${failed.id}/retry`);
    expect(retried.status).toBe(202);
    expect(await jana.waitForOrder(failed.id)).toMatchObject({
      state: 'succeeded',
    });

    portal.driver.next('provision', broken('refused', { statusCode: 400 }));
    const second = await jana.order(testEnvironment());
    expect(second.state).toBe('failed');
    const { environmentId } = second;
    const torn = await jana.order({
      type: 'terminate-environment',
      environmentId,
    });
    expect(torn.state).toBe('succeeded');
    expect(portal.driver.instances.size).toBe(2);
    await portal.stop();
  });

  it('orders a single instance, and keeps one that is in an environment with it', async () => {
    const portal = await startPortal({ databases, databaseId });
    const selin = portal.as('selin.aydin');
    const order = await selin.order({
      type: 'create-instance',
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      configuration: { plan: 'large', parameters: { storageGb: 50 } },
      name: 'kfz-db',
      stage: 'production',
      systemRef: 'system:default/kfz-portal',
      ownerRef: 'group:default/softwerk-nord',
    });
    expect(order.state).toBe('succeeded');
    const { body: instance } = await selin.get(
      `/instances/${order.instanceId}`,
    );
    expect(instance).toMatchObject({ name: 'kfz-db', state: 'ready' });
    expect(instance.expiresAt).toBeUndefined();
    const jana = portal.as('jana.brandt');
    const environment = await jana.order(testEnvironment());
    const inside = environment.steps[0].instanceId;
    const refused = await jana.post('/orders', {
      type: 'terminate-instance',
      instanceId: inside,
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain(environment.environmentId);

    const torn = await selin.order({
      type: 'terminate-instance',
      instanceId: instance.id,
    });
    expect(torn.state).toBe('succeeded');

    // The change feed tells of all of it.
    const feed = await portal.as('plugin:catalog').get('/changes');
    expect(feed.body.items).toHaveLength(4);
    expect(
      feed.body.items.find((item: { id: string }) => item.id === instance.id),
    ).toMatchObject({ live: false, instance: { stage: 'production' } });
    expect(
      feed.body.items.find((item: { id: string }) => item.id === inside),
    ).toMatchObject({
      live: true,
      instance: {
        environmentEntityName: expect.any(String),
        dependsOnEntityNames: expect.any(Array),
      },
    });
    const times = await portal.as('paul.richter').get('/delivery-times');
    expect(times.body.items).toEqual([
      expect.objectContaining({ kind: 'blueprint', count: 1, failed: 0 }),
      expect.objectContaining({ kind: 'service', count: 3, failed: 0 }),
    ]);
    await portal.stop();
  });
});
