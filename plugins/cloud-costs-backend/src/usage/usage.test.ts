import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { startPortal } from '../__testUtils__/startPortal';
import { type FetchLifecycleEvents, LifecycleFeed } from '../allocations';
import {
  BEGIN,
  calendar,
  createIntake,
  createReplica,
  DAY_MS,
  HOUR_MS,
  lifecycle,
  usage,
  whole,
} from './__testUtils__/createIntake';
import { UsageEventStore } from './UsageEventStore';
import { UsageIntake } from './UsageIntake';
import { UsageRetention } from './UsageRetention';
import { UsageSubscriber } from './UsageSubscriber';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('usage on %p', databaseId => {
  it('comes in over HTTP: in batches, alone, with attributes as headers, and as CSV', async () => {
    const portal = await startPortal({ databases, databaseId });
    const collector = portal.as('plugin:collector');
    const send = (
      body: object | string,
      type = 'application/json',
      query = '',
    ) =>
      collector
        .post(`/usage-events${type === 'text/csv' ? '/csv' : ''}${query}`)
        .set('content-type', type)
        .send(typeof body === 'string' ? body : JSON.stringify(body));
    const batch = 'application/cloudevents-batch+json';

    const first = await send([lifecycle('provisioned'), usage('1')], batch);
    expect([first.status, first.body.stored]).toEqual([200, 2]);
    const single = await send(usage('2'), 'application/cloudevents+json');
    expect([single.status, single.body.stored]).toEqual([200, 1]);
    const { data, ...attributes } = usage('3');
    const binary = collector.post('/usage-events');
    Object.entries(attributes).forEach(([name, value]) =>
      binary.set(`ce-${name}`, encodeURIComponent(String(value))),
    );
    expect((await binary.send(data)).body).toMatchObject({ stored: 1 });

    const bad = [usage('4'), usage('5', { quantity: '-1' })];
    const refused = await send(bad, batch);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ stored: 0, refused: [{ index: 1 }] });
    const kept = await send(bad, batch, '?partial=true');
    expect([kept.status, kept.body.stored]).toEqual([200, 1]);
    const many = await send(Array(5_001).fill(usage('6')), batch);
    expect([many.status, many.body.error.details[0].rule]).toEqual([
      400,
      'maxItems',
    ]);
    expect((await send('{"a":', batch)).status).toBe(400);
    expect((await send('x', 'text/plain')).status).toBe(400);
    expect((await send([], batch, '?partial=maybe')).status).toBe(400);

    const header = 'quantity,source,id,time,instanceId,meter,unit';
    const time = new Date(BEGIN).toISOString();
    const csv = [
      header,
      `"2.5",/csv,a,${time},db-1,requests,1`,
      `1.5,/csv,b,${time},"db-\n9",requests,1`,
      `x,/csv,c,${time},db-1,requests,1`,
    ].join('\n');
    const table = await send(csv, 'text/csv', '?partial=true');
    expect(table.body).toMatchObject({ received: 3, stored: 1 });
    expect(table.body.refused).toEqual([
      expect.objectContaining({
        field: 'instanceId',
        message: expect.stringMatching(/^line 4: is no instance/),
      }),
      expect.objectContaining({
        field: 'quantity',
        message: expect.stringMatching(/^line 5: must be a decimal/),
      }),
    ]);
    for (const wrong of [
      'id,time\n1,2',
      '',
      `${header}\n1,2`,
      `${header}\n"`,
    ]) {
      const answer = await send(wrong, 'text/csv');
      expect([wrong, answer.status]).toEqual([wrong, 400]);
    }

    expect((await portal.as('nobody').post('/usage-events', [])).status).toBe(
      401,
    );
    const [allocation] = await portal.knex('allocations');
    const path = `/usage-events?allocationId=${allocation.id}`;
    const listed = await collector.get(`${path}&limit=2&meter=requests`);
    expect(listed.body.items).toHaveLength(2);
    const rest = await collector.get(
      `${path}&limit=5&cursor=${listed.body.nextCursor}`,
    );
    expect(rest.body.items).toHaveLength(3);
    expect(rest.body.nextCursor).toBeUndefined();
    expect((await collector.get('/meters')).body.items).toEqual([
      { name: 'requests', unit: '1' },
    ]);
    await portal.stop();
  });

  it('shows the events behind an allocation, corrections and late ones as such', async () => {
    const { knex, intake } = await createIntake(databases, databaseId);
    const corrects = { source: '/meters/a', id: '1' };
    await intake.ingest(
      [
        lifecycle('provisioned'),
        usage('1', { at: BEGIN, quantity: '3' }),
        usage('2', { at: BEGIN + HOUR_MS, quantity: '-0.25', corrects }),
        usage('3', { at: Date.now() - 1_000, meter: 'bytes', unit: 'By' }),
      ],
      whole,
    );
    const [{ id }] = await knex('allocations');
    const store = UsageEventStore.create(knex, calendar);
    const { items } = await store.list({ allocationId: id });
    expect(items.map(item => [item.id, item.quantity, item.late])).toEqual([
      ['3', '1.5', false],
      ['2', '-0.25', true],
      ['1', '3', true],
    ]);
    expect(items[1]).toMatchObject({ corrects, reason: 'counted twice' });
    const period = { fromMs: BEGIN, toMs: BEGIN + HOUR_MS };
    const hour = await store.list({ allocationId: id, ...period });
    expect(hour.items.map(item => item.id)).toEqual(['1']);
  });

  it('removes raw usage that is old and added up, and nothing else', async () => {
    const { knex, intake, rollup } = await createIntake(databases, databaseId);
    const events = Array.from({ length: 30 }, (_, n) => usage(`${n}`));
    await intake.ingest([lifecycle('provisioned'), ...events], whole);
    const retention = UsageRetention.create({ knex, keepDays: 400 });
    await knex('usage_events')
      .where('event_id', '<', '2')
      .update({ received_ms: Date.now() - 402 * DAY_MS });
    expect(await retention.run()).toBe(0);
    await rollup.run();
    const before = await knex('usage_days');
    expect(await retention.run()).toBe(12);
    expect(await knex('usage_events')).toHaveLength(18);
    expect(await knex('usage_days')).toEqual(before);
  });

  it('pulls the lives of instances once each, with two replicas', async () => {
    const { knex } = await createIntake(databases, databaseId);
    const events = [
      lifecycle('provisioned'),
      lifecycle('plan-changed', { at: BEGIN, plan: 'large' }),
      { ...lifecycle('provisioned', { instance: 'x' }), data: {} },
      lifecycle('torn-down', { at: BEGIN + DAY_MS }),
    ].map(event => ({ ...event, source: '/cloud-services' }));
    const fetch: FetchLifecycleEvents = async after => {
      const from = Number(after || 0);
      return {
        items: events.slice(from, from + 2) as never,
        cursor: String(Math.min(from + 2, events.length)),
        more: from + 2 < events.length,
      };
    };
    const logger = mockServices.logger.mock();
    const feeds = [1, 2].map(() =>
      LifecycleFeed.create({ knex, calendar, logger, fetch }),
    );
    await Promise.all(feeds.map(feed => feed.pull()));
    await feeds[0].pull();
    const rows = await knex('allocations').orderBy('segment');
    expect(
      rows.map(row => [row.plan, Number(row.to_ms), row.begun_by]),
    ).toEqual([
      ['small', BEGIN, 'provisioned'],
      ['large', BEGIN + DAY_MS, 'plan-changed'],
    ]);
    expect(await knex('lifecycle_events')).toHaveLength(3);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('data.instanceName is missing'),
    );
    // Nobody there, or nobody answers: it waits.
    const failing = LifecycleFeed.create({
      knex,
      calendar,
      logger,
      fetch: async () => {
        throw new Error('down');
      },
    });
    await failing.pull();
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('down'));
  });

  it('has received a message from a topic only once it is stored', async () => {
    const { knex, intake } = await createIntake(databases, databaseId);
    await intake.ingest([lifecycle('provisioned')], whole);
    const { intake: other, logger } = createReplica(knex);
    let failures = 2;
    const flaky = {
      ingest: async (...args: Parameters<UsageIntake['ingest']>) => {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
        return other.ingest(...args);
      },
    } as UsageIntake;
    const subscriber = UsageSubscriber.create({ intake: flaky, logger });
    await subscriber.receive([usage('1'), usage('2', { quantity: '-1' })]);
    expect(await knex('usage_events')).toHaveLength(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('usage event "2" of "/meters/a"'),
    );
    failures = 1_000;
    const receiving = subscriber.receive(usage('3')).then(
      () => 'received',
      () => 'not received',
    );
    subscriber.stop();
    expect(await receiving).toBe('not received');
  });
});
