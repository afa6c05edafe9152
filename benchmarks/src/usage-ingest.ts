/*
 * A million usage events over HTTP in batches of 1,000: 5 % come twice, 2 % are
 * late. Against Node streaming the same rows into the same table by COPY, which
 * neither checks nor deduplicates (its rows are unique), and against knex
 * inserting them with multi-row statements.
 */
import { Agent, request } from 'undici';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  type Series,
} from './harness';
import type { Intake } from './usage-ingest/backend';
import {
  INSTANCES,
  makeEvents,
  METERS,
  type MadeEvent,
  toCloudEvent,
} from './usage-ingest/events';
import { copyAll, insertAll, readNumbers } from './usage-ingest/rivals';
import { startIntake } from './usage-ingest/startIntake';

const BATCH = 1_000;
/** As many as two collectors with a few workers each have under way. */
const IN_FLIGHT = 8;

type Report = { stored: number; duplicates: number; refused: unknown[] };

/** Hands in usage over as many connections as there are requests under way. */
class Sender {
  private readonly agent = new Agent({ connections: IN_FLIGHT, pipelining: 1 });

  constructor(private readonly intake: Intake) {}

  async post(body: Buffer | string): Promise<Report> {
    const { url, token } = this.intake;
    const answer = await request(`${url}/cloud-costs/usage-events`, {
      method: 'POST',
      dispatcher: this.agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body,
    });
    const report = await answer.body.json();
    if (answer.statusCode !== 200) {
      throw new Error(`${answer.statusCode}: ${JSON.stringify(report)}`);
    }
    return report as Report;
  }

  /** Sends all batches, some at a time. */
  async postAll(bodies: Buffer[]): Promise<Omit<Report, 'refused'>> {
    const sum = { stored: 0, duplicates: 0 };
    let next = 0;
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        while (next < bodies.length) {
          const body = bodies[next];
          next += 1;
          const { stored, duplicates } = await this.post(body);
          sum.stored += stored;
          sum.duplicates += duplicates;
        }
      }),
    );
    return sum;
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

/** Instances, and the first event of each meter, which settles its unit. */
async function seed(
  sender: Sender,
  beginMs: number,
  first: MadeEvent,
): Promise<void> {
  const born = Array.from({ length: INSTANCES }, (_, n) => ({
    specversion: '1.0',
    id: `born-${n}`,
    source: '/benchmark',
    type: 'dev.dualcloud.instance.provisioned.v1',
    subject: `instance-${n}`,
    time: new Date(beginMs).toISOString(),
    data: {
      instanceName: `instance-${n}`,
      serviceRef: 'cloudservice:default/postgresql',
      plan: 'small',
      stage: 'production',
      ownerRef: 'group:default/team',
    },
  }));
  await sender.post(JSON.stringify(born));
  const settling = METERS.map((_, meter) =>
    toCloudEvent({ ...first, id: `first-${meter}`, meter }),
  );
  await sender.post(JSON.stringify(settling));
}

/** Batches, in which some events come again. */
function toBodies(events: MadeEvent[]): Buffer[] {
  const bodies: Buffer[] = [];
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH).map(toCloudEvent);
    bodies.push(Buffer.from(JSON.stringify(batch)));
  }
  return bodies;
}

async function run(bench: Bench): Promise<void> {
  const postgres = await bench.postgres();
  const intake = await startIntake(bench, postgres);
  const sender = new Sender(intake);
  bench.defer(() => sender.close());
  const knex = await postgres.connect({ database: intake.database });
  const { beginMs, sent, unique } = makeEvents(bench.size(1_000_000, 20_000));
  await seed(sender, beginMs, unique[0]);
  const numbers = await readNumbers(knex);
  const bodies = toBodies(sent);
  const clear = async () => {
    await knex.raw('truncate usage_events');
    await knex.raw('checkpoint');
  };
  let exact = true;
  const { ours, limit, naive } = await bench.interleave({
    ours: {
      prepare: clear,
      run: async () => {
        const told = await sender.postAll(bodies);
        exact &&=
          told.stored === unique.length &&
          told.duplicates === sent.length - unique.length;
        return { units: sent.length };
      },
    },
    limit: {
      prepare: clear,
      run: async () => {
        await copyAll(postgres.urlOf(intake.database), unique, numbers);
        return { units: unique.length };
      },
    },
    naive: {
      prepare: clear,
      run: async () => {
        await insertAll(knex, sent, numbers);
        return { units: sent.length };
      },
    },
  });
  await clear();
  await sender.postAll(bodies);
  const row = await knex('usage_events')
    .countDistinct({ events: 'event_id' })
    .count({ rows: '*' })
    .sum({ total: 'quantity' })
    .first();
  const total = unique.reduce((sum, each) => sum + each.millionths, 0);
  bench.check('every report tells stored and duplicates exactly', exact);
  bench.check(
    'each event is stored once',
    Number(row?.rows) === unique.length &&
      Number(row?.events) === unique.length,
  );
  bench.check('the sum is that of the events', Number(row?.total) === total);
  const perSecond = (series: Series) => 1_000 / median(msPerUnit(series));
  bench.figure('ingestPerSecond', perSecond(ours));
  bench.figure('copyPerSecond', perSecond(limit));
  bench.figure('knexPerSecond', perSecond(naive));
  bench.throughputRatio('limit', ours, limit, '≥ 0.6');
  bench.throughputRatio('naive', ours, naive, '≥ 3');
}

benchmark('usage-ingest', run);
