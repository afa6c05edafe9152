import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { newService } from '../__testUtils__/wishes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const HOUR = 3_600_000;

describe.each(databases.eachSupportedId())('notices on %s', databaseId => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      config: { workers: { enabled: true } },
    });
  });
  afterAll(() => portal?.stop());

  /** What people were told since the last time. */
  const told = async () => {
    const before = portal.heard.notifications.length;
    await portal.runTask('service-requests-notices');
    return portal.heard.notifications.slice(before).map(sent => {
      const { recipients, payload } = sent as unknown as {
        recipients: { entityRef: string[] };
        payload: { title: string; severity: string };
      };
      return [
        payload.title.split(': ')[1].split(' · ')[0],
        payload.severity,
        ...[recipients.entityRef].flat().sort(),
      ];
    });
  };

  it('tell whose turn it is, and what is said, each once', async () => {
    const miriam = portal.as('miriam.vogt');
    const paul = portal.as('paul.richter');
    const { body } = await miriam.post(
      '/requests',
      newService({ submit: true }),
    );
    expect(await told()).toEqual([
      ['Submitted', 'normal', 'group:default/service-management'],
    ]);
    await paul.post(`/requests/${body.id}/messages`, { text: 'Hello' });
    await paul.post(`/requests/${body.id}/messages`, {
      text: 'Hush',
      internal: true,
    });
    expect(await told()).toEqual([
      [
        'New message',
        'normal',
        'group:default/kraftfahrtamt',
        'group:default/service-management',
        'group:default/softwerk-nord',
        'user:default/miriam.vogt',
      ],
    ]);
    expect(await told()).toEqual([]);
  });

  it('remind before the time is over, and escalate when it is', async () => {
    const { body } = await portal
      .as('miriam.vogt')
      .post('/requests', newService({ submit: true, title: 'Late' }));
    expect(body.dueCounted).toBe('elapsed');
    await told();
    const rest = async (hours: number) =>
      portal
        .knex('requests')
        .where('id', body.id)
        .update({
          state_since: Date.now() - hours * HOUR,
          due_at: Date.now() + (8 - hours) * HOUR,
        });
    await rest(5);
    expect(await told()).toEqual([]);
    await rest(7);
    const [[title, ...reminded]] = await told();
    expect(title).toMatch(/^Due /);
    expect(reminded).toEqual(['normal', 'group:default/service-management']);
    expect(await told()).toEqual([]);
    await rest(9);
    const [[late, ...escalated]] = await told();
    expect(late).toMatch(/^Overdue since /);
    expect(escalated).toEqual(['high', 'group:default/service-management']);
    expect(await told()).toEqual([]);
  });
});
