import { TestDatabases } from '@backstage/backend-test-utils';
import { transact } from '@dualcloud/foundation-node';
import fc from 'fast-check';
import { expectExact, finalTexts } from './__testUtils__/expectExact';
import { HOUR, World } from './__testUtils__/World';
import { takeDirty } from './dirtyQueue';
import { MonthRater } from './MonthRater';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const BEGIN = Date.parse('2026-01-01T00:00:00+01:00');
const DAYS = 100;
const PAYERS = ['group:default/a', 'group:default/b'];

const instance = fc.integer({ min: 0, max: 2 });
/** Hours since the begin; odd minutes come with it. */
const hour = fc.integer({ min: 0, max: DAYS * 24 });
const quantity = fc.bigInt({ min: 1n, max: 20_000_000n });

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('use' as const),
      instance,
      hour,
      quantity,
      meter: fc.integer({ min: 0, max: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      which: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'provisioned' as const,
        'plan-changed' as const,
        'attribution-changed' as const,
        'torn-down' as const,
      ),
      instance,
      hour,
      plan: fc.constantFrom('small', 'large'),
      payer: fc.integer({ min: 0, max: 1 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'roll up' as const,
        'rate' as const,
        'rate in slices of one' as const,
        'rate twice at once' as const,
        'crash' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.integer({ min: 1, max: 25 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('bill' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Whatever came before: at last there is something late after final statements. */
const END: readonly Step[] = [
  { do: 'wait', days: 60 },
  { do: 'bill' },
  { do: 'use', instance: 0, hour: 2, quantity: 7_654_321n, meter: 0 },
  { do: 'use', instance: 1, hour: 2, quantity: 7_654_321n, meter: 1 },
  {
    do: 'attribution-changed',
    instance: 0,
    hour: 40,
    plan: 'small',
    payer: 1,
  },
];

/** A slice that did its work and was not committed. */
async function crash(world: World): Promise<void> {
  const rater = MonthRater.create(world);
  await transact(world.knex, async trx => {
    await rater.rate(trx, await takeDirty(trx, 3), {
      book: world.book,
      nowMs: world.now,
    });
    throw new Error('crash');
  }).catch(error => {
    if (error.message !== 'crash') throw error;
  });
}

async function take(world: World, it: Step): Promise<void> {
  switch (it.do) {
    case 'use': {
      const at = BEGIN + it.hour * HOUR + 1_234_567;
      if (at > world.now) return;
      await world.use(`i${it.instance}`, it.meter, at, it.quantity);
      return;
    }
    case 'correct': {
      const events = await world
        .knex('usage_events')
        .where('quantity', '>', 1)
        .orderBy('seq');
      if (events.length === 0) return;
      const { seq, allocation_id, ...event } = events[it.which % events.length];
      const half = BigInt(event.quantity) / 2n;
      // Not again: what is left must not get below zero.
      const known = await world
        .knex('usage_events')
        .where('corrects_seq', seq)
        .first();
      if (known) return;
      await world.knex('usage_events').insert({
        ...event,
        allocation_id,
        event_id: `correction-${seq}`,
        quantity: -half,
        corrects_seq: seq,
      });
      return;
    }
    case 'wait':
      world.now += it.days * 24 * HOUR;
      return;
    case 'bill':
      await world.settle();
      await world.lifecycle().run();
      return;
    case 'roll up':
      await world.rollup.run();
      return;
    case 'rate':
      await world.worker().run();
      return;
    case 'rate in slices of one':
      await world.worker({ sliceSize: 1 }).run();
      return;
    case 'rate twice at once':
      await Promise.all([
        world.worker({ sliceSize: 1 }).run(),
        world.worker({ sliceSize: 2 }).run(),
      ]);
      return;
    case 'crash':
      await crash(world);
      return;
    default: {
      const at = BEGIN + it.hour * HOUR + 2_345_678;
      if (at > world.now) return;
      await world.happen(it.do, `i${it.instance}`, at, {
        plan: it.plan,
        payerRef: PAYERS[it.payer],
      });
    }
  }
}

it.each(databases.eachSupportedId())(
  'bills what was measured, whatever comes when and how often, on %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    const world = await World.create(knex);
    const start = world.now;
    let finals = 0;
    let adjustments = 0;
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
          async steps => {
            for (const id of ['i0', 'i1']) {
              await world.happen('provisioned', id, BEGIN + 5_400_000);
            }
            let before = new Map<string, string>();
            for (const one of [...steps, ...END]) {
              await take(world, one);
              const after = await finalTexts(world);
              for (const [id, text] of before) expect(after.get(id)).toBe(text);
              before = after;
            }
            await world.settle();
            await expectExact(world);
            finals += before.size;
            adjustments += (
              await knex('charges').whereRaw('billed_month > month')
            ).length;
            // Reprocessing everything changes nothing.
            const stored = await knex('charges').orderBy('id');
            const rows = await knex('allocations').select('id', 'segment');
            await knex('dirty_months').insert(
              rows.flatMap(({ id }) =>
                [202601, 202602, 202603, 202604].map(month => ({
                  allocation_id: id,
                  month,
                  reason: 'again',
                  since: 0,
                })),
              ),
            );
            await world.worker({ sliceSize: 5 }).run();
            expect(await knex('charges').orderBy('id')).toEqual(stored);
          },
        )
        .afterEach(async () => {
          world.now = start;
          await empty(world);
        }),
      { numRuns: 12 },
    );
    // It was worth something.
    expect(finals).toBeGreaterThan(0);
    expect(adjustments).toBeGreaterThan(0);
  },
);

async function empty({ knex }: World): Promise<void> {
  for (const table of [
    'usage_events',
    'usage_days',
    'lifecycle_events',
    'allocations',
    'dirty_months',
    'charges',
    'cost_days',
  ]) {
    await knex(table).delete();
  }
  await knex('cursors').where('name', 'accrued').delete();
  await forgetStatements(knex);
}

/** The database refuses to, unless it is made to. */
async function forgetStatements(knex: World['knex']): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw('truncate statements, statement_lines');
    return;
  }
  const triggers: Array<{ name: string; sql: string }> = await knex(
    'sqlite_master',
  ).where('type', 'trigger');
  for (const { name } of triggers) await knex.raw(`drop trigger ${name}`);
  await knex('statement_lines').delete();
  await knex('statements').delete();
  for (const { sql } of triggers) await knex.raw(sql);
}
