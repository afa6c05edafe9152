/**
 * What the costs page asks for, over HTTP with authorisation, against the naive
 * way (read all days of all series and reduce them in Node) and the bare rollup
 * statement in the database.
 */
import { gunzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { request } from 'undici';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  percentile,
  startBackend,
  type TestBackend,
} from './harness';
import {
  type NaiveRow,
  PEOPLE,
  type Question,
  questions,
} from './cost-view/questions';
import { dayAgo, organisation, seedCosts } from './cost-view/state';

const DAYS = 90;

type Answer = { ms: number; gzipBytes: number; total: string };

function asker(backend: TestBackend) {
  const tokens = Object.fromEntries(
    Object.entries(PEOPLE).map(([person, groups]) => [
      person,
      backend.identities.tokenOf(`user:default/${person}`, groups),
    ]),
  );
  return async ({ person, query }: Question): Promise<Answer> => {
    const start = performance.now();
    const { statusCode, headers, body } = await request(
      `${backend.url}/cloud-costs/costs?${query}`,
      {
        headers: {
          authorization: `Bearer ${tokens[person]}`,
          'accept-encoding': 'gzip',
        },
      },
    );
    const bytes = Buffer.from(await body.arrayBuffer());
    const ms = performance.now() - start;
    const zipped = headers['content-encoding'] === 'gzip';
    const text = (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
    if (statusCode !== 200) throw new Error(`${statusCode} ${text}`);
    return { ms, gzipBytes: bytes.length, total: JSON.parse(text).total };
  };
}

/** SELECT * and reduce. */
async function naively(knex: Knex, question: Question): Promise<bigint> {
  const first = Number(dayAgo(question.days - 1).replaceAll('-', ''));
  const rows: NaiveRow[] = await knex('cost_days')
    .join('allocations', 'allocations.id', 'cost_days.allocation_id')
    .where('day', '>=', first);
  const groups = new Map<string, Map<number, bigint>>();
  let total = 0n;
  for (const row of rows.filter(question.counts)) {
    const amount = BigInt(row.amount);
    const key = question.key(row);
    const days = groups.get(key) ?? new Map<number, bigint>();
    groups.set(key, days);
    days.set(row.day, (days.get(row.day) ?? 0n) + amount);
    total += amount;
  }
  return total;
}

async function checkAnswers(
  bench: Bench,
  knex: Knex,
  ask: (question: Question) => Promise<Answer>,
  all: Question[],
): Promise<void> {
  let exact = true;
  for (const question of all) {
    const { total } = await ask(question);
    exact &&= total === String(await naively(knex, question));
  }
  bench.check('totals are the naive ones to the last micro-unit', exact);

  const [question] = all;
  const times: number[] = [];
  let isSeen = true;
  for (let seq = 2; seq < 22; seq += 1) {
    const before = BigInt((await ask(question)).total);
    await change(knex, seq);
    const after = await ask(question);
    isSeen &&= BigInt(after.total) === before + 1n;
    times.push(after.ms);
  }
  bench.check('a change is in the next answer', isSeen);
  bench.figure('afterChangeP50Ms', median(times), 'one day has changed');
}

/** One micro-unit more for a day, as rating writes it. */
async function change(knex: Knex, seq: number): Promise<void> {
  await knex.transaction(async trx => {
    const at = { allocation_id: 1, day: Number(dayAgo(1).replaceAll('-', '')) };
    await trx('cursors')
      .where({ name: 'cost-changes' })
      .update({ value: String(seq), moved_at: Date.now() });
    await trx('charges')
      .where({ ...at, component: 'storage' })
      .increment('amount', 1);
    await trx('cost_days')
      .where(at)
      .update({ amount: trx.raw('amount + 1'), changed_seq: seq });
  });
}

benchmark('cost-view', async bench => {
  const postgres = await bench.postgres();
  const backend = await startBackend(bench, {
    postgres,
    entities: organisation(),
    config: { cloudCosts: { timeZone: 'UTC', workers: { enabled: false } } },
    features: [
      import('@backstage/plugin-permission-backend'),
      import(
        '@dualcloud/backstage-plugin-permission-backend-module-cloud-services'
      ),
      import('@dualcloud/backstage-plugin-cloud-costs-backend'),
    ],
  });
  const knex = await backend.database('cloud-costs');
  const series = bench.size(5_000, 100);
  await seedCosts(knex, { series, days: DAYS });
  const ask = asker(backend);
  const all = questions(DAYS);

  const { ms: first } = await ask(all[0]);
  bench.figure('firstRequestMs', first, 'all costs have changed');
  await checkAnswers(bench, knex, ask, all);

  const times: number[] = [];
  let largest = 0;
  const rounds = bench.size(50, 10);
  const byQuestion = new Map<string, number[]>();
  for (let round = -5; round < rounds; round += 1) {
    for (const question of all) {
      const { ms, gzipBytes } = await ask(question);
      largest = Math.max(largest, gzipBytes);
      if (round < 0) continue;
      times.push(ms);
      const known = byQuestion.get(question.name) ?? [];
      byQuestion.set(question.name, [...known, ms]);
    }
  }
  for (const [name, ofOne] of byQuestion) {
    bench.log(
      `${name}: p50 ${median(ofOne).toFixed(1)} ms, p95 ${percentile(
        ofOne,
        0.95,
      ).toFixed(1)} ms`,
    );
  }
  bench.figure('series', series);
  bench.figure('requestP50Ms', median(times), 'over HTTP, 8 combinations');
  bench.figure('requestP95Ms', percentile(times, 0.95), 'goal ≤ 25');
  bench.figure('largestAnswerGzipKb', largest / 1024, 'goal ≤ 50');

  const results = await bench.interleave({
    ours: async () => {
      for (const question of all) await ask(question);
      return { units: all.length };
    },
    naive: async () => {
      // It takes the same time for each of them: seconds.
      await naively(knex, all[0]);
    },
    limit: async () => {
      await knex.raw(
        `select system_ref, day, sum(amount) from cost_days
         join allocations on allocations.id = allocation_id group by 1, 2`,
      );
    },
  });
  bench.figure('naiveMs', median(msPerUnit(results.naive)));
  bench.figure('limitMs', median(msPerUnit(results.limit)));
  bench.throughputRatio('naive', results.ours, results.naive, '≥ 50');
  bench.throughputRatio('limit', results.ours, results.limit);
});
