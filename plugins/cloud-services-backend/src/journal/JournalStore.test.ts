import { TestDatabases } from '@backstage/backend-test-utils';
import { readDatabaseNow } from '@dualcloud/foundation-node';
import { applyMigrations } from '../database';
import { journalEntry } from './journalEntry';
import { JournalStore } from './JournalStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('JournalStore on %p', databaseId => {
  it('gives what happened to an order, environment or instance, from a position on', async () => {
    const knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
    const journal = JournalStore.create(knex);
    await knex.transaction(trx =>
      journal.append(trx, [
        {
          ...journalEntry('order-succeeded', { name: 'a' }, { message: 'One' }),
          orderId: 'o',
        },
        {
          ...journalEntry(
            'call-repeated',
            {
              brokerName: 'sandbox',
              reason: 'busy',
              attempt: 2,
              seconds: 5,
              brokerWords: undefined,
            },
            { message: 'Two', level: 'warning' },
          ),
          orderId: 'o',
          environmentId: 'e',
          instanceId: 'i',
          componentName: 'database',
          actor: 'user:default/jana.brandt',
        },
        {
          ...journalEntry(
            'operation-polled',
            { brokerName: 'sandbox', brokerWords: 'x'.repeat(9_000) },
            { message: 'x'.repeat(9_000) },
          ),
          orderId: 'p',
        },
      ]),
    );
    const all = await journal.list({ of: { orderId: 'o' }, limit: 10 });
    expect(all.map(({ message }) => message)).toEqual(['One', 'Two']);
    expect(all[1]).toEqual({
      id: expect.any(Number),
      at: expect.any(String),
      event: 'call-repeated',
      level: 'warning',
      message: 'Two',
      params: { brokerName: 'sandbox', reason: 'busy', attempt: 2, seconds: 5 },
      orderId: 'o',
      environmentId: 'e',
      instanceId: 'i',
      componentName: 'database',
      actor: 'user:default/jana.brandt',
    });
    const now = await readDatabaseNow(knex);
    expect(Math.abs(now - Date.parse(all[0].at))).toBeLessThan(10_000);
    expect(Math.abs(now - Date.now())).toBeLessThan(10_000);
    const rest = await journal.list({
      of: { orderId: 'o' },
      after: all[0].id,
      limit: 10,
    });
    expect(rest).toHaveLength(1);
    expect(
      await journal.list({ of: { environmentId: 'e' }, limit: 10 }),
    ).toHaveLength(1);
    expect(
      await journal.list({ of: { instanceId: 'i' }, limit: 10 }),
    ).toHaveLength(1);
    const [long] = await journal.list({ of: { orderId: 'p' }, limit: 1 });
    expect(long.message).toHaveLength(4_000);
    expect(long.params?.brokerWords).toHaveLength(2_000);
  });
});
