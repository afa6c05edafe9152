import { TestDatabases } from '@backstage/backend-test-utils';
import { type Lease, Leases } from './Leases';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

describe.each(databases.eachSupportedId())('Leases on %p', databaseId => {
  const create = async () => {
    const knex = await databases.init(databaseId);
    await knex.schema.createTable('leases', table => {
      table.string('name').primary();
      table.string('holder').nullable();
      table.bigInteger('expires_at').notNullable();
      table.bigInteger('fence').notNullable();
    });
    await knex.schema.createTable('writes', table => {
      table.bigInteger('fence');
    });
    const replica = () => Leases.create(knex, { leaseMs: 300 });
    const write = (lease: Lease) =>
      knex.transaction(async trx => {
        await lease.hold(trx);
        await trx('writes').insert({ fence: lease.fence });
      });
    return { knex, replica, write };
  };

  it('has one holder at a time, and the next when it is given back', async () => {
    const { replica } = await create();
    const replicas = Array.from({ length: 8 }, replica);
    for (let round = 0; round < 3; round += 1) {
      const claims = await Promise.all(
        replicas.map(each => each.claim('work')),
      );
      const held = claims.filter(claim => claim !== undefined);
      expect(held).toHaveLength(1);
      expect(held[0].fence).toBe(round + 1);
      expect(await replicas[0].claim('other work')).toBeDefined();
      await pause(350);
    }
    const lease = await replicas[0].claim('work');
    await lease?.release();
    expect(await replicas[1].claim('work')).toBeDefined();
  });

  it('refuses the late write of a replica that was frozen', async () => {
    const { knex, replica, write } = await create();
    const frozen = await replica().claim('work');
    if (!frozen) throw new Error('nobody has it');
    await write(frozen);
    await pause(350);
    const next = await replica().claim('work');
    if (!next) throw new Error('the lease did not end');
    await write(next);
    await expect(write(frozen)).rejects.toThrow('refused by the fence');
    expect(await frozen.renew()).toBe(false);
    // It gives back what is no longer its own, to no effect.
    await frozen.release();
    expect(await replica().claim('work')).toBeUndefined();
    expect(await knex('writes').orderBy('fence')).toHaveLength(2);
  });

  it('stays with whoever is in a transaction, however long that takes', async () => {
    const { knex, replica } = await create();
    const lease = await replica().claim('work');
    await knex.transaction(async trx => {
      await lease?.hold(trx);
      await pause(400);
      // SQLite has one writer: nobody could ask meanwhile.
      const other =
        databaseId === 'SQLITE_3' ? undefined : await replica().claim('work');
      expect(other).toBeUndefined();
      await trx('writes').insert({ fence: lease?.fence });
    });
    expect(await replica().run('work', async () => 'done')).toBe('done');
  });
});
