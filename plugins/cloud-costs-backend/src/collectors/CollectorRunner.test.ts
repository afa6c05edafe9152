import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { UsageCollector } from '@dualcloud/backstage-plugin-cloud-costs-node';
import { CollectorRunner } from './CollectorRunner';

jest.setTimeout(60_000);

const MIGRATIONS = resolvePackagePath(
  '@dualcloud/backstage-plugin-cloud-costs-backend',
  'migrations',
);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR + 20 * MINUTE;

describe('CollectorRunner', () => {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18', 'SQLITE_3'],
    disableDocker: true,
  });
  const signal = new AbortController().signal;

  async function setUp(
    engine: Parameters<typeof databases.init>[0],
    collect: UsageCollector['collect'],
  ) {
    const knex = await databases.init(engine);
    await knex.migrate.latest({ directory: MIGRATIONS });
    const collector = { id: 'c', intervalSeconds: 300, collect };
    await knex('cursors').insert({
      name: 'collector:c',
      value: String(FROM),
      moved_at: 0,
    });
    const stored: UsageCloudEvent[] = [];
    const logger = mockServices.logger.mock();
    const runner = () =>
      CollectorRunner.create({
        knex,
        collectors: [collector],
        allocations: { activeBetween: async () => [] },
        ingest: async events => {
          stored.push(...(events as UsageCloudEvent[]));
          return {
            received: events.length,
            stored: events.length,
            duplicates: 0,
            refused: [],
          };
        },
        logger,
      });
    return { knex, collector, runner, stored, logger };
  }

  const event = (fromMs: number, toMs: number): UsageCloudEvent => ({
    specversion: '1.0',
    id: `i/m/${fromMs}-${toMs}`,
    source: '/s',
    type: 'dev.dualcloud.usage.v1',
    subject: 'i',
    time: new Date(fromMs).toISOString(),
  });

  it.each(databases.eachSupportedId())(
    'measures without a gap, an hour at most at a time, %p',
    async engine => {
      const seen: Array<[number, number]> = [];
      const { collector, runner } = await setUp(
        engine,
        async ({ fromMs, toMs }) => {
          seen.push([fromMs, toMs]);
          return [event(fromMs, toMs)];
        },
      );
      await runner().run(collector, signal);
      expect(seen.length).toBeGreaterThanOrEqual(3);
      expect(seen[0]).toEqual([FROM, FROM + 40 * MINUTE]);
      for (const [index, [fromMs, toMs]] of seen.entries()) {
        expect(fromMs).toBe(index === 0 ? FROM : seen[index - 1][1]);
        expect(Math.floor(fromMs / HOUR)).toBe(Math.floor((toMs - 1) / HOUR));
      }
      // Nothing is due at once again.
      expect(await runner().run(collector, signal)).toBe(0);
    },
  );

  it.each(databases.eachSupportedId())(
    'repeats the very same interval after a failure, %p',
    async engine => {
      let fails = true;
      const seen: number[] = [];
      const { collector, runner, stored } = await setUp(
        engine,
        async ({ fromMs, toMs }) => {
          seen.push(toMs);
          if (fails) throw new Error('the meter does not answer');
          return [event(fromMs, toMs)];
        },
      );
      await expect(runner().run(collector, signal)).rejects.toThrow(
        'the meter does not answer',
      );
      fails = false;
      await runner().run(collector, signal);
      expect(seen[1]).toBe(seen[0]);
      expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
    },
  );

  it.each(databases.eachSupportedId())(
    'waits for what is not known yet, says so once, and is no failure, %p',
    async engine => {
      let known = false;
      const seen: number[] = [];
      const { collector, runner, stored, logger } = await setUp(
        engine,
        async ({ fromMs, toMs }) => {
          seen.push(toMs);
          return known ? [event(fromMs, toMs)] : undefined;
        },
      );
      const one = runner();
      expect(await one.run(collector, signal)).toBe(0);
      expect(await one.run(collector, signal)).toBe(0);
      expect(seen).toEqual([FROM + 40 * MINUTE, FROM + 40 * MINUTE]);
      expect(logger.info).toHaveBeenCalledTimes(1);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringMatching(/is not all known to the collector "c" yet/),
      );
      known = true;
      await one.run(collector, signal);
      expect(stored[0].id).toBe(`i/m/${FROM}-${FROM + 40 * MINUTE}`);
      expect(logger.warn).not.toHaveBeenCalled();
      expect(logger.error).not.toHaveBeenCalled();
    },
  );

  it.each(databases.eachSupportedId())(
    'two replicas at once move on from one place once, %p',
    async engine => {
      const { collector, runner, stored, knex } = await setUp(
        engine,
        async ({ fromMs, toMs }) => [event(fromMs, toMs)],
      );
      await Promise.all([
        runner().run(collector, signal),
        runner().run(collector, signal),
      ]);
      const { value } = await knex('cursors')
        .where('name', 'collector:c')
        .first();
      const covered = [...new Set(stored.map(({ id }) => id))].map(id =>
        id.split('/')[2].split('-').map(Number),
      );
      covered.sort(([a], [b]) => a - b);
      expect(covered[0][0]).toBe(FROM);
      for (let index = 1; index < covered.length; index += 1) {
        expect(covered[index][0]).toBe(covered[index - 1][1]);
      }
      expect(value).toBe(String(covered[covered.length - 1][1]));
    },
  );
});
