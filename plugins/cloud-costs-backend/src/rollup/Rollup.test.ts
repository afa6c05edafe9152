import { TestDatabases } from '@backstage/backend-test-utils';
import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  addUpRaw,
  BEGIN,
  calendar,
  createIntake,
  createReplica,
  DAY_MS,
  HOUR_MS,
  lifecycle,
  partial,
  readDays,
  usage,
  whole,
} from '../usage/__testUtils__/createIntake';
import { UsageDayStore } from './UsageDayStore';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

async function empty(knex: Knex) {
  for (const table of [
    'usage_events',
    'usage_days',
    'dirty_months',
    'lifecycle_events',
    'allocations',
  ]) {
    await knex(table).delete();
  }
}

/** Usage and what happens to two instances within ten days. */
const history = fc.record({
  changes: fc.uniqueArray(
    fc.record({
      hour: fc.integer({ min: 0, max: 239 }),
      kind: fc.constantFrom(
        'plan-changed' as const,
        'plan-changed' as const,
        'attribution-changed' as const,
        'torn-down' as const,
        'provisioned' as const,
      ),
      plan: fc.constantFrom('small', 'large'),
      instance: fc.constantFrom('db-1', 'db-2'),
    }),
    { maxLength: 5, selector: ({ hour, instance }) => `${hour} ${instance}` },
  ),
  used: fc.array(
    fc.record({
      minute: fc.integer({ min: -600, max: 240 * 60 - 1 }),
      quantity: fc.integer({ min: 0, max: 1_000_000_000 }),
      meter: fc.constantFrom('requests', 'bytes'),
      instance: fc.constantFrom('db-1', 'db-2'),
    }),
    { maxLength: 40 },
  ),
});

function eventsOf({
  changes,
  used,
}: typeof history extends fc.Arbitrary<infer T> ? T : never) {
  return [
    ...changes.map(({ kind, hour, plan, instance }) =>
      lifecycle(kind, { at: BEGIN + hour * HOUR_MS, plan, instance }),
    ),
    ...used.map(({ minute, quantity, meter, instance }, n) =>
      usage(`${n}`, {
        at: BEGIN + minute * 60_000,
        quantity: String(quantity / 1_000_000).includes('e')
          ? 0
          : String(quantity / 1_000_000),
        meter,
        instance,
      }),
    ),
  ];
}

const births = ['db-1', 'db-2'].map(instance =>
  lifecycle('provisioned', { instance }),
);

describe.each(databases.eachSupportedId())('Rollup on %p', databaseId => {
  it('comes to the same in whatever order, batches and repetitions events come', async () => {
    const { knex, intake, rollup } = await createIntake(databases, databaseId);
    const small = createReplica(knex, { sliceSize: 5 });
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.infiniteStream(fc.nat(999)),
        async (past, chances) => {
          const events = eventsOf(past);
          await empty(knex);
          await intake.ingest([...births, ...events], partial);
          await rollup.run();
          const expected = await readDays(knex);
          expect(await addUpRaw(knex)).toEqual(expected);

          await empty(knex);
          await intake.ingest(births, partial);
          const draw = () => Number(chances.next().value);
          const queue = [...events, ...events.slice(0, events.length / 2)]
            .map(event => ({ event, place: draw() }))
            .sort((a, b) => a.place - b.place)
            .map(({ event }) => event);
          while (queue.length) {
            const batch: UsageCloudEvent[] = queue.splice(0, 1 + (draw() % 9));
            await intake.ingest(batch, partial);
            if (draw() < 400) await small.rollup.run();
          }
          // Usage that came before its instance was known was refused: its
          // sender repeats it.
          await intake.ingest(events, partial);
          await small.rollup.run();
          expect(await readDays(knex)).toEqual(expected);
          // Nothing is lost, though it may lie where nothing is charged.
          const days = await knex('usage_days').sum({ n: 'events' }).first();
          const raw = await knex('usage_events').count({ n: '*' }).first();
          expect(Number(days?.n ?? 0)).toBe(Number(raw?.n));
        },
      ),
      { numRuns: databaseId === 'SQLITE_3' ? 40 : 15 },
    );
  });

  it('goes on with one connection where no more can be had', async () => {
    const { knex, intake } = await createIntake(databases, databaseId);
    const events = Array.from({ length: 900 }, (_, n) =>
      usage(`${n}`, { at: BEGIN + (n % 300) * HOUR_MS }),
    );
    await intake.ingest([...births, ...events], partial);
    const begin = knex.transaction.bind(knex);
    const short = new Proxy(knex, {
      get: (target, key, receiver) =>
        key === 'transaction'
          ? (work: never, config?: Knex.TransactionConfig) =>
              typeof work === 'function'
                ? begin(work, config)
                : Promise.reject(new Error('no connection is left'))
          : Reflect.get(target, key, receiver),
    });
    // So small that there is enough for more than one.
    const { rollup, logger } = createReplica(short, { sliceSize: 100 });
    await rollup.run();
    const expected = await addUpRaw(knex);
    expect(expected.length).toBeGreaterThan(10);
    expect(await readDays(knex)).toEqual(expected);
    // SQLite has one connection anyway.
    const told = jest.mocked(logger.warn).mock.calls.map(String);
    expect(told.every(text => /one connection: Error: no/.test(text))).toBe(
      true,
    );
    expect(told.length > 0).toBe(databaseId === 'POSTGRES_18');
  });

  it('adds up each event once, with several replicas that fail in between', async () => {
    const { knex } = await createIntake(databases, databaseId);
    const replicas = [1, 2, 3].map(() =>
      createReplica(knex, { sliceSize: 60 }),
    );
    await replicas[0].intake.ingest(births, partial);
    let calls = 0;
    const dayOf = calendar.dayOf.bind(calendar);
    const spy = jest.spyOn(calendar, 'dayOf').mockImplementation(ms => {
      calls += 1;
      // Some times in a row: what fails with more connections is tried with one.
      if (calls % 90 < 4) throw new Error('the process ends here');
      return dayOf(ms);
    });
    const failures: unknown[] = [];
    try {
      await Promise.all(
        replicas.map(async ({ intake, rollup }, replica) => {
          for (let n = 0; n < 25; n += 1) {
            const at = BEGIN + ((n * 7 + replica * 50) % 200) * HOUR_MS;
            await intake.ingest(
              Array.from({ length: 10 }, (_, event) =>
                usage(`${replica}-${n}-${event}`, {
                  at: at + event * HOUR_MS,
                  instance: event % 2 ? 'db-1' : 'db-2',
                }),
              ),
              partial,
            );
            await rollup.run().catch(error => failures.push(error));
          }
        }),
      );
    } finally {
      spy.mockRestore();
    }
    expect(failures.length).toBeGreaterThan(0);
    await replicas[0].rollup.run();
    const days = await readDays(knex);
    expect(days).toEqual(await addUpRaw(knex));
    const sum = await knex('usage_days').sum({ n: 'events' }).first();
    expect(Number(sum?.n)).toBe(750);
    const cursor = await knex('cursors').where('name', 'rollup').first();
    const last = await knex('usage_events').max({ seq: 'seq' }).first();
    expect(Number(cursor.value)).toBe(Number(last?.seq));
  });

  it('places events right while allocations change under way', async () => {
    const { knex, intake, rollup } = await createIntake(databases, databaseId);
    const other = createReplica(knex);
    await intake.ingest(births, partial);
    const changing = (async () => {
      for (let n = 0; n < 20; n += 1) {
        await other.intake.ingest(
          [
            lifecycle('plan-changed', {
              at: BEGIN + ((n * 13) % 20) * HOUR_MS,
              plan: `plan-${n}`,
            }),
          ],
          partial,
        );
        await rollup.run();
      }
    })();
    await Promise.all(
      [0, 1, 2].map(async writer => {
        for (let n = 0; n < 20; n += 1) {
          await (writer ? intake : other.intake).ingest(
            Array.from({ length: 20 }, (_, hour) =>
              usage(`${writer}-${n}-${hour}`, { at: BEGIN + hour * HOUR_MS }),
            ),
            whole,
          );
        }
      }),
    );
    await changing;
    await rollup.run();
    const misplaced = await knex('usage_events')
      .join('allocations', 'allocations.id', 'usage_events.allocation_id')
      .where(outside =>
        outside
          .whereRaw('time_ms < from_ms')
          .orWhereRaw('time_ms >= to_ms')
          .orWhere('segment', '<', 0),
      );
    expect(misplaced).toEqual([]);
    const raw = await knex('usage_events').count({ n: '*' }).first();
    expect(Number(raw?.n)).toBe(1_200);
    expect(await readDays(knex)).toEqual(await addUpRaw(knex));
  });

  it('tells what must be rated again, and when something was last used', async () => {
    const { knex, intake, rollup } = await createIntake(databases, databaseId);
    await intake.ingest([births[0]], partial);
    await knex('dirty_months').delete();
    // The last hour of a month in Berlin lies in the UTC day of the next one's first.
    const { fromMs } = calendar.monthBounds(
      calendar.monthOf(Date.now() - 5 * DAY_MS),
    );
    const at = Math.max(fromMs, BEGIN);
    const events = [
      usage('1', { at: at - 1 }),
      usage('2', { at: at + HOUR_MS }),
    ];
    await intake.ingest(events, partial);
    await rollup.run();
    const months = await knex('dirty_months').orderBy('month').pluck('month');
    expect(months).toEqual([
      ...new Set([calendar.monthOf(at - 1), calendar.monthOf(at + HOUR_MS)]),
    ]);
    const [allocation] = await knex('allocations');
    expect(Number(allocation.last_used_ms)).toBe(at + HOUR_MS);

    const store = UsageDayStore.create(knex);
    const read = await store.read([allocation.id], {
      fromMs: at,
      toMs: at + DAY_MS,
    });
    expect(read.get(allocation.id)?.get('requests')).toEqual([
      { hourMs: at + HOUR_MS, quantity: 1_500_000n },
    ]);
    expect(await store.meteredPlans(BEGIN - DAY_MS)).toEqual([
      {
        serviceRef: 'cloudservice:default/postgresql',
        plan: 'small',
        meter: 'requests',
        allocations: 1,
      },
    ]);
  });
});
