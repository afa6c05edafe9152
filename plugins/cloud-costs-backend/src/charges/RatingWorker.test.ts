import { TestDatabases } from '@backstage/backend-test-utils';
import type { UserCaller } from '@dualcloud/foundation-node';
import { IdempotencyStore } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { PriceListStore } from '../prices';
import { ReratingService } from '../reratings';
import { expectExact } from './__testUtils__/expectExact';
import { HOUR, World } from './__testUtils__/World';
import type { RatingWorkerOptions } from './RatingWorker';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const BEGIN = Date.parse('2026-01-01T00:00:00+01:00');
const A = 'group:default/a';
const B = 'group:default/b';

describe.each(databases.eachSupportedId())('rating on %s', databaseId => {
  const create = async () => {
    const world = await World.create(await databases.init(databaseId));
    await world.happen('provisioned', 'i0', BEGIN, { payerRef: A });
    return world;
  };
  const charges = (world: World) => world.knex('charges').orderBy('id');
  /** A worker that others are faster than, each time it begins a transaction. */
  const beforeTransactions = (
    world: World,
    others: () => Promise<void>,
    priceBook: RatingWorkerOptions['priceBook'] = async () => world.book,
  ) =>
    world.worker({
      priceBook,
      knex: new Proxy(world.knex, {
        get: (knex, key) =>
          key === 'transaction'
            ? async (work: (trx: Knex.Transaction) => Promise<unknown>) => {
                await others();
                return knex.transaction(work);
              }
            : Reflect.get(knex, key),
      }),
    });

  it('refuses the late write of a replica that was frozen', async () => {
    const world = await create();
    await beforeTransactions(world, async () => {
      // Its lease ended, and somebody else has claimed it meanwhile.
      await world.knex('leases').where('name', 'rating').increment('fence', 1);
    }).run();
    expect(world.logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/late write refused by the fence/),
    );
    expect(await charges(world)).toEqual([]);
    expect(await world.knex('dirty_months')).not.toEqual([]);
  });

  it('rates with the prices of a list that was stored just before', async () => {
    const world = await create();
    const { calendar, knex, now } = world;
    const store = PriceListStore.create({ knex, calendar, now: () => now });
    const [first] = world.book.versions;
    await store.put({ spec: first.spec });
    const comes = ['2026-01-05'];
    await beforeTransactions(
      world,
      async () => {
        const validFrom = comes.shift();
        const spec = { ...first.spec, version: `from ${validFrom}` };
        if (validFrom) await store.put({ spec: { ...spec, validFrom } });
      },
      trx => store.book(trx),
    ).run();
    expect(comes).toEqual([]);
    expect(await knex('dirty_months')).toEqual([]);
    const days = await knex('charges')
      .where('component', 'running')
      .orderBy('day')
      .select('day', 'price_list_id');
    expect(days.map(({ day }) => day % 100)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(days.map(row => row.price_list_id)).toEqual([
      1, 1, 1, 1, 2, 2, 2, 2, 2, 2,
    ]);
  });

  it('charges for time that passes, and for a month to its end', async () => {
    const world = await create();
    await world.settle();
    const days = async () => {
      const rows = await world.knex('cost_days').max({ day: 'day' }).first();
      return rows?.day;
    };
    expect(await days()).toBe(20260110);
    // Too early for another look.
    world.now += HOUR / 2;
    await world.settle();
    const before = await charges(world);
    world.now = Date.parse('2026-02-01T00:20:00+01:00');
    await world.settle();
    expect(await days()).toBe(20260201);
    expect(await charges(world)).not.toEqual(before);
    await expectExact(world);
  });

  it('sets aside what cannot be rated, and rates the rest', async () => {
    const world = await create();
    await world.happen('provisioned', 'i1', BEGIN, { payerRef: B });
    const broken = await world.allocations.ofInstances(['i1']);
    const worker = world.worker();
    const segmentsOf = world.book.segmentsOf.bind(world.book);
    const spy = jest
      .spyOn(world.book, 'segmentsOf')
      .mockImplementation((allocation, month) => {
        if (allocation.payerRef === B) throw new Error('not this one');
        return segmentsOf(allocation, month);
      });
    await worker.run();
    spy.mockRestore();
    const left = await world.knex('dirty_months').distinct('allocation_id');
    expect(left).toEqual([{ allocation_id: broken[0].id }]);
    expect(world.logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/not this one/),
    );
    expect(
      (await charges(world)).every(row => row.allocation_id !== broken[0].id),
    ).toBe(true);
    // It blocks its payer's statement, and nobody else's.
    world.now = Date.parse('2026-02-20T00:00:00+01:00');
    await world.settle();
    await world.lifecycle().run();
    expect(
      await world.knex('statements').where('state', 'final').pluck('payer_ref'),
    ).toEqual([A]);
    await world.knex('dirty_months').update({ since: 0 });
    await world.settle();
    await world.lifecycle().run();
    await expectExact(world);
  });

  it('waits with a statement until nothing of it has changed for a while', async () => {
    const world = await create();
    const quiet = { quietMs: 60_000 };
    const final = () =>
      world.knex('statements').where('state', 'final').pluck('payer_ref');
    await world.use('i0', 0, BEGIN + 50 * HOUR, 25_000_000n);
    world.now = Date.parse('2026-02-20T10:00:00+01:00');
    await world.settle();
    // An import of last month's usage goes on.
    world.now += 59_000;
    await world.use('i0', 1, BEGIN + 60 * HOUR, 25_000_000n);
    await world.settle();
    world.now += 59_000;
    await world.lifecycle(quiet).run();
    expect(await final()).not.toContain(A);
    world.now += 1_000;
    await world.lifecycle(quiet).run();
    expect(await final()).toContain(A);
    expect(
      await world.knex('charges').whereRaw('billed_month <> month'),
    ).toEqual([]);
  });

  it('does not charge for usage that stayed behind the end of what was cut shorter', async () => {
    const world = await create();
    world.now = BEGIN + 20 * 24 * HOUR;
    const end = BEGIN + 10 * 24 * HOUR + 2 * HOUR;
    await world.use('i0', 0, end - HOUR, 3_000_000n);
    await world.use('i0', 0, end + HOUR, 4_000_000n);
    await world.settle();
    const charged = async () =>
      (await charges(world))
        .filter(({ component }) => component === 'weekends')
        .reduce((sum, { quantity }) => sum + Number(quantity), 0);
    expect(await charged()).toBe(7_000_000);
    // It cannot be moved any more: it is known what it added up to, and no more.
    await world.knex('usage_events').delete();
    await world.happen('torn-down', 'i0', end);
    await world.settle();
    expect(await charged()).toBe(3_000_000);
  });

  it('takes back from one payer and bills to another what was final', async () => {
    const world = await create();
    await world.use('i0', 0, BEGIN + 50 * HOUR, 25_000_000n);
    world.now = Date.parse('2026-02-07T10:00:00+01:00');
    await world.settle();
    await world.lifecycle().run();
    const [final] = await world.knex('statements').where('state', 'final');
    expect(final).toMatchObject({ payer_ref: A, month: 202601 });

    await world.happen('attribution-changed', 'i0', BEGIN, { payerRef: B });
    await world.settle();
    const sums = await world
      .knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .where('month', 202601)
      .groupBy('payer_ref', 'billed_month')
      .orderBy(['payer_ref', 'billed_month'])
      .select('payer_ref', 'billed_month')
      .sum({ amount: 'charges.amount' });
    const was = Number(final.amount);
    expect(sums.map(row => ({ ...row, amount: Number(row.amount) }))).toEqual([
      { payer_ref: A, billed_month: 202601, amount: was },
      { payer_ref: A, billed_month: 202602, amount: -was },
      { payer_ref: B, billed_month: 202601, amount: was },
    ]);
    await expectExact(world);
  });

  it('rates a scope again and tells what came of it', async () => {
    const world = await create();
    await world.happen('provisioned', 'i1', BEGIN, { payerRef: B });
    await world.settle();
    const worker = world.worker({ sliceSize: 1 });
    const service = ReratingService.create({
      knex: world.knex,
      audit: world.audit,
      idempotency: new IdempotencyStore(world.knex),
      calendar: world.calendar,
      worker,
      requireProvider: async () => {},
      now: () => world.now,
    });
    // Somebody spoilt the charges of both.
    await world.knex('charges').increment('amount', 1_000);
    const ours = await world
      .knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .where('payer_ref', B);
    const caller = { ref: 'user:default/p' } as UserCaller;
    const wish = {
      from: '2026-01',
      to: '2026-01',
      reason: 'a price was wrong',
      scope: { payerRef: B },
    };
    const queued = await service.request(caller, wish, 'key-of-a-wish');
    expect(queued.state).toBe('queued');
    await service.request(caller, wish, 'key-of-a-wish');
    await worker.run();
    const { items } = await service.list(caller, {});
    expect(items).toEqual([
      expect.objectContaining({
        id: queued.id,
        state: 'done',
        reason: 'a price was wrong',
        allocations: 1,
        difference: { EUR: String(-1_000 * ours.length) },
      }),
    ]);
    await expect(expectExact(world)).rejects.toThrow();
    await service.request(caller, { ...wish, scope: {} }, 'key-of-another');
    await worker.run();
    await expectExact(world);
    await expect(
      service.request(caller, { ...wish, to: '2025-12' }, 'key-of-a-third'),
    ).rejects.toThrow(/must not be before/);
    expect(
      await world.knex('audit_log').where('action', 'rerating-request'),
    ).toHaveLength(2);
  });
});
