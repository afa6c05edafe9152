/*
 * A million usage events over HTTP in batches of 1,000: 5 % come twice, 2 % are
 * late. Against Node streaming the same rows into the same table by COPY, which
 * neither checks nor deduplicates (its rows are unique), and against knex
 * inserting them with multi-row statements.
 */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import cloudCosts from '@dualcloud/backstage-plugin-cloud-costs-backend';
import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import { Client } from 'pg';
import { Agent, request } from 'undici';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  startBackend,
  type TestBackend,
} from './harness';
import {
  INSTANCES,
  makeEvents,
  METERS,
  type MadeEvent,
  toCloudEvent,
} from './usage-ingest/events';

const BATCH = 1_000;
/** As many as a collector with a few workers has under way. */
const IN_FLIGHT = 4;
const KNEX_ROWS = 1_000;

async function post(
  agent: Agent,
  backend: TestBackend,
  body: string,
): Promise<{ stored: number; duplicates: number; refused: unknown[] }> {
  const answer = await request(`${backend.url}/cloud-costs/usage-events`, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      authorization: `Bearer ${backend.serviceToken}`,
      'content-type': 'application/cloudevents-batch+json',
    },
    body,
  });
  const report = await answer.body.json();
  if (answer.statusCode !== 200) {
    throw new Error(`${answer.statusCode}: ${JSON.stringify(report)}`);
  }
  return report as Awaited<ReturnType<typeof post>>;
}

/** Sends all batches, some at a time. */
async function sendAll(
  agent: Agent,
  backend: TestBackend,
  bodies: string[],
): Promise<{ stored: number; duplicates: number }> {
  const sum = { stored: 0, duplicates: 0 };
  let next = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (next < bodies.length) {
        const body = bodies[next];
        next += 1;
        const { stored, duplicates } = await post(agent, backend, body);
        sum.stored += stored;
        sum.duplicates += duplicates;
      }
    }),
  );
  return sum;
}

async function seed(
  agent: Agent,
  backend: TestBackend,
  at: number,
): Promise<void> {
  const born = Array.from({ length: INSTANCES }, (_, n) => ({
    specversion: '1.0',
    id: `born-${n}`,
    source: '/benchmark',
    type: 'dev.dualcloud.instance.provisioned.v1',
    subject: `instance-${n}`,
    time: new Date(at).toISOString(),
    data: {
      instanceName: `instance-${n}`,
      serviceRef: 'cloudservice:default/postgresql',
      plan: 'small',
      stage: 'production',
      ownerRef: 'group:default/team',
    },
  }));
  await post(agent, backend, JSON.stringify(born));
}

type Numbers = { allocations: number[]; meters: number[]; source: number };

/** The numbers that the intake has given to names. */
async function readNumbers(knex: Knex): Promise<Numbers> {
  const rows = await knex('allocations').select('id', 'instance_id');
  const ids = new Map(rows.map(row => [row.instance_id, row.id]));
  return {
    allocations: Array.from({ length: INSTANCES }, (_, n) =>
      Number(ids.get(`instance-${n}`)),
    ),
    meters: METERS.map((_, n) => n + 1),
    source: 1,
  };
}

function toRow(event: MadeEvent, numbers: Numbers, receivedMs: number) {
  return {
    source_id: numbers.source,
    event_id: event.id,
    allocation_id: numbers.allocations[event.instance],
    meter_id: numbers.meters[event.meter],
    time_ms: event.timeMs,
    quantity: event.millionths,
    received_ms: receivedMs,
  };
}

async function copyAll(
  url: string,
  events: MadeEvent[],
  numbers: Numbers,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const receivedMs = Date.now();
  function* lines() {
    for (let start = 0; start < events.length; start += BATCH) {
      let text = '';
      for (const event of events.slice(start, start + BATCH)) {
        const row = toRow(event, numbers, receivedMs);
        text += `${row.source_id}\t${row.event_id}\t${row.allocation_id}\t${row.meter_id}\t${row.time_ms}\t${row.quantity}\t${row.received_ms}\n`;
      }
      yield text;
    }
  }
  await pipeline(
    Readable.from(lines()),
    client.query(
      copyFrom(
        'copy usage_events (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms) from stdin',
      ),
    ),
  );
  await client.end();
}

async function insertAll(
  knex: Knex,
  events: MadeEvent[],
  numbers: Numbers,
): Promise<void> {
  const receivedMs = Date.now();
  for (let start = 0; start < events.length; start += KNEX_ROWS) {
    await knex('usage_events')
      .insert(
        events
          .slice(start, start + KNEX_ROWS)
          .map(event => toRow(event, numbers, receivedMs)),
      )
      .onConflict(['source_id', 'event_id'])
      .ignore();
  }
}

/** Batches, in which some events come again. */
function toBodies(events: MadeEvent[]): string[] {
  const bodies: string[] = [];
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH).map(toCloudEvent);
    bodies.push(JSON.stringify(batch));
  }
  return bodies;
}

async function run(bench: Bench): Promise<void> {
  const postgres = await bench.postgres();
  const backend = await startBackend(bench, {
    postgres,
    features: [cloudCosts],
    entities: [],
    // What adds up must not compete with what takes in; see the benchmark `rating`.
    config: { cloudCosts: { workers: { enabled: false } } },
  });
  const agent = new Agent({ connections: IN_FLIGHT, pipelining: 1 });
  bench.defer(() => agent.close());
  const knex = await backend.database('cloud-costs');
  const count = bench.size(1_000_000, 20_000);
  const made = makeEvents(count);
  await seed(agent, backend, made.beginMs);
  // The first batch settles sources and meters.
  await post(
    agent,
    backend,
    JSON.stringify(
      METERS.map((_, meter) =>
        toCloudEvent({ ...made.unique[0], id: `first-${meter}`, meter }),
      ),
    ),
  );
  const numbers = await readNumbers(knex);
  const bodies = toBodies(made.sent);
  const clear = async () => {
    await knex.raw('truncate usage_events');
    await knex.raw('checkpoint');
  };
  let exact = true;
  const { ours, limit, naive } = await bench.interleave({
    ours: {
      prepare: clear,
      run: async () => {
        const told = await sendAll(agent, backend, bodies);
        exact &&=
          told.stored === made.unique.length &&
          told.duplicates === made.sent.length - made.unique.length;
        return { units: made.sent.length };
      },
    },
    limit: {
      prepare: clear,
      run: async () => {
        await copyAll(backend.databaseUrl('cloud-costs'), made.unique, numbers);
        return { units: made.unique.length };
      },
    },
    naive: {
      prepare: clear,
      run: async () => {
        await insertAll(knex, made.sent, numbers);
        return { units: made.sent.length };
      },
    },
  });
  await clear();
  await sendAll(agent, backend, bodies);
  const row = await knex('usage_events')
    .countDistinct({ events: 'event_id' })
    .count({ rows: '*' })
    .sum({ total: 'quantity' })
    .first();
  const total = made.unique.reduce((sum, each) => sum + each.millionths, 0);
  bench.check('every report tells stored and duplicates exactly', exact);
  bench.check(
    'each event is stored once',
    Number(row?.rows) === made.unique.length &&
      Number(row?.events) === made.unique.length,
  );
  bench.check('the sum is that of the events', Number(row?.total) === total);
  const perSecond = (times: number[]) => 1_000 / median(times);
  bench.figure('ingestPerSecond', perSecond(msPerUnit(ours)));
  bench.figure('copyPerSecond', perSecond(msPerUnit(limit)));
  bench.figure('knexPerSecond', perSecond(msPerUnit(naive)));
  bench.throughputRatio('limit', ours, limit, '≥ 0.6');
  bench.throughputRatio('naive', ours, naive, '≥ 3');
}

benchmark('usage-ingest', run);
