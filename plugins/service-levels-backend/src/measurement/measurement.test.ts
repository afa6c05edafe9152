import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { ServiceLevel } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { spansOf, type SpanSample } from './spans';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SUBJECT = 'cloudservice:default/kfz-zulassung';
const START_S = Date.parse('2026-11-16T09:00:00Z') / 1000;
const at = (minute: number) =>
  `${new Date((START_S + minute * 60) * 1000).toISOString().slice(0, 19)}Z`;
const sample = (minute: number, up: boolean, forSeconds = 60) => ({
  subjectRef: SUBJECT,
  at: at(minute),
  up,
  forSeconds,
});

describe.each(databases.eachSupportedId())('samples on %p', databaseId => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterEach(() => portal.stop());

  const send = (samples: object[], query = '') =>
    portal
      .as('plugin:collector')
      .post(`/samples${query}`, { source: 'test', samples });
  const outages = async () => {
    const { body } = await portal
      .as('paul.richter')
      .get('/outages?limit=500')
      .expect(200);
    return body.items
      .filter((one: { state: string }) => one.state !== 'rejected')
      .map((one: { interval: object; ongoing: boolean }) => one.interval);
  };
  const spans = async () =>
    (await portal.knex('spans').orderBy('from_s')).map(row => ({
      fromS: Number(row.from_s),
      toS: Number(row.to_s),
      up: Boolean(row.up),
    }));

  it('make outages, which follow them in whatever order they come', async () => {
    await send([sample(0, true), sample(1, false), sample(3, true)]).expect(
      200,
    );
    expect(await outages()).toEqual([{ from: at(1), to: at(2) }]);
    // A minute nobody had told of, down as well: the same outage, longer.
    await send([sample(2, false)]).expect(200);
    expect(await outages()).toEqual([{ from: at(1), to: at(3) }]);
    const { body } = await portal
      .as('miriam.vogt')
      .get('/service-levels?period=2026-11');
    const level: ServiceLevel = body.items.find(
      (one: ServiceLevel) => one.agreement === 'kfz-zulassung',
    );
    expect(level.headline?.availability?.countedSeconds).toBe(120);
  });

  it('are stored once, and refused with another value at the same instant', async () => {
    const batch = [sample(0, true), sample(1, false)];
    await send(batch).expect(200);
    const again = await send(batch).expect(200);
    expect(again.body).toMatchObject({ stored: 0, duplicates: 2 });
    const other = await send([sample(2, true), sample(1, true)]).expect(422);
    expect(other.body.refused).toMatchObject([
      { index: 1, field: 'at', rule: 'same-value' },
    ]);
    expect(await portal.knex('samples')).toHaveLength(2);
    // One row of the audit log for the batch that was stored, none for the others.
    const deeds = await portal
      .knex('audit_log')
      .where('action', 'samples-ingest');
    expect(deeds).toHaveLength(1);
    expect(deeds[0].actor).toBe('plugin:collector (test)');
    expect(JSON.parse(deeds[0].details)).toMatchObject({
      stored: 2,
      duplicates: 0,
    });
    const partial = await send(
      [sample(2, true), sample(1, true)],
      '?partial=true',
    ).expect(200);
    expect(partial.body).toMatchObject({ stored: 1 });
  });

  it('are refused one by one, with field and rule', async () => {
    const { body } = await send([
      { ...sample(0, true), subjectRef: 'cloudservice:default/unknown' },
      { ...sample(0, true), at: '2999-01-01T00:00:00Z' },
      { ...sample(0, true), at: '2026-02-30T00:00:00Z' },
      { ...sample(0, true), at: '2020-01-01T00:00:00Z' },
      {
        subjectRef: SUBJECT,
        measurement: 'm',
        from: at(0),
        to: at(0),
        good: 1,
        total: 2,
      },
      {
        subjectRef: SUBJECT,
        measurement: 'm',
        from: at(0),
        to: at(5),
        good: 3,
        total: 2,
      },
    ]).expect(422);
    expect(
      body.refused.map((one: { field: string; rule: string }) => [
        one.field,
        one.rule,
      ]),
    ).toEqual([
      ['subjectRef', 'has-agreement'],
      ['at', 'past'],
      ['at', 'date-time'],
      ['at', 'not-too-old'],
      ['to', 'after-from'],
      ['good', 'at-most-total'],
    ]);
    await portal
      .as('miriam.vogt')
      .post('/samples', { source: 'x', samples: [sample(0, true)] })
      .expect(403);
  });

  it('keep what people have said about an outage', async () => {
    await send([sample(0, true), sample(1, false), sample(2, true)]);
    const { body } = await portal.as('paul.richter').get('/outages');
    const [{ id }] = body.items;
    await portal
      .as('paul.richter')
      .post(`/outages/${id}/attribution`, {
        cause: 'customer',
        reason: 'Their firewall',
      })
      .expect(200);
    await send([
      {
        ...sample(1, false),
        at: at(1).replace(':00Z', ':30Z'),
        forSeconds: 20,
      },
    ]);
    const { body: after } = await portal
      .as('paul.richter')
      .get(`/outages/${id}`);
    expect(after.outage).toMatchObject({ cause: 'customer' });
  });

  it('mean the same in any order, any batches and any number of times', async () => {
    const samples = fc.uniqueArray(
      fc.record({
        minute: fc.integer({ min: 0, max: 40 }),
        up: fc.boolean(),
        forSeconds: fc.constantFrom(30, 60, 90, 300),
      }),
      { selector: one => one.minute, minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        samples.chain(list =>
          fc.record({
            list: fc.constant(list),
            order: fc.shuffledSubarray(list, {
              minLength: list.length,
              maxLength: list.length,
            }),
            cut: fc.integer({ min: 1, max: 5 }),
          }),
        ),
        async ({ list, order, cut }) => {
          for (const table of [
            'samples',
            'spans',
            'outages',
            'outage_events',
          ]) {
            await portal.knex(table).delete();
          }
          for (let from = 0; from < order.length; from += cut) {
            const batch = order
              .slice(from, from + cut)
              .map(one => sample(one.minute, one.up, one.forSeconds));
            await send([...batch, ...batch.slice(0, 1)]).expect(200);
          }
          const inOrder: SpanSample[] = [...list]
            .sort((a, b) => a.minute - b.minute)
            .map(one => ({
              atS: START_S + one.minute * 60,
              forS: one.forSeconds,
              up: one.up,
            }));
          const expected = spansOf(inOrder);
          expect(await spans()).toEqual(expected);
          const down = expected
            .filter(span => !span.up)
            .map(span => ({
              from: at((span.fromS - START_S) / 60),
              to: new Date(span.toS * 1000).toISOString().replace('.000', ''),
            }));
          expect(
            [...(await outages())].sort((a, b) => (a.from < b.from ? -1 : 1)),
          ).toEqual(down);
        },
      ),
      { numRuns: 25 },
    );
  });
});
