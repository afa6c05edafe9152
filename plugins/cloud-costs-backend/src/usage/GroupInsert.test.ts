import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  IngestReport,
  UsageCloudEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import knexFactory, { type Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ACTOR,
  BEGIN,
  createIntake,
  createReplica,
  lifecycle,
  partial,
  usage,
  whole,
} from './__testUtils__/createIntake';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

const INSERT = /insert into usage_events/;

/** An intake that knows the instance, the source and the meter: nothing is left to look up. */
async function create() {
  const replica = await createIntake(databases, 'POSTGRES_18');
  const { intake, knex } = replica;
  await intake.ingest([lifecycle('provisioned'), usage('first')], whole);
  await intake.ingest([usage('second')], whole);
  let statements = 0;
  knex.on('query', ({ sql }) => {
    if (INSERT.test(sql)) statements += 1;
  });
  return {
    ...replica,
    together: (batches: UsageCloudEvent[][], options = whole) =>
      Promise.all(batches.map(batch => intake.ingest(batch, options))),
    statements: () => statements,
    ids: async (reader: Knex = knex) => {
      const rows = await reader('usage_events').orderBy('event_id');
      return rows.map(row => row.event_id);
    },
  };
}

/** The smallest and the largest, and one beyond 32 bits. */
function ofAllQuantities(): UsageCloudEvent[] {
  return ['0', '0.000001', '1000000000', '4294.967296'].map((quantity, n) =>
    usage(`q-${n}`, { quantity }),
  );
}

async function expectQuantities(knex: Knex): Promise<void> {
  const rows = await knex('usage_events')
    .where('event_id', 'like', 'q-%')
    .orderBy('event_id');
  expect(rows.map(row => [row.quantity, Number(row.time_ms)])).toEqual([
    ['0', BEGIN],
    ['1', BEGIN],
    ['1000000000000000', BEGIN],
    ['4294967296', BEGIN],
  ]);
}

function addUp(reports: IngestReport[]) {
  const sum = (count: (report: IngestReport) => number) =>
    reports.reduce((known, report) => known + count(report), 0);
  return {
    stored: sum(({ stored }) => stored),
    duplicates: sum(({ duplicates }) => duplicates),
    refused: sum(({ refused }) => refused.length),
  };
}

/** Keeps everybody from inserting until it is let go. */
async function holdTable(knex: Knex) {
  const trx = await knex.transaction();
  await trx.raw('lock table usage_events in share row exclusive mode');
  const ended = new Set<number>();
  return {
    /** For reading, where those that wait may have all other connections. */
    trx,
    release: () => trx.commit(),
    /** Until so many wait. */
    async waiting(connections: number): Promise<void> {
      for (;;) {
        const { rows } = await knex.raw(
          `select from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database()`,
        );
        if (rows.length === connections) return;
        await pause(20);
      }
    },
    /** Ends the connections that wait, each of which is seen for a while after that. */
    async endWaiting(): Promise<number> {
      for (;;) {
        const { rows } = await knex.raw<{ rows: Array<{ pid: number }> }>(
          `select pid, pg_terminate_backend(pid) from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database()`,
        );
        const fresh = rows.filter(({ pid }) => !ended.has(pid));
        for (const { pid } of fresh) ended.add(pid);
        if (fresh.length) return fresh.length;
        await pause(20);
      }
    },
  };
}

/** Inserts an event as another replica would, which has not committed it yet. */
async function insertElsewhere(
  knex: Knex,
  id: string,
): Promise<Knex.Transaction> {
  const trx = await knex.transaction();
  await trx.raw(
    `insert into usage_events (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms)
     select source_id, ?, allocation_id, meter_id, time_ms, quantity, received_ms
     from usage_events where event_id = 'first'`,
    [id],
  );
  return trx;
}

it('stores what comes at the same time by few statements, each with its own report', async () => {
  const { knex, together, statements, ids } = await create();
  await knex('audit_log').delete();
  const batches = Array.from({ length: 20 }, (_, n) => [
    usage(`own-${n}`),
    usage('shared'),
    usage('first'),
  ]);
  const reports = await together(batches);
  expect(statements()).toBe(2);
  expect(await ids()).toHaveLength(23);
  for (const [n, report] of reports.entries()) {
    const { stored } = report;
    // The shared event is stored for whoever came first.
    expect([n, stored]).toEqual([n, n === 0 ? 2 : 1]);
    expect(report).toEqual({
      received: 3,
      stored,
      duplicates: 3 - stored,
      refused: [],
    });
  }
  // One row of the audit log for each, with what was stored of it.
  const rows = await knex('audit_log').orderBy('id');
  expect(rows.map(({ details }) => JSON.parse(details).stored).sort()).toEqual(
    reports.map(({ stored }) => stored).sort(),
  );
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([ACTOR]));
  await together(batches);
  expect(await knex('audit_log')).toHaveLength(rows.length);
});

it('refuses the one that contradicts what is stored, and nobody else', async () => {
  const { together, ids } = await create();
  const bad = [usage('bad'), usage('first', { quantity: '99' })];
  const good = (n: number) => [usage(`good-${n}`), usage('second')];
  const batches = [good(0), good(1), bad, good(2), good(3)];
  const reports = await together(batches);
  expect(reports.map(({ stored }) => stored)).toEqual([1, 1, 0, 1, 1]);
  expect(reports[2].refused).toMatchObject([
    { index: 1, id: 'first', field: 'id', rule: 'same-contents' },
  ]);
  expect(await ids()).not.toContain('bad');
  const again = await together(batches, partial);
  expect(again.map(({ stored }) => stored)).toEqual([0, 0, 1, 0, 0]);
  expect(again[2].refused).toHaveLength(1);
  expect(await ids()).toEqual(
    ['bad', 'first', 'good-0', 'good-1', 'good-2', 'good-3', 'second'].sort(),
  );
});

it('stores one of two that contradict each other, and everybody else', async () => {
  const { together, ids } = await create();
  const reports = await together([
    [usage('ahead')],
    [usage('a'), usage('x', { quantity: '1' })],
    [usage('b'), usage('x', { quantity: '2' })],
    [usage('c')],
  ]);
  const [, one, other] = reports;
  expect([one.stored, other.stored].sort()).toEqual([0, 2]);
  const refused = [...one.refused, ...other.refused];
  expect(refused).toMatchObject([{ index: 1, id: 'x', rule: 'same-contents' }]);
  expect(await ids()).toHaveLength(6);
});

it('leaves nothing behind when its connection ends, and stores each for itself', async () => {
  const { knex, together, ids } = await create();
  const table = await holdTable(knex);
  const batches = Array.from({ length: 6 }, (_, n) => [
    usage(`a-${n}`),
    usage(`b-${n}`),
  ]);
  const storing = together(batches);
  expect(await table.endWaiting()).toBe(1);
  expect(await ids(table.trx)).toEqual(['first', 'second']);
  await table.release();
  const reports = await storing;
  expect(reports.every(({ stored }) => stored === 2)).toBe(true);
  expect(await ids()).toHaveLength(14);
  // An answer may have been lost on the way; the same again changes nothing.
  const again = await together(batches);
  expect(again.every(({ duplicates }) => duplicates === 2)).toBe(true);
});

it('says that it failed where nothing is stored', async () => {
  const { knex, together, ids } = await create();
  const table = await holdTable(knex);
  const batches = [[usage('a')], [usage('b')], [usage('c')]];
  const storing = Promise.allSettled(batches.map(batch => together([batch])));
  // Whatever is tried meanwhile fails: once for those that wait together, then for each.
  let ended = 0;
  while (ended < 1 + batches.length) ended += await table.endWaiting();
  const outcomes = await storing;
  await table.release();
  const stored = await ids();
  for (const [n, { status }] of outcomes.entries()) {
    const id = batches[n][0].id;
    expect([id, stored.includes(id)]).toEqual([id, status === 'fulfilled']);
  }
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
});

it('places by the newest allocations what has waited while they changed', async () => {
  const { knex, together } = await create();
  const table = await holdTable(knex);
  const at = BEGIN + 3_600_000;
  const storing = together(
    Array.from({ length: 4 }, (_, n) => [usage(`w-${n}`, { at })]),
  );
  const changing = createReplica(knex).intake.ingest(
    [lifecycle('plan-changed', { at: BEGIN, plan: 'large' })],
    whole,
  );
  await pause(200);
  await table.release();
  await Promise.all([storing, changing]);
  const plans = await knex('usage_events')
    .join('allocations', 'allocations.id', 'allocation_id')
    .where('event_id', 'like', 'w-%')
    .distinct('plan');
  expect(plans).toEqual([{ plan: 'large' }]);
});

it('keeps ids as they are, whatever they are made of', async () => {
  const { knex, together, ids } = await create();
  const odd = ['"', '\\', '{},', '\\"', 'NULL', ' ', "'", 'ü', '🏛', '%', 'a"b'];
  const batches = [[usage('ahead')], odd.map(id => usage(id)), [usage('z')]];
  await together(batches);
  expect(await ids()).toEqual(expect.arrayContaining(odd));
  await together([[usage('ahead-too')], ofAllQuantities()]);
  await expectQuantities(knex);
  expect(await together(batches)).toMatchObject([
    { duplicates: 1 },
    { duplicates: odd.length },
    { duplicates: 1 },
  ]);
});

it('loses and doubles nothing with two replicas and events that come from all sides', async () => {
  const { knex, ids } = await create();
  const replicas = [createReplica(knex), createReplica(knex)];
  const ofAll = Array.from({ length: 400 }, (_, n) => usage(`e-${n}`));
  const reports = await Promise.all(
    Array.from({ length: 60 }, (_, n) => {
      const from = (n * 37) % 350;
      return replicas[n % 2].intake.ingest(ofAll.slice(from, from + 50), whole);
    }),
  );
  // Two were there before.
  const stored = (await ids()).length - 2;
  expect(addUp(reports)).toEqual({
    stored,
    duplicates: 60 * 50 - stored,
    refused: 0,
  });
});

describe('with so many that they are copied', () => {
  const many = (name: string, count = 600) =>
    Array.from({ length: count }, (_, n) => usage(`${name}-${n}`));

  it('stores each once, with a report and a row of the audit log for each request', async () => {
    const { knex, together, statements, ids } = await create();
    await together([[usage('third')]]);
    const before = statements();
    await knex('audit_log').delete();
    const batches = Array.from({ length: 12 }, (_, n) => [
      ...many(`own-${n}`),
      ...many('shared', 3),
      // Stored, and remembered.
      usage('third'),
    ]);
    const reports = await together(batches);
    expect(statements()).toBe(before);
    expect(reports.reduce((sum, { stored }) => sum + stored, 0)).toBe(
      12 * 600 + 3,
    );
    expect(
      reports.every(
        ({ stored, duplicates, refused }) =>
          stored >= 600 && stored + duplicates === 604 && !refused.length,
      ),
    ).toBe(true);
    expect(await ids()).toHaveLength(3 + 12 * 600 + 3);
    const rows = await knex('audit_log').orderBy('id');
    expect(
      rows.map(({ details }) => JSON.parse(details).stored).sort(),
    ).toEqual(reports.map(({ stored }) => stored).sort());
    const again = await together(batches);
    expect(again.every(({ duplicates }) => duplicates === 604)).toBe(true);
    expect(await knex('audit_log')).toHaveLength(rows.length);
  });

  it('finds what another replica has stored', async () => {
    const { knex, together, statements, ids } = await create();
    await createReplica(knex).intake.ingest(many('theirs', 5), whole);
    const [one, other] = await together([
      [...many('a'), ...many('theirs', 5)],
      many('b'),
    ]);
    expect(one).toMatchObject({ stored: 600, duplicates: 5 });
    expect(other).toMatchObject({ stored: 600, duplicates: 0 });
    expect(statements()).toBeGreaterThan(0);
    expect(await ids()).toHaveLength(2 + 1_205);
  });

  it('refuses the one that contradicts what is stored, here or by another replica, and nobody else', async () => {
    const { knex, together, ids } = await create();
    await createReplica(knex).intake.ingest(many('theirs', 5), whole);
    const reports = await together([
      many('a'),
      [...many('bad'), usage('theirs-3', { quantity: '99' })],
      many('b'),
      [...many('worse'), usage('second', { quantity: '99' })],
      many('c'),
    ]);
    expect(reports.map(({ stored }) => stored)).toEqual([600, 0, 600, 0, 600]);
    expect(reports[1].refused).toMatchObject([
      { index: 600, id: 'theirs-3', field: 'id', rule: 'same-contents' },
    ]);
    expect(reports[3].refused).toMatchObject([{ index: 600, id: 'second' }]);
    expect(await ids()).toHaveLength(2 + 5 + 1_800);
  });

  it('takes nothing for a duplicate of what was rolled back', async () => {
    const { knex, together, ids } = await create();
    const table = await holdTable(knex);
    // The second group has events of the first, which fails.
    const batches = [many('a'), [...many('b'), ...many('a')], many('c')];
    const storing = together(batches);
    expect(await table.endWaiting()).toBe(1);
    await table.release();
    const reports = await storing;
    expect(
      reports.map(({ stored, duplicates }) => stored + duplicates),
    ).toEqual([600, 1_200, 600]);
    expect(reports.reduce((sum, { stored }) => sum + stored, 0)).toBe(1_800);
    expect(await ids()).toHaveLength(2 + 1_800);
  });

  it('stores nothing of a group whose row of the audit log fails, nor of the one after it', async () => {
    const { knex, together, ids } = await create();
    await knex.raw(`
      create function fail() returns trigger language plpgsql as
      'begin perform pg_sleep(0.3); raise exception ''no room''; end'`);
    await knex.raw(
      'create trigger fails before insert on audit_log for each row execute function fail()',
    );
    const failing = await Promise.allSettled(
      [many('a'), [...many('a'), ...many('b')]].map(batch => together([batch])),
    );
    expect(failing.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await ids()).toEqual(['first', 'second']);
    await knex.raw('drop trigger fails on audit_log');
    const [report] = await together([many('a')]);
    expect(report).toMatchObject({ stored: 600, duplicates: 0 });
  });

  it('stores each for itself when the database gives up on a group that was handed on', async () => {
    const { knex, together, ids } = await create();
    await knex.raw('create sequence attempts');
    await knex.raw(`
      create function give_up() returns trigger language plpgsql as $$
      begin
        if nextval('attempts') = 1 then
          raise exception 'deadlock detected' using errcode = '40P01';
        end if;
        return new;
      end $$`);
    await knex.raw(
      'create trigger gives_up before insert on audit_log for each row execute function give_up()',
    );
    const begun = Date.now();
    const batches = [many('a'), [...many('b'), ...many('a', 5)], many('c')];
    const reports = await together(batches);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(
      reports.map(({ stored, duplicates }) => stored + duplicates),
    ).toEqual([600, 605, 600]);
    expect(await ids()).toHaveLength(2 + 1_800);
    const { rows } = await knex.raw('select last_value::int from attempts');
    // The one that failed, and one for each request.
    expect(rows).toEqual([{ last_value: 4 }]);
  });

  it('goes on in groups after one has failed, however much is handed in', async () => {
    const { knex, intake, statements, ids } = await create();
    await knex.raw('create sequence attempts');
    await knex.raw(`
      create function fail_once() returns trigger language plpgsql as $$
      begin
        if nextval('attempts') = 3 then raise exception 'no room'; end if;
        return new;
      end $$`);
    await knex.raw(
      'create trigger fails_once before insert on audit_log for each row execute function fail_once()',
    );
    // Six senders, each of which goes on as soon as it has an answer.
    const reports: IngestReport[] = [];
    await Promise.all(
      Array.from({ length: 6 }, async (_, sender) => {
        for (let n = 0; n < 12; n += 1) {
          const batch = many(`${sender}-${n}`, 1_000);
          reports.push(await intake.ingest(batch, whole));
        }
      }),
    );
    expect(addUp(reports)).toEqual({
      stored: 72_000,
      duplicates: 0,
      refused: 0,
    });
    expect(await ids()).toHaveLength(2 + 72_000);
    // Stored alone: what was in the group that failed and in those after it then.
    expect(statements()).toBeGreaterThan(0);
    expect(statements()).toBeLessThanOrEqual(12);
  });

  it('copies side by side, and takes nothing for a duplicate of what failed there', async () => {
    const { knex, together, ids } = await create();
    const table = await holdTable(knex);
    const first = together([many('a', 3_500)]);
    await table.waiting(1);
    const second = together([[...many('b', 3_500), ...many('a', 10)]]);
    await table.waiting(2);
    const third = together([many('c', 100)]);
    expect(await table.endWaiting()).toBe(2);
    await table.release();
    const reports = (await Promise.all([first, second, third])).flat();
    expect(
      reports.map(({ stored, duplicates }) => stored + duplicates),
    ).toEqual([3_500, 3_510, 100]);
    expect(addUp(reports).stored).toBe(7_100);
    expect(await ids()).toHaveLength(2 + 7_100);
  });

  it('waits for nobody for long while others wait for it', async () => {
    const { knex, together, ids } = await create();
    // As another replica that has inserted one of the events, and hangs.
    const other = await insertElsewhere(knex, 'a-7');
    const begun = Date.now();
    const storing = together([many('a'), many('b')]);
    await pause(4_000);
    // Who needs nothing of that has been stored for itself meanwhile.
    expect(await ids()).toHaveLength(2 + 600);
    await other.rollback();
    const reports = await storing;
    expect(Date.now() - begun).toBeLessThan(8_000);
    expect(reports.map(({ stored }) => stored)).toEqual([600, 600]);
  });

  it('does not wait for a connection that others keep while they wait for it', async () => {
    const { knex, ids } = await create();
    const small = knexFactory({
      ...knex.client.config,
      pool: { min: 0, max: 2 },
    });
    const { intake } = createReplica(small);
    await intake.ingest([usage('warm')], whole);
    // Another replica's, which the first group waits for and then finds stored.
    const other = await insertElsewhere(knex, 'a-7');
    const begun = Date.now();
    const storing = Promise.all(
      ['a', 'b', 'c'].map(name => intake.ingest(many(name, 3_500), whole)),
    );
    await pause(1_000);
    await other.commit();
    const reports = await storing;
    await small.destroy();
    expect(Date.now() - begun).toBeLessThan(6_000);
    expect(addUp(reports)).toEqual({
      stored: 3 * 3_500 - 1,
      duplicates: 1,
      refused: 0,
    });
    expect(await ids()).toHaveLength(3 + 3 * 3_500);
  });

  it('places by the newest allocations what has waited while they changed', async () => {
    const { knex, together, ids } = await create();
    const table = await holdTable(knex);
    const storing = together([many('a'), many('b'), many('c')]);
    const changing = createReplica(knex).intake.ingest(
      [lifecycle('plan-changed', { at: BEGIN, plan: 'large' })],
      whole,
    );
    await pause(200);
    await table.release();
    await Promise.all([storing, changing]);
    const plans = await knex('usage_events')
      .join('allocations', 'allocations.id', 'allocation_id')
      .where('event_id', 'like', '%-%')
      .distinct('plan');
    expect(plans).toEqual([{ plan: 'large' }]);
    expect(await ids()).toHaveLength(2 + 1_800);
  });

  it('keeps ids and quantities as they are, whatever they are made of', async () => {
    const { knex, together, ids } = await create();
    const odd = ['\\', '\\N', '\\.', '\t', 'a\nb', '\r\n', '"', 'ü', '🏛', ' '];
    await together([
      [...many('a'), ...odd.map(id => usage(id)), ...ofAllQuantities()],
    ]);
    expect(await ids()).toEqual(expect.arrayContaining(odd));
    await expectQuantities(knex);
  });

  it('loses and doubles nothing with two replicas and events that come from all sides', async () => {
    const { knex, ids } = await create();
    const replicas = [createReplica(knex), createReplica(knex)];
    const ofAll = many('e', 4_000);
    const reports = await Promise.all(
      Array.from({ length: 24 }, (_, n) => {
        const from = (n * 370) % 3_300;
        return replicas[n % 2].intake.ingest(
          ofAll.slice(from, from + 700),
          whole,
        );
      }),
    );
    // Two were there before.
    const stored = (await ids()).length - 2;
    expect(addUp(reports)).toEqual({
      stored,
      duplicates: 24 * 700 - stored,
      refused: 0,
    });
  });
});
