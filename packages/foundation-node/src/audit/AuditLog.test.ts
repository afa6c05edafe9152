import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createFoundationTables } from '../database';
import { AuditLog } from './AuditLog';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('tells the auditor once of each mutation that was committed, also after a crash', async () => {
    const knex = await databases.init(databaseId);
    await createFoundationTables(knex);
    const told: unknown[] = [];
    let broken = false;
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ meta }) => ({
        success: async () => {
          if (broken) throw new Error('the log is full');
          told.push(meta?.auditId);
        },
        fail: async () => undefined,
      }),
    });
    const replica = () =>
      new AuditLog(knex, auditor, mockServices.logger.mock());
    const write = (audit: AuditLog, commit = true) =>
      knex
        .transaction(async trx => {
          await audit.append(trx, {
            actor: 'user:default/jana.brandt',
            action: 'order-create',
            objectRef: 'order:1',
          });
          if (!commit) throw new Error('rolled back');
        })
        .catch(() => undefined);

    // Committed, then the process died before it could tell.
    const dead = replica();
    await write(dead);
    await write(dead, false);
    await write(dead);

    // Two replicas start at once.
    const [a, b] = [replica(), replica()];
    await Promise.all([a.publish(), b.publish()]);
    const rows = await knex('audit_log').orderBy('id');
    expect(rows).toHaveLength(2);
    expect(told.sort()).toEqual(rows.map(({ id }) => Number(id)));

    // The auditor fails for a while: nothing is lost and nothing throws.
    broken = true;
    await write(a);
    await a.publish();
    expect(told).toHaveLength(2);
    broken = false;
    await Promise.all([a.publish(), b.publish()]);
    await a.publish();
    expect(told).toHaveLength(3);
    expect(await knex('audit_log').whereNull('published_at')).toEqual([]);
  });

  it('tells of what came meanwhile together', async () => {
    const knex = await databases.init(databaseId);
    await createFoundationTables(knex);
    const told: unknown[] = [];
    let marked = 0;
    knex.on('query', ({ sql }) => {
      if (/^update .audit_log/.test(sql)) marked += 1;
    });
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ meta }) => ({
        success: async () => {
          told.push(meta?.objectRef);
        },
        fail: async () => undefined,
      }),
    });
    const audit = new AuditLog(knex, auditor, mockServices.logger.mock());
    const refs = Array.from({ length: 20 }, (_, n) => `order:${n}`);
    for (const objectRef of refs) {
      await knex.transaction(trx =>
        audit.append(trx, { actor: 'user:default/a', action: 'x', objectRef }),
      );
    }
    await Promise.all([audit.publish(), audit.publish()]);
    expect(told).toEqual(refs);
    expect(marked).toBe(1);
    expect(await knex('audit_log').whereNull('published_at')).toEqual([]);
  });
});
