import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { gzipSync } from 'node:zlib';
import { startPortal } from '../__testUtils__/startPortal';
import { BEGIN, DAY_MS, lifecycle, usage } from './__testUtils__/createIntake';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const BATCH = 'application/cloudevents-batch+json';

/** Something that one event is refused for: field and rule. */
type Refused = [event: unknown, field: string | undefined, rule: string];

/** Stands for JSON that is nested deeper than a stack can hold. */
const DEEP = '@deep';
const DEPTH = 100_000;

function toJson(body: unknown): string {
  const deep = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
  return JSON.stringify(body).replace(`"${DEEP}"`, deep);
}

function badEvents(): Refused[] {
  const ok = usage('bad');
  const of = (fields: object) => ({ ...ok, ...fields });
  const counting = (quantity: unknown) =>
    of({ data: { ...ok.data, quantity } });
  const born = lifecycle('provisioned', { instance: 'new' });
  const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
  return [
    [null, undefined, 'object'],
    [7, undefined, 'object'],
    ['usage', undefined, 'object'],
    [[ok], undefined, 'object'],
    [{}, 'id', 'text'],
    [of({ specversion: undefined }), 'specversion', 'specversion'],
    [of({ specversion: 1 }), 'specversion', 'specversion'],
    [of({ id: 'a\u0000b' }), 'id', 'text'],
    [of({ id: 'half \ud83c' }), 'id', 'text'],
    [of({ id: 'x'.repeat(513) }), 'id', 'text'],
    [of({ id: { $ne: 1 } }), 'id', 'text'],
    [of({ source: '/a\u0000' }), 'source', 'text'],
    [of({ subject: undefined }), 'subject', 'text'],
    [of({ subject: 'nobody' }), 'subject', 'known-instance'],
    [of({ type: undefined }), 'type', 'enum'],
    [of({ type: ['dev.dualcloud.usage.v1'] }), 'type', 'enum'],
    [of({ time: undefined }), 'time', 'date-time'],
    [of({ time: BEGIN }), 'time', 'date-time'],
    [of({ time: '2026-11-23' }), 'time', 'date-time'],
    [of({ time: '2026-11-23T22:37:49' }), 'time', 'date-time'],
    [of({ time: '2026-11-23T22:37:49+24:00' }), 'time', 'date-time'],
    [of({ time: '2026-11-23T22:37:49+0100' }), 'time', 'date-time'],
    [of({ time: '2026-11-23T22:37:49+01' }), 'time', 'date-time'],
    [of({ time: '2026-11-23T24:00:00Z' }), 'time', 'date-time'],
    [of({ time: '2026-02-29T10:00:00Z' }), 'time', 'date-time'],
    [of({ time: '0000-01-01T00:00:00Z' }), 'time', 'too-old'],
    [of({ time: '9999-12-31T23:59:59-23:59' }), 'time', 'future'],
    [of({ time: fromNow(DAY_MS) }), 'time', 'future'],
    [of({ time: fromNow(-500 * DAY_MS) }), 'time', 'too-old'],
    [of({ data: undefined }), 'data.meter', 'text'],
    [of({ data: 'text' }), 'data', 'object'],
    [of({ data: [] }), 'data', 'object'],
    [of({ data: { ...ok.data, meter: '\u0000' } }), 'data.meter', 'text'],
    [of({ data: { ...ok.data, unit: 'GiB' } }), 'data.unit', 'unit'],
    [counting('-1'), 'data.quantity', 'negative'],
    [counting(-1), 'data.quantity', 'negative'],
    [counting(undefined), 'data.quantity', 'decimal'],
    [counting(null), 'data.quantity', 'decimal'],
    [counting(0.5), 'data.quantity', 'decimal'],
    [counting('1e3'), 'data.quantity', 'decimal'],
    [counting('NaN'), 'data.quantity', 'decimal'],
    [counting('Infinity'), 'data.quantity', 'decimal'],
    [counting(' 1'), 'data.quantity', 'decimal'],
    [counting('+1'), 'data.quantity', 'decimal'],
    [counting('1,5'), 'data.quantity', 'decimal'],
    [counting('.5'), 'data.quantity', 'decimal'],
    [counting('1.'), 'data.quantity', 'decimal'],
    [counting('0.0000001'), 'data.quantity', 'decimal'],
    [counting('9223372036854.775808'), 'data.quantity', 'limit'],
    [counting('9223372036854775808'), 'data.quantity', 'limit'],
    [counting('9'.repeat(30)), 'data.quantity', 'limit'],
    [counting('9'.repeat(10_000)), 'data.quantity', 'decimal'],
    [counting(Number.MAX_SAFE_INTEGER), 'data.quantity', 'limit'],
    [counting(1e300), 'data.quantity', 'decimal'],
    [usage('known', { quantity: '7' }), 'id', 'same-contents'],
    [{ ...born, data: { ...born.data, stage: 'x' } }, 'data.stage', 'enum'],
    [{ ...born, data: { ...born.data, plan: 'a\u0000' } }, 'data.plan', 'text'],
    [{ ...born, data: { ...born.data, tags: { a: 1 } } }, 'data.tags', 'tags'],
    [{ ...born, data: { ...born.data, more: DEEP } }, 'data', 'depth'],
  ];
}

describe.each(databases.eachSupportedId())('bad usage on %p', databaseId => {
  let portal: TestPortal;
  const send = (
    body: unknown,
    headers: Record<string, string> = {},
    query = '',
  ) => {
    const request = portal
      .as('plugin:collector')
      .post(`/usage-events${query}`)
      .set({ 'content-type': BATCH, ...headers });
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    return request
      .serialize(value => value as unknown as string)
      .send(raw ? (body as string) : toJson(body));
  };
  const count = async () => {
    const row = await portal.knex('usage_events').count({ n: '*' }).first();
    return Number(row?.n);
  };

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    const begin = [lifecycle('provisioned'), usage('known')];
    const { body } = await send(begin);
    if (body.stored !== 2) throw new Error(JSON.stringify(body));
  });
  afterAll(() => portal.stop());

  it('is refused event by event, with field, rule and what to do', async () => {
    for (const [event, field, rule] of badEvents()) {
      const { status, body } = await send([usage('good'), event]);
      expect({ event, status, ...body }).toMatchObject({
        event,
        status: 422,
        received: 2,
        stored: 0,
        refused: [{ index: 1, rule, message: expect.stringMatching(/\w{4}/) }],
      });
      expect([rule, body.refused[0].field]).toEqual([rule, field]);
    }
    expect(await count()).toBe(1);
  });

  it('keeps nobody from handing in what is good, where that is wanted', async () => {
    const bad = badEvents();
    const events = [...bad.map(([event]) => event), usage('good')];
    const { status, body } = await send(events, {}, '?partial=true');
    expect([status, body.stored, body.refused.length]).toEqual([
      200,
      1,
      bad.length,
    ]);
    const indexes = body.refused.map((each: { index: number }) => each.index);
    expect(indexes).toEqual(bad.map((_, index) => index));
  });

  it('is refused as a whole where it is no batch at all', async () => {
    const good = JSON.stringify([usage('never')]);
    const long = Array.from({ length: 3_000 }, (_, n) => usage(`never-${n}`));
    const cut = JSON.stringify(long).slice(0, -40);
    const huge = `[${JSON.stringify(usage('never'))}${' '.repeat(9_000_000)}]`;
    const latin = Buffer.from(good.replace('never', 'nür'), 'latin1');
    const cases: Array<[unknown, Record<string, string>, number, RegExp]> = [
      ['', {}, 400, /body: is not JSON/],
      ['[', {}, 400, /body: is not JSON/],
      ['{"id":', {}, 400, /body: is not JSON/],
      [cut, {}, 400, /body: is not JSON/],
      [latin, {}, 400, /body: is not JSON in UTF-8/],
      [good, { 'content-type': 'text/plain' }, 400, /one of the types/],
      [good, { 'content-type': 'application/xml' }, 400, /one of the types/],
      [good, { 'content-encoding': 'zip' }, 415, /encoding/],
      [
        good,
        { 'content-encoding': 'gzip' },
        400,
        /body: is not in the encoding gzip/,
      ],
      [huge, {}, 413, /larger than 8mb; send it in parts/],
      [gzipSync(huge), { 'content-encoding': 'gzip' }, 413, /larger than 8mb/],
      [Array(5_001).fill(usage('never')), {}, 400, /send at most 5000/],
      ['[]', { accept: 'text/html' }, 200, /^$/],
    ];
    for (const [body, headers, status, message] of cases) {
      const answer = await send(body, headers);
      const told = answer.body.error?.message ?? '';
      expect([headers, answer.status, told]).toEqual([
        headers,
        status,
        expect.stringMatching(message),
      ]);
    }
    expect((await send([], {}, '?partial=perhaps')).status).toBe(400);
    const never = await portal
      .knex('usage_events')
      .where('event_id', 'like', 'never%');
    expect(never).toEqual([]);
  });

  it('is told from good in binary mode and for one event too', async () => {
    const { data, ...attributes } = usage('binary');
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        `ce-${name}`,
        encodeURIComponent(String(value)),
      ]),
    );
    const binary = { 'content-type': 'application/json; charset=utf-8' };
    const { 'ce-specversion': _, ...versionless } = headers;
    const { 'ce-id': id, ...nameless } = headers;
    const cases: Array<[Record<string, string>, unknown, number, object]> = [
      [versionless, data, 422, { refused: [{ field: 'specversion' }] }],
      [nameless, data, 422, { refused: [{ field: 'id' }] }],
      [headers, [data], 422, { refused: [{ field: 'data' }] }],
      [{ ...headers, 'ce-id': '%' }, data, 200, { stored: 1 }],
      [headers, data, 200, { stored: 1 }],
    ];
    for (const [fields, body, status, report] of cases) {
      const answer = await send(body, { ...fields, ...binary });
      expect([answer.status, answer.body]).toEqual([
        status,
        expect.objectContaining({}),
      ]);
      expect(answer.body).toMatchObject(report);
    }
    expect(id).toBe('binary');
    const one = { 'content-type': 'application/cloudevents+json' };
    const bad = await send(usage('single', { quantity: '-1' }), one);
    expect([bad.status, bad.body.refused[0].rule]).toEqual([422, 'negative']);
    // Its type says structured, whatever its headers say.
    const good = await send(usage('single'), { ...one, 'ce-id': 'other' });
    expect([good.status, good.body.stored]).toEqual([200, 1]);
  });

  it('is not what has an unusual offset, or the largest and the smallest quantity', async () => {
    const at = (time: string) => new Date(`${time}`).getTime();
    const times = [
      new Date(BEGIN).toISOString().replace('Z', '-00:00'),
      new Date(BEGIN + 20_700_000).toISOString().replace('Z', '+05:45'),
      new Date(BEGIN - 34_200_000).toISOString().replace('Z', '-09:30'),
      new Date(BEGIN + 50_400_000).toISOString().replace('Z', '+14:00'),
    ];
    expect(times.map(at)).toEqual(times.map(() => BEGIN));
    const events = times.map((time, n) => ({ ...usage(`offset-${n}`), time }));
    expect((await send(events)).body).toMatchObject({ stored: 4 });
    const rows = await portal
      .knex('usage_events')
      .where('event_id', 'like', 'offset-%');
    expect(rows.map(row => Number(row.time_ms))).toEqual(
      times.map(() => BEGIN),
    );
    const edges = ['0', '0.000001', '1000000000', 1_000_000_000];
    const { body } = await send(
      edges.map((quantity, n) => usage(`edge-${n}`, { quantity })),
    );
    expect(body).toMatchObject({ stored: edges.length, refused: [] });
  });
});
