import { TestDatabases } from '@backstage/backend-test-utils';
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

const HOUR = 3_600_000;

function endIn(portal: Portal, id: string, ms: number) {
  return portal
    .knex('environments')
    .where({ id })
    .update({ expires_at: Date.now() + ms });
}

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal.stop());

  it('warns a week and a day ahead, once each, and tears down when the day has come', async () => {
    const jana = portal.as('jana.brandt');
    const { environmentId } = await jana.order(
      testEnvironment({ name: 'short-lived' }),
    );
    const id = environmentId!;
    await portal.sweep();
    expect(portal.heard.notifications).toEqual([]);

    await endIn(portal, id, 6 * 24 * HOUR);
    await Promise.all([portal.sweep(), portal.sweep()]);
    await portal.sweep();
    const scopes = () =>
      new Set(
        portal.heard.notifications.map(
          notification =>
            (notification as { payload: { scope: string } }).payload.scope,
        ),
      );
    expect(scopes().size).toBe(1);
    expect(portal.heard.notifications[0]).toMatchObject({
      recipients: {
        entityRef: [
          'group:default/team-kfz-portal',
          'user:default/jana.brandt',
        ],
      },
      payload: {
        title: expect.stringMatching(
          /^Environment "short-lived" ends on .* · Umgebung „short-lived“ endet am /,
        ),
        link: `/environments/${id}`,
      },
    });

    await endIn(portal, id, 20 * HOUR);
    await portal.sweep();
    await portal.sweep();
    expect(scopes().size).toBe(2);
    const journal = await jana.get(`/environments/${id}/journal`);
    expect(
      journal.body.items.filter(
        ({ event }: { event: string }) => event === 'expiry-warned',
      ),
    ).toHaveLength(2);

    // Extended in the last moment: it is warned of anew, later.
    await jana.order({
      type: 'extend-environment',
      environmentId: id,
      expiresAt: inDays(30),
    });
    await portal.sweep();
    expect((await jana.get(`/environments/${id}`)).body.state).toBe('ready');

    await endIn(portal, id, -1000);
    await Promise.all([portal.sweep(), portal.sweep()]);
    await waitFor(async () => {
      const { body } = await jana.get(`/environments/${id}`);
      return body.state === 'terminated' ? true : undefined;
    });
    const { body } = await jana.get(`/orders?environmentId=${id}`);
    const teardowns = body.items.filter(
      ({ type }: { type: string }) => type === 'terminate-environment',
    );
    expect(teardowns).toEqual([
      expect.objectContaining({
        requestedBy: 'plugin:cloud-services',
        state: 'succeeded',
      }),
    ]);
    expect(
      await portal
        .knex('audit_log')
        .where({ actor: 'plugin:cloud-services', action: 'order-terminate' }),
    ).toHaveLength(1);
  });

  it('tries a teardown again that failed, but not at every sweep', async () => {
    const jana = portal.as('jana.brandt');
    const { environmentId } = await jana.order(testEnvironment());
    const id = environmentId!;
    let refuse = true;
    const refusal = broken('refused', {
      statusCode: 400,
      brokerDescription: 'not now',
    });
    const moody = async ({ instanceId }: { instanceId: string }) => {
      if (refuse) refusal();
      portal.driver.instances.delete(instanceId);
      return { status: 'done' as const };
    };
    portal.driver.next('deprovision', ...Array(12).fill(moody));
    await endIn(portal, id, -1000);
    await portal.sweep();
    const failed = await waitFor(async () => {
      const { body } = await jana.get(`/environments/${id}`);
      return body.state === 'failed' ? body : undefined;
    });
    expect(failed.failure.brokerDescription).toBe('not now');
    await portal.sweep();
    expect((await jana.get(`/environments/${id}`)).body.state).toBe('failed');
    refuse = false;
    await portal
      .knex('orders')
      .where({ id: failed.lastOrderId })
      .update({ finished_at: Date.now() - 2 * HOUR });
    await portal.sweep();
    await waitFor(async () => {
      const { body } = await jana.get(`/environments/${id}`);
      return body.state === 'terminated' ? true : undefined;
    });
    expect(portal.driver.instances.size).toBe(0);
  });

  it('revokes what a task left behind', async () => {
    const jana = portal.as('jana.brandt');
    const order = await jana.order(testEnvironment());
    const { body } = await jana.post(
      `/instances/${order.steps[0].instanceId}/bindings`,
      { taskId: 'task' },
    );
    await jana.waitForBinding(body.id, 'ready');
    await portal.sweep();
    expect((await jana.get(`/bindings/${body.id}`)).body.state).toBe('ready');
    await portal
      .knex('bindings')
      .where({ id: body.id })
      .update({ expires_at: Date.now() - 1000 });
    await portal.sweep();
    await jana.waitForBinding(body.id, 'revoked');
    expect(portal.driver.bindings.size).toBe(0);
  });
});
