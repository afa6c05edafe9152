import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { migrateUpDownUp } from '@dualcloud/foundation-node/testUtils';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@dualcloud/backstage-plugin-service-requests-backend',
  'migrations',
);
const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

it('is tried on every database that it is for', () => {
  expect(databases.eachSupportedId().flat()).toEqual([
    'POSTGRES_18',
    'SQLITE_3',
  ]);
});

describe.each(databases.eachSupportedId())('migrations on %p', databaseId => {
  it('go up, down to nothing, and up again to the same', async () => {
    const knex = await databases.init(databaseId);
    const tables = await migrateUpDownUp(knex, directory);
    expect(tables.up).toEqual(
      expect.arrayContaining(['requests', 'request_events', 'request_types']),
    );
    expect(tables.down).toEqual([]);
    expect(tables.again).toEqual(tables.up);
  });
});
