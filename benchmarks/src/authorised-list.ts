/*
 * A page of 50 service instances out of 10,000 of 200 tenants.
 *
 * Asked over HTTP, with the real policy behind the real permission plugin. The
 * statements that the route then sends to PostgreSQL are recorded: those for a
 * tenant's person, which the authorisation restricts, against those for a
 * person of the IT service provider, who may see all, which are the same
 * without authorisation.
 */
import { subscribe } from 'node:diagnostics_channel';
import { Client } from 'pg';
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
  CONFIG,
  organisation,
  seedInstances,
} from './cloud-services/instances';

const PAGE = 50;
const TURNS = 200;
const PATH = `/cloud-services/instances?limit=${PAGE}`;

type Statement = { text: string; values: unknown[] };
type Page = {
  items: Array<{ parties: { ownerRef: string } }>;
  totalItems: number;
};

/** All statements about instances that this process sends during an action. */
async function recordStatements(
  action: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { query } = Client.prototype;
  Client.prototype.query = function record(
    this: Client,
    ...args: Array<{ text?: string; values?: unknown[] }>
  ) {
    const [{ text, values }] = args;
    if (text && /from "instances"/.test(text)) {
      statements.push({ text, values: values ?? [] });
    }
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await action();
  } finally {
    Client.prototype.query = query;
  }
  return statements;
}

/** How often the permission plugin was asked, by whomever. */
function countAuthorizations(): () => number {
  let count = 0;
  subscribe('http.server.request.start', message => {
    const { request } = message as { request: { url?: string } };
    if (request.url?.startsWith('/api/permission/authorize')) count += 1;
  });
  return () => count;
}

async function latencies(
  backend: TestBackend,
  tokens: string[],
  requests: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < requests; at += 1) {
    const start = performance.now();
    await backend.call(tokens[at % tokens.length], PATH);
    times.push(performance.now() - start);
  }
  return times;
}

async function checkPages(
  bench: Bench,
  backend: TestBackend,
  tenants: Array<{ team: string; token: string }>,
  instances: number,
): Promise<void> {
  let total = 0;
  let strangers = 0;
  for (const { team, token } of tenants) {
    const page = await backend.call<Page>(token, PATH);
    total += page.totalItems;
    strangers += page.items.filter(
      ({ parties }) => parties.ownerRef !== team,
    ).length;
  }
  bench.check('no tenant sees what is not its own', strangers === 0);
  bench.check('all tenants together see everything', total === instances);
}

benchmark('authorised-list', async bench => {
  const postgres = await bench.postgres();
  const tenantCount = bench.size(200, 10);
  const state = organisation(tenantCount);
  const backend = await startBackend(bench, {
    postgres,
    entities: state.entities,
    config: CONFIG,
    features: [
      import('@backstage/plugin-permission-backend'),
      import(
        '@dualcloud/backstage-plugin-permission-backend-module-cloud-services'
      ),
      import('@dualcloud/backstage-plugin-cloud-services-backend'),
    ],
  });
  const knex = await backend.database('cloud-services');
  const instances = bench.size(10_000, 500);
  await seedInstances(knex, { teams: state.teams, instances });

  const tenants = state.teams.map((team, at) => ({
    team,
    token: backend.identities.tokenOf(`user:default/tenant-${at}`, [team]),
  }));
  const everyone = backend.identities.tokenOf('user:default/operator', [
    'group:default/operations',
  ]);
  await checkPages(bench, backend, tenants, instances);

  const authorizations = countAuthorizations();
  const authorised = await recordStatements(() =>
    backend.call(tenants[0].token, PATH),
  );
  const calls = authorizations();
  bench.figure('authorizeConditionalCalls', calls, 'goal 1');
  bench.check('one authorizeConditional call', calls === 1);
  const plain = await recordStatements(() => backend.call(everyone, PATH));

  const client = new Client(backend.databaseUrl('cloud-services'));
  await client.connect();
  bench.defer(() => client.end());
  const replay = (which: Statement[]) => async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const { text, values } of which) await client.query(text, values);
    }
    return { units: TURNS };
  };
  const sql = await bench.interleave(
    { authorised: replay(authorised), plain: replay(plain) },
    { rounds: 7 },
  );
  bench.figure('statements', authorised.length);
  bench.figure('authorisedSqlMs', median(msPerUnit(sql.authorised)));
  bench.figure('plainSqlMs', median(msPerUnit(sql.plain)));
  bench.timeRatio('plain', sql.authorised, sql.plain, '≤ 1.3');

  const requests = bench.size(1_000, 50);
  await latencies(backend, [tenants[0].token], 20);
  const own = tenants.map(({ token }) => token);
  const times = await latencies(backend, own, requests);
  bench.figure('requestP50Ms', percentile(times, 0.5), 'over HTTP, a tenant');
  bench.figure('requestP95Ms', percentile(times, 0.95));
});
