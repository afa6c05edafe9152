import { TestDatabases } from '@backstage/backend-test-utils';
import {
  startPortal,
  testEnvironment,
  waitFor,
} from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const HOUR = 3_600_000;

it('works where no plugin for notifications, signals or events is installed', async () => {
  const portal = await startPortal({
    databases,
    databaseId: 'SQLITE_3',
    alone: true,
  });
  const jana = portal.as('jana.brandt');
  const { environmentId, state } = await jana.order(
    testEnvironment({ name: 'alone' }),
  );
  expect(state).toBe('succeeded');
  const environment = async () =>
    (await jana.get(`/environments/${environmentId}`)).body;
  const [{ id: instanceId }] = (await environment()).instances;
  const asked = await jana.post(`/instances/${instanceId}/bindings`, {});
  await jana.waitForBinding(asked.body.id, 'ready');
  const synced = await portal
    .as('selin.aydin')
    .post('/brokers/sandbox/sync', {});
  expect(synced.status).toBeLessThan(300);

  // The warning is in the journal, once, and claims nothing that did not happen.
  const endIn = (ms: number) =>
    portal
      .knex('environments')
      .where({ id: environmentId })
      .update({ expires_at: Date.now() + ms });
  await endIn(20 * HOUR);
  await portal.sweep();
  await portal.sweep();
  const { body: journal } = await jana.get(
    `/environments/${environmentId}/journal`,
  );
  expect(
    journal.items
      .filter(({ event }: { event: string }) => event === 'expiry-near')
      .map(({ message }: { message: string }) => message),
  ).toEqual([expect.stringMatching(/^It ends on \d{4}-\d\d-\d\d$/)]);

  await endIn(-HOUR);
  await portal.sweep();
  await waitFor(async () =>
    (await environment()).state === 'terminated' ? true : undefined,
  );
  expect(portal.heard.log.filter(line => /ends: Error/.test(line))).toEqual([]);
  await portal.stop();
});
