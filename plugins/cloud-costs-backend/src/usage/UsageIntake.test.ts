import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  BEGIN,
  createIntake,
  createReplica,
  DAY_MS,
  lifecycle,
  partial,
  usage,
  whole,
} from './__testUtils__/createIntake';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('UsageIntake on %p', databaseId => {
  const create = async () => {
    const replica = await createIntake(databases, databaseId);
    await replica.intake.ingest([lifecycle('provisioned')], whole);
    const count = async () => {
      const row = await replica.knex('usage_events').count({ n: '*' }).first();
      return Number(row?.n);
    };
    return { ...replica, count };
  };

  it('knows an event by source and id: in a batch, later, and from other sources', async () => {
    const { intake, count } = await create();
    const batch = [
      usage('1'),
      usage('2'),
      usage('1'),
      usage('1', { source: '/b' }),
    ];
    expect(await intake.ingest(batch, whole)).toEqual({
      received: 4,
      stored: 3,
      duplicates: 1,
      refused: [],
    });
    expect(await intake.ingest([...batch, usage('3')], whole)).toMatchObject({
      stored: 1,
      duplicates: 4,
    });
    // 1.5 and 1.500000 are the same contents, the zone of the time is none of it.
    const same = usage('1', { quantity: '1.500000' });
    same.time = new Date(BEGIN).toISOString().replace('Z', '+00:00');
    expect(await intake.ingest([same], whole)).toMatchObject({ duplicates: 1 });
    expect(await count()).toBe(4);
  });

  it('is on record by one row for each batch of which anything was stored', async () => {
    const { knex, intake } = await createIntake(databases, databaseId);
    const bad = usage('bad', { quantity: '-1' });
    await intake.ingest([lifecycle('provisioned'), usage('1')], whole);
    for (const again of [[usage('1')], [usage('2'), usage('3')]]) {
      await intake.ingest(again, whole);
    }
    await intake.ingest([bad, usage('4')], whole);
    await intake.ingest([bad, usage('4')], partial);
    const rows = await knex('audit_log').orderBy('id');
    expect(rows.map(row => ({ ...row, ...JSON.parse(row.details) }))).toEqual(
      [2, 2, 1].map(stored =>
        expect.objectContaining({
          actor: ACTOR,
          action: 'usage-ingest',
          object_ref: 'usage:batch',
          stored,
        }),
      ),
    );
  });

  it('refuses the same id with other contents, and then the whole batch', async () => {
    const { intake, count } = await create();
    await intake.ingest([usage('1')], whole);
    const changes = [
      { quantity: '2' },
      { at: BEGIN + 1 },
      { meter: 'bytes' },
      { instance: 'db-2' },
    ];
    await intake.ingest(
      [
        lifecycle('provisioned', { instance: 'db-2' }),
        usage('meter', { meter: 'bytes' }),
      ],
      whole,
    );
    for (const change of changes) {
      const batch = [usage('1', change), usage('good')];
      const report = await intake.ingest(batch, whole);
      expect(report).toMatchObject({
        received: 2,
        stored: 0,
        refused: [{ index: 0, id: '1', field: 'id', rule: 'same-contents' }],
      });
    }
    expect(await count()).toBe(2);
    const within = [usage('5'), usage('5', { quantity: 9 }), usage('6')];
    expect(await intake.ingest(within, whole)).toMatchObject({
      stored: 0,
      refused: [{ index: 1, rule: 'same-contents' }],
    });
    expect(await intake.ingest(within, partial)).toMatchObject({
      stored: 2,
      refused: [{ index: 1, rule: 'same-contents' }],
    });
  });

  it('says of each event what is wrong with it', async () => {
    const { intake, count } = await create();
    const now = Date.now();
    await intake.ingest([usage('unit')], whole);
    await intake.ingest(
      [
        lifecycle('provisioned', { instance: 'gone', at: BEGIN }),
        lifecycle('torn-down', { instance: 'gone', at: BEGIN + DAY_MS }),
      ],
      whole,
    );
    const ok = usage('ok');
    const bad: Array<[unknown, string | undefined, string]> = [
      [null, undefined, 'object'],
      [{ ...ok, id: '' }, 'id', 'text'],
      [{ ...ok, id: 'a\u0000' }, 'id', 'text'],
      [{ ...ok, source: undefined }, 'source', 'text'],
      [{ ...ok, subject: 7 }, 'subject', 'text'],
      [{ ...ok, specversion: '0.3' }, 'specversion', 'specversion'],
      [{ ...ok, time: '2026-02-30T10:00:00Z' }, 'time', 'date-time'],
      [{ ...ok, time: '2026-02-20T10:00:00' }, 'time', 'date-time'],
      [{ ...ok, type: 'dev.dualcloud.usage.v2' }, 'type', 'enum'],
      [usage('b', { at: now + 10 * 60_000 }), 'time', 'future'],
      [usage('b', { at: now - 401 * DAY_MS }), 'time', 'too-old'],
      [usage('b', { quantity: '-1' }), 'data.quantity', 'negative'],
      [usage('b', { quantity: 1.5 }), 'data.quantity', 'decimal'],
      [usage('b', { quantity: '1e3' }), 'data.quantity', 'decimal'],
      [usage('b', { quantity: '0.0000001' }), 'data.quantity', 'decimal'],
      [usage('b', { quantity: '1000000000.000001' }), 'data.quantity', 'limit'],
      [usage('b', { quantity: '9'.repeat(25) }), 'data.quantity', 'limit'],
      [usage('b', { quantity: 1e300 }), 'data.quantity', 'decimal'],
      [usage('b', { unit: 'GiB' }), 'data.unit', 'unit'],
      [usage('b', { instance: 'nobody' }), 'subject', 'known-instance'],
      [usage('b', { at: BEGIN - 2 * DAY_MS }), 'time', 'allocated'],
      [
        usage('b', { instance: 'gone', at: BEGIN + DAY_MS }),
        'time',
        'allocated',
      ],
      [
        { ...lifecycle('plan-changed'), source: '/cloud-services' },
        'source',
        'reserved',
      ],
      [
        { ...lifecycle('plan-changed'), data: { plan: 'x' } },
        'data.instanceName',
        'required',
      ],
    ];
    for (const [event, field, rule] of bad) {
      const report = await intake.ingest([ok, event], whole);
      expect(report).toMatchObject({ received: 2, stored: 0 });
      expect(report.refused).toEqual([
        expect.objectContaining({ index: 1, rule }),
      ]);
      expect(report.refused[0].field).toBe(field);
      expect(report.refused[0].message).toMatch(/^(is|must|lies) /);
    }
    const all = [...bad.map(([event]) => event), ok];
    const report = await intake.ingest(all, partial);
    // Those that are well formed share an id, so each is refused for one thing or the other.
    expect(report).toMatchObject({ received: all.length, stored: 1 });
    expect(report.refused).toHaveLength(bad.length);
    expect(await count()).toBe(2);
    expect(await intake.listMeters()).toEqual([
      { name: 'requests', unit: '1' },
    ]);
  });

  it('tells a hundred refusals and says that there are more', async () => {
    const { intake } = await create();
    const bad = Array.from({ length: 150 }, (_, n) =>
      usage(`${n}`, { quantity: '-1' }),
    );
    const report = await intake.ingest(bad, partial);
    expect(report.refused.map(({ index }) => index)).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
    expect(report.truncated).toBe(true);
  });

  it('stores a hundred concurrent equal batches once, whatever their order', async () => {
    const { knex, count } = await create();
    const events = Array.from({ length: 50 }, (_, n) =>
      usage(`${n}`, { meter: `meter-${n % 3}`, source: `/meters/${n % 4}` }),
    );
    const replicas = [createReplica(knex), createReplica(knex)];
    const reports = await Promise.all(
      Array.from({ length: 100 }, (_, n) => {
        const turned = [...events.slice(n % 50), ...events.slice(0, n % 50)];
        return replicas[n % 2].intake.ingest(turned, whole);
      }),
    );
    expect(await count()).toBe(50);
    expect(reports.reduce((sum, { stored }) => sum + stored, 0)).toBe(50);
    expect(reports.reduce((sum, each) => sum + each.duplicates, 0)).toBe(4_950);
    expect(reports.every(({ refused }) => refused.length === 0)).toBe(true);
  });

  it('stores one of a hundred concurrent batches that contradict each other', async () => {
    const { knex, count } = await create();
    const replicas = [createReplica(knex), createReplica(knex)];
    const reports = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        replicas[n % 2].intake.ingest(
          [usage('same', { quantity: n }), usage(`own-${n}`)],
          whole,
        ),
      ),
    );
    expect(reports.filter(({ stored }) => stored === 2)).toHaveLength(1);
    const refused = reports.filter(({ stored }) => stored === 0);
    expect(refused).toHaveLength(99);
    refused.forEach(report =>
      expect(report.refused).toMatchObject([
        { index: 0, id: 'same', rule: 'same-contents' },
      ]),
    );
    expect(await count()).toBe(2);
  });

  it('takes back by corrections what was counted, and no more', async () => {
    const { intake, knex, count } = await create();
    const corrects = { source: '/meters/a', id: '1' };
    const minus = (id: string, quantity: string) =>
      usage(id, { quantity, corrects });
    // In one batch with what it corrects, and before it.
    const batch = [minus('c1', '-1'), usage('1', { quantity: '3' })];
    expect(await intake.ingest(batch, whole)).toMatchObject({ stored: 2 });
    expect(await intake.ingest(batch, whole)).toMatchObject({ duplicates: 2 });
    const refusals: Array<[ReturnType<typeof usage>, string]> = [
      [minus('c2', '-2.000001'), 'remainder'],
      [minus('c1', '-0.5'), 'same-contents'],
      [
        usage('c3', { corrects: { source: '/meters/a', id: 'c1' } }),
        'correction',
      ],
      [
        usage('c4', { corrects: { source: '/meters/a', id: 'no' } }),
        'stored-event',
      ],
      [usage('c5', { corrects, meter: 'unheard-of' }), 'known-meter'],
    ];
    for (const [event, rule] of refusals) {
      expect(await intake.ingest([event], whole)).toMatchObject({
        stored: 0,
        refused: [{ index: 0, rule }],
      });
    }
    const rest = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        createReplica(knex).intake.ingest([minus(`r${n}`, '-1')], whole),
      ),
    );
    expect(rest.filter(({ stored }) => stored === 1)).toHaveLength(2);
    expect(await count()).toBe(4);
    const sum = await knex('usage_events').sum({ total: 'quantity' }).first();
    expect(Number(sum?.total)).toBe(0);
  });

  it('asks for news once before it refuses an instance', async () => {
    const { knex } = await create();
    const other = createReplica(knex);
    let asked = 0;
    const { intake } = createReplica(knex, {
      pullLifecycle: async () => {
        asked += 1;
        await other.intake.ingest(
          [lifecycle('provisioned', { instance: 'new' })],
          whole,
        );
      },
    });
    const event = usage('1', { instance: 'new' });
    expect(await intake.ingest([event], whole)).toMatchObject({ stored: 1 });
    await intake.ingest([usage('2', { instance: 'none' })], whole);
    await intake.ingest([usage('3', { instance: 'none' })], whole);
    expect(asked).toBe(1);
  });

  it('takes the largest quantities in millions without losing a millionth', async () => {
    const { intake, rollup, knex } = await create();
    const events = Array.from({ length: 12_000 }, (_, n) =>
      usage(`${n}`, { quantity: n === 0 ? '0.000001' : '1000000000' }),
    );
    expect(await intake.ingest(events, whole)).toMatchObject({
      stored: 12_000,
    });
    await rollup.run();
    const [day] = await knex('usage_days');
    expect(day.events).toBe(12_000);
    expect(day.hours.split(',')[0]).toBe('11999000000000000001');
  });
});
