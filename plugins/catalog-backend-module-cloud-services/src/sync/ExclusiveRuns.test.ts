import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Leases } from '@dualcloud/foundation-node';
import { ExclusiveRuns, LEASE_MS, type Run } from './ExclusiveRuns';
import { openLeases } from './leases';

jest.setTimeout(60_000);

// Longer than a busy machine stands still: a lease that lapsed is rightly another's.
const LEASE = 2_000;

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const sleep = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms);
  });

async function until(check: () => boolean, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !check(); await sleep(10)) {
    if (Date.now() > end) throw new Error('it did not happen in time');
  }
}

describe.each(databases.eachSupportedId())('exclusive runs on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    await openLeases(
      mockServices.database.mock({ getClient: async () => knex }),
    );
    const started: ExclusiveRuns[] = [];
    const replica = (run: (run: Run) => Promise<void>) => {
      const runs = new ExclusiveRuns({
        leases: Leases.create(knex, { leaseMs: LEASE }),
        name: 'sync',
        leaseMs: LEASE,
        timeoutMs: 20_000,
        logger: mockServices.logger.mock(),
        run,
      });
      started.push(runs);
      return runs;
    };
    const dead = () => Leases.create(knex, { leaseMs: LEASE }).claim('sync');
    const stop = () => started.forEach(runs => runs.stop());
    return { knex, replica, dead, stop };
  }

  it('never run twice at once, however long they take, and all come to their turn', async () => {
    const { replica, stop } = await setUp();
    let running = 0;
    let most = 0;
    const done = [0, 0];
    const replicas = done.map((_, index) =>
      replica(async () => {
        running += 1;
        most = Math.max(most, running);
        // Longer than the lease, which must be renewed.
        await sleep(LEASE * 1.5);
        running -= 1;
        done[index] += 1;
      }),
    );
    replicas.forEach(each => each.wake());
    await until(() => done.every(count => count === 1));
    expect(most).toBe(1);
    stop();
  });

  it('go on soon after a process was killed in its run', async () => {
    const { replica, dead, stop } = await setUp();
    // Nobody renews this one or gives it back.
    expect(await dead()).toBeDefined();
    const since = Date.now();
    let ranAfter = 0;
    replica(async () => {
      ranAfter = Date.now() - since;
    }).wake();
    await until(() => ranAfter > 0);
    expect(ranAfter).toBeGreaterThanOrEqual(LEASE - 100);
    expect(ranAfter).toBeLessThan(LEASE * 2.5);
    // The same with the real duration.
    expect(LEASE_MS * 2.5).toBeLessThanOrEqual(30_000);
    stop();
  });

  it('learn that another has taken over before they write', async () => {
    const { knex, replica, dead, stop } = await setUp();
    const seen: unknown[] = [];
    replica(async ({ signal, isStillMine }) => {
      seen.push(await isStillMine());
      // As if this process had been frozen for longer than its lease.
      await knex('leases').update({ expires_at: 0 });
      await dead();
      seen.push(await isStillMine());
      await until(() => signal.aborted);
      seen.push('aborted');
    }).wake();
    await until(() => seen.length === 3);
    expect(seen).toEqual([true, false, 'aborted']);
    stop();
  });

  it('run once more when asked for meanwhile', async () => {
    const { replica, stop } = await setUp();
    let count = 0;
    const runs = replica(async () => {
      count += 1;
      await sleep(50);
    });
    runs.wake();
    await until(() => count === 1);
    runs.wake();
    runs.wake();
    await until(() => count === 2);
    await sleep(200);
    expect(count).toBe(2);
    stop();
  });
});
