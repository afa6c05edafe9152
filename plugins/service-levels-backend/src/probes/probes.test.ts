import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  Measurement,
  Probe,
  ServiceLevel,
  ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  serviceLevelsSourcesExtensionPoint,
  type SourceTarget,
} from '@dualcloud/backstage-plugin-service-levels-node';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import express from 'express';
import { agreementEntity, GENERAL, SPECIAL } from '../__testUtils__/nordmark';
import { startPortal } from '../__testUtils__/startPortal';
import { periodAt } from '../calendars';
import type { FactLog } from '../facts';
import { SampleIntake } from '../measurement';
import { Prober } from './Prober';
import { ProbeLogins } from './ProbeLogins';
import { ProbeStore } from './ProbeStore';
import type { ClaimedProbe } from './types';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const CONNECTION =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING ?? '';
const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });
const SUBJECT = 'cloudservice:default/postgresql';
const ENVIRONMENT = 'resource:default/kfz-portal-test';

/** A page that is there, or is not. */
function startPage() {
  const page = { status: 200, asked: 0, port: 0, url: '', stop: () => {} };
  const server = http.createServer((_, res) => {
    page.asked += 1;
    res.writeHead(page.status).end();
  });
  return new Promise<typeof page>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      page.port = (server.address() as AddressInfo).port;
      page.url = `http://127.0.0.1:${page.port}/health`;
      page.stop = () => server.close();
      resolve(page);
    });
  });
}

/** The cloud services as far as a probe sees them, with a real database behind. */
function cloudServices() {
  const seen = { bound: [] as string[], revoked: [] as string[] };
  let ready = false;
  let uri = CONNECTION;
  const plugin = createBackendPlugin({
    pluginId: 'cloud-services',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = express.Router();
          router.get('/changes', (_, res) => {
            res.json({ items: [], cursor: '1', more: false });
          });
          router.post('/instances/:id/bindings', (req, res) => {
            const key = String(req.headers['idempotency-key']);
            if (!seen.bound.includes(key)) seen.bound.push(key);
            res.status(202).json({ id: `binding-${seen.bound.indexOf(key)}` });
          });
          router.get('/bindings/:id', (req, res) => {
            const made = ready ? 'ready' : 'creating';
            const revoked = seen.revoked.includes(req.params.id);
            res.json({ state: revoked ? 'revoked' : made });
          });
          router.post('/bindings/:id/own-secret', (req, res) => {
            if (ready && !seen.revoked.includes(req.params.id)) {
              res.json({ credentials: { uri } });
            } else res.status(409).json({ error: { name: 'ConflictError' } });
          });
          router.delete('/bindings/:id', (req, res) => {
            seen.revoked.push(req.params.id);
            res.status(202).json({});
          });
          httpRouter.use(router);
        },
      });
    },
  });
  return {
    plugin,
    seen,
    become: (next: { ready?: boolean; uri?: string }) => {
      ready = next.ready ?? ready;
      uri = next.uri ?? uri;
    },
  };
}

const measured = (
  measurement: Measurement[],
  change: Partial<ServiceLevelAgreementSpec> = {},
) =>
  agreementEntity({
    ...GENERAL,
    version: '2',
    validFrom: '2026-01-01',
    measurement,
    ...change,
  });

const ENVIRONMENTS: ServiceLevelAgreementSpec = {
  ...GENERAL,
  agreement: 'environments',
  version: '1',
  scope: { type: 'environments', stages: ['test'] },
  measurement: [{ id: 'database', type: 'postgresql', instance: 'database' }],
};

const monthOf = (seconds: number) =>
  periodAt('month', seconds, 'Europe/Berlin').name;

describe.each(databases.eachSupportedId())('probes on %p', databaseId => {
  let page: Awaited<ReturnType<typeof startPage>>;
  let portal: TestPortal;
  beforeEach(async () => {
    page = await startPage();
  });
  afterEach(async () => {
    page.stop();
    await portal.stop();
  });

  const makeDue = () => portal.knex('probes').update({ next_at: 0 });
  const plan = async () => {
    await portal.runTask('service-levels-documents');
    await portal.runTask('service-levels-probe-plan');
    await makeDue();
  };
  const start = async (
    options: Omit<
      Parameters<typeof startPortal>[0],
      'databases' | 'databaseId'
    >,
  ) => {
    portal = await startPortal({
      databases,
      databaseId,
      ...options,
      config: {
        workers: { enabled: true },
        probes: { allow: ['127.0.0.1'] },
      },
    });
    await plan();
  };
  /** What is due is looked at in the background. */
  const look = async () => {
    await portal.runTask('service-levels-probes');
    const underWay = () =>
      portal
        .knex('probes')
        .where('state', 'active')
        .where(open =>
          open
            .where('claimed_until', '>', 0)
            .orWhere('next_at', '<=', Date.now()),
        );
    while ((await underWay()).length > 0) await pause(50);
  };
  const run = async () => {
    // A series has one value for each second.
    await pause(1_100);
    await makeDue();
    await look();
  };
  const probes = async (person = 'paul.richter', query = '') => {
    const { body } = await portal.as(person).get(`/probes${query}`).expect(200);
    return body.items as Probe[];
  };
  const outages = async () => {
    const { body } = await portal
      .as('paul.richter')
      .get('/outages')
      .expect(200);
    return body.items;
  };
  const addEnvironment = async (instances: object[]) => {
    await portal.knex('environments').insert({
      id: 'e1',
      ref: ENVIRONMENT,
      name: 'kfz-portal-test',
      stage: 'test',
      owner_ref: 'group:default/team-kfz-portal',
      system_ref: 'system:default/kfz-portal',
      from_s: 1_760_000_000,
    });
    await portal.knex('instances').insert(
      instances.map(one => ({
        environment_ref: ENVIRONMENT,
        service_ref: SUBJECT,
        simulated: false,
        from_s: 1_760_000_000,
        ...one,
      })),
    );
    await plan();
  };

  it('let an outage begin when something fails twice, and end when it is back', async () => {
    await start({
      entities: [measured([{ id: 'web', type: 'http', url: page.url }])],
    });
    await run();
    expect(page.asked).toBe(1);
    expect(await probes()).toMatchObject([
      {
        subjectRef: SUBJECT,
        measurement: 'web',
        state: 'active',
        lastResult: { up: true, status: 200 },
      },
    ]);
    expect(await outages()).toEqual([]);

    page.status = 503;
    await run();
    expect(page.asked).toBe(3);
    expect(await probes()).toMatchObject([
      { lastResult: { up: false, reason: 'status', status: 503 } },
    ]);
    expect(await outages()).toMatchObject([
      { source: 'probe', ongoing: true, subjectRef: SUBJECT },
    ]);

    page.status = 200;
    await run();
    const [ended] = await outages();
    expect(ended).toMatchObject({ source: 'probe', ongoing: false });
    const { from, to } = ended.interval;
    expect(Date.parse(to) - Date.parse(from)).toBeGreaterThanOrEqual(3_000);
  });

  it('forgive a failure that is gone at the second look', async () => {
    await start({
      entities: [measured([{ id: 'web', type: 'http', url: page.url }])],
    });
    page.status = 500;
    const running = run();
    setTimeout(() => {
      page.status = 200;
    }, 1_500);
    await running;
    expect(page.asked).toBe(2);
    expect(await probes()).toMatchObject([{ lastResult: { up: true } }]);
    expect(await outages()).toEqual([]);
  });

  it('are looked at by one replica each, and what a frozen one brings late is refused', async () => {
    const many: Measurement[] = Array.from({ length: 12 }, (_, n) => ({
      id: `web-${n}`,
      type: 'http',
      url: page.url,
      status: [200, 400 + n],
    }));
    await start({ entities: [measured(many)] });
    const { knex } = portal;
    const store = ProbeStore.create(knex);
    const samples = SampleIntake.create({
      knex,
      facts: {
        noteMeasured: async () => {},
        record: async () => {},
        publish: () => {},
        tell: () => {},
      } as unknown as FactLog,
      notices: { queue: async () => {} },
      permissions: mockServices.permissions.mock(),
      keepDays: 90,
      nowS: () => Math.floor(Date.now() / 1000),
    });
    const replica = () =>
      Prober.create({
        store,
        samples,
        logins: ProbeLogins.create({
          store,
          client: async () => {
            throw new Error('not needed');
          },
        }),
        sources: [],
        logger: mockServices.logger.mock(),
        parallel: 4,
      });
    const replicas = [replica(), replica(), replica()];
    replicas.forEach(one => one.wake());
    await Promise.all(replicas.map(one => one.idle()));
    expect(page.asked).toBe(12);
    expect(await knex('samples')).toHaveLength(12);

    await makeDue();
    const claimAll = async () => {
      const claimed: ClaimedProbe[] = [];
      for (;;) {
        const one = await store.claim();
        if (!one) return claimed;
        claimed.push(one);
      }
    };
    const [frozen] = await claimAll();
    // Somebody is at it.
    expect(await store.claim()).toBeUndefined();
    await knex('probes').update({ claimed_until: 0 });
    const next = (await claimAll()).find(({ id }) => id === frozen.id)!;
    expect(next.fence).toBeGreaterThan(frozen.fence);
    const bring = (probe: ClaimedProbe) =>
      samples.ingest(
        [
          {
            subjectRef: SUBJECT,
            measurement: probe.measurement,
            at: new Date((probe.atS - 30) * 1000).toISOString(),
            up: false,
          },
        ],
        {
          partial: true,
          actor: 'test',
          guard: trx =>
            store.finish(trx, probe, {
              nextInS: 60,
              look: { up: false, reason: 'timeout', ms: 1 },
            }),
        },
      );
    await expect(bring(frozen)).rejects.toThrow('refused by the fence');
    expect(await knex('samples')).toHaveLength(12);
    expect((await bring(next)).stored).toBe(1);
  });

  it('log in to a database with credentials of their own, which are kept nowhere', async () => {
    const services = cloudServices();
    await start({
      features: [services.plugin],
      entities: [agreementEntity(ENVIRONMENTS)],
    });
    await addEnvironment([
      {
        id: 'i1',
        ref: 'resource:default/db',
        name: 'db',
        component: 'database',
      },
      {
        id: 'i2',
        ref: 'resource:default/k8s',
        name: 'k8s',
        component: 'cluster',
        simulated: true,
      },
    ]);
    const database = async () =>
      (await probes('jana.brandt')).find(
        one => one.measurement === 'database',
      )!;
    expect(
      (await probes('jana.brandt')).map(({ measurement, state }) => [
        measurement,
        state,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['database', 'active'],
        ['cluster', 'simulated'],
      ]),
    );
    await run();
    await run();
    expect(await database()).toMatchObject({
      problem: 'credentials-being-made',
    });
    expect(services.seen.bound).toHaveLength(1);
    // Nothing is known, which is a gap and no outage.
    expect(await portal.knex('samples')).toEqual([]);
    services.become({ ready: true });
    await run();
    expect(await database()).toMatchObject({ lastResult: { up: true } });
    expect((await database()).problem).toBeUndefined();

    const wrong = new URL(CONNECTION);
    wrong.password = 'canary-of-a-password';
    services.become({ uri: String(wrong) });
    await run();
    expect(await database()).toMatchObject({
      lastResult: { up: false, reason: 'login' },
    });
    const dump = await Promise.all(
      ['probes', 'samples', 'outages', 'outage_events', 'audit_log'].map(
        table => portal.knex(table),
      ),
    );
    const everywhere = JSON.stringify([dump, portal.heard, await probes()]);
    expect(everywhere).not.toContain('canary');
    expect(everywhere).not.toContain(new URL(CONNECTION).password);

    // Revoked by somebody: new ones.
    services.seen.revoked.push('binding-0');
    await run();
    expect(await database()).toMatchObject({ problem: 'credentials' });
    await run();
    expect(services.seen.bound).toHaveLength(2);

    // With the environment the probe goes, and its credentials.
    const now = Math.floor(Date.now() / 1000);
    await portal.knex('environments').update({ to_s: now });
    await portal.knex('instances').update({ to_s: now });
    await plan();
    expect(services.seen.revoked).toEqual(['binding-0', 'binding-1']);
    expect(await probes()).toEqual([]);
    expect(await portal.knex('probes').whereNotNull('binding_id')).toEqual([]);
  });

  it('ask sources for what objectives are about', async () => {
    const asked: Array<[SourceTarget, number, number]> = [];
    let fails = false;
    const module = createBackendModule({
      pluginId: 'service-levels',
      moduleId: 'clock',
      register(env) {
        env.registerInit({
          deps: { sources: serviceLevelsSourcesExtensionPoint },
          async init({ sources }) {
            sources.addSource({
              id: 'clock',
              type: 'Clock',
              measure: async (target, { fromS, toS }) => {
                if (fails) throw new Error('the clock has stopped');
                asked.push([target, fromS, toS]);
                return target.question.kind === 'state'
                  ? [{ atS: toS - 60, forSeconds: 60, up: false }]
                  : [{ fromS: toS - 300, toS, good: 9, total: 10 }];
              },
            });
          },
        });
      },
    });
    const slo = (name: string, metricSource: object) => ({
      apiVersion: 'openslo/v1' as const,
      kind: 'SLO' as const,
      metadata: { name },
      spec: {
        service: 'db',
        budgetingMethod: 'Occurrences' as const,
        indicator: {
          spec: { thresholdMetric: { metricSource } },
        },
        timeWindow: [
          {
            duration: '1M',
            calendar: {
              startTime: '2026-01-01 00:00:00',
              timeZone: 'Europe/Berlin',
            },
          },
        ],
        objectives: [{ op: 'lte' as const, value: 0.2, target: 0.8 }],
      },
    });
    await start({
      features: [module],
      entities: [
        measured(
          [{ id: 'probe', type: 'source', source: 'clock', query: 'up' }],
          {
            calendarRef: 'servicecalendar:default/always',
            objectives: [
              ...GENERAL.objectives!,
              {
                id: 'latency',
                type: 'latency',
                slo: slo('fast', {
                  type: 'clock',
                  spec: { query: 'seconds' },
                }) as never,
              },
              {
                id: 'other',
                type: 'latency',
                slo: slo('faster', {
                  metricSourceRef: 'sundial',
                  spec: { query: 'shade' },
                }) as never,
              },
            ],
          },
        ),
        {
          apiVersion: 'dualcloud.dev/v1alpha1',
          kind: 'ServiceCalendar',
          metadata: { name: 'always', namespace: 'default' },
          spec: {
            timeZone: 'Europe/Berlin',
            owner: 'group:default/service-management',
            serviceHours: [
              {
                days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
                from: '00:00',
                to: '24:00',
              },
            ],
          },
        },
      ],
    });
    await look();
    // A day back, in steps, without a hole.
    const latency = asked.filter(([one]) => one.measurement === 'latency');
    expect(latency).toHaveLength(4);
    latency.slice(1).forEach(([, fromS], index) => {
      expect(fromS).toBe(latency[index][2]);
    });
    expect(latency[0][0].question).toEqual({
      kind: 'threshold',
      metric: { query: 'seconds' },
      op: 'lte',
      value: 0.2,
      sliceSeconds: 300,
    });
    const objective = async (id: string) => {
      const { body } = await portal.as('paul.richter').get('/service-levels');
      const level = body.items.find(
        (one: ServiceLevel) => one.agreement === 'postgresql',
      ) as ServiceLevel;
      return level.objectives.find(one => one.objective === id);
    };
    // On the first day of a month most of it was in the month before.
    const ofMonth = latency.filter(
      ([, , toS]) => monthOf(toS - 300) === monthOf(Date.now() / 1000),
    ).length;
    expect(await objective('latency')).toMatchObject({
      good: ofMonth * 9,
      total: ofMonth * 10,
      ...(ofMonth > 0 && { actual: '90' }),
    });
    // What no source is there for comes by HTTP.
    const nowMs = Date.now();
    await portal
      .as('plugin:collector')
      .post('/samples', {
        source: 'sundial',
        samples: [
          {
            subjectRef: SUBJECT,
            measurement: 'other',
            from: new Date(nowMs - 300_000).toISOString(),
            to: new Date(nowMs).toISOString(),
            good: 3,
            total: 4,
          },
        ],
      })
      .expect(200);
    expect(await objective('other')).toMatchObject({ actual: '75' });
    expect(
      (await outages()).every(
        (one: { source: string }) => one.source === 'source',
      ),
    ).toBe(true);
    expect(
      (await probes()).find(({ measurement }) => measurement === 'other'),
    ).toMatchObject({ state: 'no-source', place: 'sundial' });

    // What failed is asked for again, from where it was.
    fails = true;
    const until = await portal
      .knex('probes')
      .where('measurement', 'latency')
      .first('measured_until_s');
    await portal
      .knex('probes')
      .where('measurement', 'latency')
      .update({ measured_until_s: Number(until.measured_until_s) - 600 });
    await run();
    expect(
      (await probes()).find(({ measurement }) => measurement === 'latency'),
    ).toMatchObject({
      problem: 'source',
      problemText: 'the clock has stopped',
    });
    fails = false;
    await run();
    expect(asked.at(-1)![1]).toBe(Number(until.measured_until_s) - 600);
  });

  it('are seen by whoever sees the service level, and only go where they may', async () => {
    await start({
      entities: [
        measured([{ id: 'web', type: 'tcp', host: 'example.org', port: 443 }]),
        agreementEntity({
          ...SPECIAL,
          version: '2',
          validFrom: '2026-01-01',
          measurement: [
            { id: 'web', type: 'http', url: page.url },
            { id: 'db', type: 'postgresql', instance: 'kfz-production/db' },
          ],
        }),
      ],
    });
    await run();
    expect(page.asked).toBe(1);
    const summary = async (person: string, query?: string) =>
      (await probes(person, query))
        .map(({ measurement, state }) => `${measurement} ${state}`)
        .sort();
    expect(await summary('uwe.fremd')).toEqual(['web not-allowed']);
    const all = ['db no-instance', 'web active', 'web not-allowed'];
    expect(await summary('miriam.vogt')).toEqual(all);
    expect(
      await summary(
        'paul.richter',
        '?subject=cloudservice:default/kfz-zulassung',
      ),
    ).toEqual(['db no-instance', 'web active']);
    const first = await portal.as('paul.richter').get('/probes?limit=2');
    const rest = await portal
      .as('paul.richter')
      .get(`/probes?limit=2&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, rest.body.items.length]).toEqual([2, 1]);
  });
});
