import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  TakeoverDetail,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { takeoverGatesExtensionPoint } from '@dualcloud/backstage-plugin-service-requests-node';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import {
  allInOrder,
  environment,
  maintenance,
  neighbours,
  type Neighbourhood,
  serviceLevel,
} from '../__testUtils__/neighbours';
import { startPortal } from '../__testUtils__/startPortal';
import { postAs } from '../__testUtils__/takeovers';
import { incident } from '../__testUtils__/tickets';
import { inDays, release, takeoverRequest } from '../__testUtils__/wishes';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const ENVIRONMENTS = {
  testEnvironmentId: 'kfz-test',
  productionEnvironmentId: 'kfz-production',
};
const POSTGRESQL = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: { name: 'postgresql', namespace: 'default' },
  spec: {
    lane: 'standard',
    tier: 'paas',
    owner: 'group:default/platform-engineering',
    plans: [
      {
        name: 'standard',
        id: '1',
        stages: ['test', 'production'],
        protectionLevel: 'high',
      },
      { name: 'small', id: '2', stages: ['test'], protectionLevel: 'normal' },
    ],
  },
};
const CHECKLIST: Array<[string, string, string?]> = [
  ['miriam.vogt', 'acceptance-test', 'Tested on 2026-11-20'],
  ['tobias.lenz', 'test-report', 'https://softwerk-nord.example/report'],
  ['tobias.lenz', 'operating-manual', 'https://softwerk-nord.example/manual'],
  ['tobias.lenz', 'rollback-plan', 'Switch back to 2.3'],
  ['paul.richter', 'monitoring'],
  ['selin.aydin', 'backup', 'Restored on 2026-11-21'],
  ['paul.richter', 'service-desk'],
];

/** Stands in for what a desk and a module of an adopter say. */
const desk = { broken: false };
const ownGate = createBackendModule({
  pluginId: 'service-requests',
  moduleId: 'own-gate',
  register(env) {
    env.registerInit({
      deps: { gates: takeoverGatesExtensionPoint },
      async init({ gates }) {
        gates.addGate({
          id: 'licences',
          titles: { en: 'Licences', de: 'Lizenzen' },
          check: async ({ release: { notes } }) => {
            if (desk.broken) throw new Error('secret of the licence server');
            return notes.includes('GPL')
              ? { state: 'failed', findings: [{ en: 'GPL is used.' }] }
              : { state: 'passed', findings: [] };
          },
        });
      },
    });
  },
});

describe.each(databases.eachSupportedId())('takeovers on %s', databaseId => {
  let portal: TestPortal;
  const there: Neighbourhood = allInOrder();
  let releases = 0;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [POSTGRESQL],
      features: [...neighbours(there), ownGate],
    });
    // So that one gate does not let anything pass.
    await portal.as('miriam.vogt').post('/tickets', incident()).expect(201);
  });
  beforeEach(() => Object.assign(there, allInOrder()));
  afterAll(() => portal?.stop());

  const post = (person: string, path: string, body?: object) =>
    postAs(portal, person, path, body);
  const put = async (person: string, path: string, body?: object) => {
    const answer = await portal.as(person).put(path, body);
    expect({ path, error: answer.body.error }).toEqual({ path });
    return answer.body;
  };
  const status = async (person: string, path: string, body?: object) =>
    (await portal.as(person).post(path, body)).status;

  /** A release of its own, with its request. */
  const deliver = async (change: object = {}) => {
    releases += 1;
    const version = `3.${releases}.0`;
    const [delivered, request] = [
      await post('tobias.lenz', '/releases', release({ version, ...change })),
      await post('tobias.lenz', '/requests', takeoverRequest(version)),
    ];
    return { releaseId: delivered.id, requestId: request.id };
  };
  const open = async (
    change: object = {},
    person = 'tobias.lenz',
  ): Promise<TakeoverDetail> =>
    post(person, '/takeovers', { ...(await deliver(change)), ...ENVIRONMENTS });
  const gate = (
    { gates }: TakeoverDetail,
    id: string,
  ): TakeoverGateStanding | undefined => gates.find(one => one.id === id);
  const found = (takeover: TakeoverDetail, id: string) => [
    gate(takeover, id)?.state,
    gate(takeover, id)
      ?.findings.map(({ en }) => en)
      .join(' '),
  ];
  const fulfilAll = async ({ id }: TakeoverDetail) => {
    for (const [person, item, evidence] of CHECKLIST) {
      await put(person, `/takeovers/${id}/checklist/${item}`, {
        fulfilled: true,
        ...(evidence && { evidence }),
      });
    }
  };
  /** Of two persons. */
  const except = async ({ id }: TakeoverDetail, of: string) => {
    const asked: TakeoverDetail = await post(
      'paul.richter',
      `/takeovers/${id}/exceptions`,
      { gate: of, reason: 'It is about another part.', until: inDays(30) },
    );
    const exception = asked.exceptions[asked.exceptions.length - 1];
    return post(
      'selin.aydin',
      `/takeovers/${id}/exceptions/${exception.id}/confirmation`,
    );
  };
  const accept = async (takeover: TakeoverDetail): Promise<TakeoverDetail> => {
    const { id } = takeover;
    await fulfilAll(takeover);
    await except(takeover, 'open-tickets');
    await put('miriam.vogt', `/takeovers/${id}/verdicts/acceptance`, {});
    await put('paul.richter', `/takeovers/${id}/verdicts/release`, {});
    return put('paul.richter', `/takeovers/${id}/verdicts/handover`, {});
  };
  const requestOf = async ({ requestId }: TakeoverDetail) =>
    (await portal.as('paul.richter').get(`/requests/${requestId}`)).body;

  it('bring a release into operation when all three parties have done their part', async () => {
    const takeover = await open();
    expect(takeover).toMatchObject({
      number: expect.stringMatching(/^T-\d{4}-\d{4}$/),
      state: 'open',
      requestNumber: expect.stringMatching(/^R-/),
      mayWork: true,
      mayReject: false,
    });
    expect(takeover.gates.map(({ id, state }) => [id, state] as const)).toEqual(
      [
        ['environment-parity', 'passed'],
        ['open-tickets', 'failed'],
        ['error-budget', 'passed'],
        ['maintenance-window', 'passed'],
        ['governance', 'passed'],
        ['support', 'passed'],
        ['evidence', 'passed'],
        ['licences', 'passed'],
      ],
    );
    expect(found(takeover, 'maintenance-window')[1]).toMatch(
      /^Next window: Dec 5, 2026, 9:00.PM \(Europe\/Berlin\)\.$/,
    );
    expect(await requestOf(takeover)).toMatchObject({ state: 'in-takeover' });
    const early = await portal
      .as('paul.richter')
      .put(`/takeovers/${takeover.id}/verdicts/release`, {});
    expect(early.status).toBe(422);
    expect(early.body.error.message).toContain('Incident INC-');

    const accepted = await accept(takeover);
    expect(accepted).toMatchObject({
      state: 'accepted',
      missing: [],
      mayRollBack: true,
      mayWork: false,
    });
    expect(accepted.events.map(({ event }) => event)).toEqual([
      'open',
      ...CHECKLIST.map(() => 'fulfil-item'),
      'ask-exception',
      'confirm-exception',
      'acceptance',
      'release',
      'handover',
      'accept',
    ]);
    expect(accepted.verdicts.map(({ by }) => by)).toEqual([
      'user:default/miriam.vogt',
      'user:default/paul.richter',
      'user:default/paul.richter',
    ]);
    expect(await requestOf(takeover)).toMatchObject({
      state: 'closed',
      ended: true,
    });
    const audit = await portal
      .knex('audit_log')
      .where('object_ref', `takeover:${takeover.id}`);
    expect(audit).toHaveLength(accepted.events.length);
  });

  it('are accepted with whatever comes last', async () => {
    const takeover = await open();
    const { id } = takeover;
    await put('miriam.vogt', `/takeovers/${id}/verdicts/acceptance`, {});
    await fulfilAll(takeover);
    await except(takeover, 'open-tickets');
    await put('paul.richter', `/takeovers/${id}/verdicts/release`, {});
    await put('tobias.lenz', `/takeovers/${id}/checklist/rollback-plan`, {
      fulfilled: false,
    });
    const refused = await portal
      .as('paul.richter')
      .put(`/takeovers/${id}/verdicts/handover`, {});
    expect(refused.status).toBe(422);
    await put('tobias.lenz', `/takeovers/${id}/checklist/rollback-plan`, {
      fulfilled: true,
      evidence: 'Switch back to 2.3',
    });
    const { state } = await put(
      'paul.richter',
      `/takeovers/${id}/verdicts/handover`,
      {},
    );
    expect(state).toBe('accepted');
  });

  it('say at each gate what is missing', async () => {
    there.environments['kfz-production'] = environment('production', {
      planName: 'small',
      version: '17',
    });
    there.serviceLevels = [serviceLevel(-1)];
    there.windows = [maintenance(false)];
    const takeover = await open({
      papers: { supportContact: ' ' },
      notes: 'Uses GPL code.',
    });
    expect(found(takeover, 'environment-parity')).toEqual([
      'failed',
      'PostgreSQL differs: standard 18 in test, small 17 in production.',
    ]);
    expect(found(takeover, 'error-budget')).toEqual([
      'failed',
      'The error budget of this period is used up: Vehicle registration.',
    ]);
    expect(found(takeover, 'maintenance-window')[0]).toBe('failed');
    expect(found(takeover, 'governance')).toEqual([
      'failed',
      expect.stringMatching(/not allowed in production.*needs high/),
    ]);
    expect(found(takeover, 'support')).toEqual([
      'failed',
      expect.stringMatching(/no support contact.*hours/),
    ]);
    expect(found(takeover, 'evidence')).toEqual([
      'failed',
      expect.stringMatching(/security evidence.*data protection evidence/),
    ]);
    expect(found(takeover, 'licences')).toEqual(['failed', 'GPL is used.']);
    expect(takeover.missing.length).toBeGreaterThan(10);

    Object.assign(there, allInOrder());
    await put('tobias.lenz', `/releases/${takeover.releaseId}/papers`, {
      ...release().papers,
    });
    desk.broken = true;
    const better = await post(
      'miriam.vogt',
      `/takeovers/${takeover.id}/checks`,
    );
    desk.broken = false;
    expect(found(better, 'environment-parity')[0]).toBe('passed');
    expect(found(better, 'support')[0]).toBe('passed');
    expect(found(better, 'evidence')[0]).toBe('passed');
    expect(gate(better, 'licences')?.state).toBe('unknown');
    expect(JSON.stringify(better)).not.toContain('secret');
  });

  it('compare the environments that are named', async () => {
    const { id, ...bare } = await post(
      'paul.richter',
      '/takeovers',
      await deliver(),
    );
    // Those of the last release that was taken over.
    expect(bare).toMatchObject(ENVIRONMENTS);
    there.environments['kfz-production'].state = 'provisioning';
    const named = await put(
      'paul.richter',
      `/takeovers/${id}/environments`,
      ENVIRONMENTS,
    );
    expect(found(named, 'environment-parity')).toEqual([
      'failed',
      'kfz-production is not ready (provisioning).',
    ]);
    const other = environment('production');
    other.parties.systemRef = 'system:default/gewaesser-monitor';
    there.environments.other = other;
    for (const [productionEnvironmentId, expected] of [
      ['other', 400],
      ['kfz-test', 400],
      ['nowhere', 404],
    ] as const) {
      const refused = await portal
        .as('paul.richter')
        .put(`/takeovers/${id}/environments`, { productionEnvironmentId });
      expect(refused.status).toBe(expected);
    }
  });

  it('make exceptions with a reason, a second person and an end', async () => {
    there.windows = [];
    const takeover = await open();
    const path = `/takeovers/${takeover.id}/exceptions`;
    const wish = {
      gate: 'maintenance-window',
      reason: 'At night nobody works.',
      until: inDays(10),
    };
    const refused = async (change: object, person = 'paul.richter') =>
      status(person, path, { ...wish, ...change });
    expect(await refused({ until: inDays(91) })).toBe(400);
    expect(await refused({ until: inDays(-1) })).toBe(400);
    expect(await refused({ until: '2026-02-31' })).toBe(400);
    expect(await refused({ reason: '  ' })).toBe(400);
    expect(await refused({ gate: 'moon-phase' })).toBe(400);
    expect(await refused({ gate: 'support' })).toBe(409);
    expect(await refused({}, 'miriam.vogt')).toBe(403);

    const asked: TakeoverDetail = await post('paul.richter', path, wish);
    const [exception] = asked.exceptions;
    expect(exception).toMatchObject({ state: 'asked', mayConfirm: false });
    expect(gate(asked, 'maintenance-window')?.clear).toBe(false);
    const confirmation = `${path}/${exception.id}/confirmation`;
    expect(await status('paul.richter', confirmation)).toBe(422);
    expect(await status('tobias.lenz', confirmation)).toBe(403);
    expect(await status('miriam.vogt', confirmation)).toBe(403);
    const confirmed = await post('selin.aydin', confirmation);
    expect(gate(confirmed, 'maintenance-window')).toMatchObject({
      state: 'failed',
      excepted: true,
      clear: true,
    });
    expect(await status('selin.aydin', confirmation)).toBe(409);

    await portal
      .knex('takeover_exceptions')
      .where({ id: exception.id })
      .update({ until: inDays(-1) });
    const { body: later } = await portal
      .as('paul.richter')
      .get(`/takeovers/${takeover.id}`);
    expect(gate(later, 'maintenance-window')?.clear).toBe(false);
    expect(later.exceptions[0].state).toBe('expired');
  });

  it('are rejected with defects, and tried again with the next release', async () => {
    const takeover = await open();
    const path = `/takeovers/${takeover.id}/rejection`;
    const defects = [{ title: 'Plates vanish', severity: 'critical' }];
    expect(await status('tobias.lenz', path, { defects })).toBe(403);
    expect(await status('miriam.vogt', path, { defects: [] })).toBe(400);
    const rejected = await post('miriam.vogt', path, { defects });
    expect(rejected).toMatchObject({ state: 'rejected', defects });
    expect(await requestOf(takeover)).toMatchObject({ state: 'submitted' });
    expect(await status('miriam.vogt', path, { defects })).toBe(409);
    const next = await deliver();
    const again = await post('paul.richter', '/takeovers', {
      ...next,
      requestId: takeover.requestId,
    });
    expect(again.state).toBe('open');
  });

  it('are rolled back with a reason', async () => {
    const takeover = await accept(await open());
    const path = `/takeovers/${takeover.id}/rollback`;
    expect(await status('tobias.lenz', path, { reason: 'Slow' })).toBe(403);
    expect(await status('paul.richter', path, { reason: ' ' })).toBe(400);
    expect(await post('paul.richter', path, { reason: 'Slow' })).toMatchObject({
      state: 'rolled-back',
      reason: 'Slow',
    });
    expect(await status('paul.richter', path, { reason: 'Slow' })).toBe(409);
  });

  it('void verdicts when papers change, and keep the papers of what is taken over', async () => {
    const takeover = await open();
    await put('miriam.vogt', `/takeovers/${takeover.id}/verdicts/acceptance`, {
      note: 'Looks good.',
    });
    const papers = `/releases/${takeover.releaseId}/papers`;
    await put('tobias.lenz', papers, { knownErrors: [{ title: 'Crashes' }] });
    const { body } = await portal
      .as('miriam.vogt')
      .get(`/takeovers/${takeover.id}`);
    expect(body.verdicts[0]).toMatchObject({ given: false, mayGive: true });
    expect(body.events.pop()).toMatchObject({ event: 'verdicts-void' });
    await accept(takeover);
    const late = await portal.as('tobias.lenz').put(papers, {});
    expect(late.status).toBe(409);
  });

  it('open only what fits, and once', async () => {
    const { releaseId, requestId } = await deliver();
    const other = await post('tobias.lenz', '/releases', {
      ...release({ version: '9.9.9' }),
      serviceRef: undefined,
      requestId,
    });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        portal.as('tobias.lenz').post('/takeovers', { releaseId, requestId }),
      ),
    );
    expect(answers.map(one => one.status).sort()).toEqual([
      201, 409, 409, 409, 409,
    ]);
    expect(
      await status('tobias.lenz', '/takeovers', {
        releaseId: other.id,
        requestId,
      }),
    ).toBe(409);
    const question = await post('paul.richter', '/requests', {
      type: 'advice',
      title: 'Which?',
      customerRef: 'group:default/kraftfahrtamt',
      form: { question: 'Which?' },
      submit: true,
    });
    expect(
      await status('paul.richter', '/takeovers', {
        releaseId,
        requestId: question.id,
      }),
    ).toBe(422);
  });

  it('give one verdict, however often it is sent', async () => {
    const { id } = await open();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        portal
          .as('miriam.vogt')
          .put(`/takeovers/${id}/verdicts/acceptance`, {}, 'verdict-0001'),
      ),
    );
    expect(new Set(answers.map(one => one.status))).toEqual(new Set([200]));
    const rows = await portal
      .knex('takeover_events')
      .where({ takeover_id: id, event: 'acceptance' });
    expect(rows).toHaveLength(1);
  });

  it('are seen and worked on by their parties alone', async () => {
    const { id, releaseId, requestId } = await open();
    const everybody = [
      'tobias.lenz',
      'miriam.vogt',
      'paul.richter',
      'ole.hansen',
      'frauke.petersen',
      'otto.niemand',
      'nobody',
    ];
    const path = `/takeovers/${id}`;
    const matrix: Array<
      [string, (person: string) => Promise<{ status: number }>, number[]]
    > = [
      [
        'see',
        person => portal.as(person).get(path),
        [200, 200, 200, 404, 404, 404, 401],
      ],
      [
        'open another',
        person =>
          portal.as(person).post('/takeovers', { releaseId, requestId }),
        [409, 403, 409, 404, 404, 404, 401],
      ],
      [
        'check',
        person => portal.as(person).post(`${path}/checks`),
        [200, 200, 200, 404, 404, 404, 401],
      ],
      [
        'fulfil an item of the agency',
        person =>
          portal.as(person).put(`${path}/checklist/users-informed`, {
            fulfilled: true,
          }),
        [403, 200, 403, 404, 404, 404, 401],
      ],
      [
        'name environments',
        person => portal.as(person).put(`${path}/environments`, {}),
        [200, 403, 200, 404, 404, 404, 401],
      ],
      [
        'ask for an exception',
        person =>
          portal.as(person).post(`${path}/exceptions`, {
            gate: 'open-tickets',
            reason: 'No desk',
            until: inDays(1),
          }),
        [200, 403, 200, 404, 404, 404, 401],
      ],
      [
        'release for operation',
        person => portal.as(person).put(`${path}/verdicts/release`, {}),
        [403, 403, 422, 404, 404, 404, 401],
      ],
      [
        'accept',
        person => portal.as(person).put(`${path}/verdicts/acceptance`, {}),
        [403, 200, 403, 404, 404, 404, 401],
      ],
      [
        'roll back',
        person => portal.as(person).post(`${path}/rollback`, { reason: 'x' }),
        [403, 403, 409, 404, 404, 404, 401],
      ],
      [
        'supplement papers',
        person => portal.as(person).put(`/releases/${releaseId}/papers`, {}),
        [200, 403, 200, 404, 404, 404, 401],
      ],
    ];
    for (const [deed, act, expected] of matrix) {
      const got = [];
      for (const person of everybody) got.push((await act(person)).status);
      expect([deed, got]).toEqual([deed, expected]);
    }
    const list = async (person: string) =>
      (await portal.as(person).get(`/takeovers?request=${requestId}`)).body
        .totalItems;
    expect(await Promise.all(everybody.slice(0, 6).map(list))).toEqual([
      1, 1, 1, 0, 0, 0,
    ]);
    const spied = await portal.as('plugin:scaffolder').get(path);
    expect(spied.body).toMatchObject({ mayWork: false, mayRollBack: false });
  });
});

describe('takeovers alone', () => {
  it('are stopped by gates that cannot be checked', async () => {
    const portal = await startPortal({ databases, databaseId: 'SQLITE_3' });
    const send = async (person: string, path: string, body: object) =>
      (await portal.as(person).post(path, body)).body;
    const { id: releaseId } = await send('tobias.lenz', '/releases', release());
    const { id: requestId } = await send(
      'tobias.lenz',
      '/requests',
      takeoverRequest(),
    );
    const takeover: TakeoverDetail = await send('tobias.lenz', '/takeovers', {
      releaseId,
      requestId,
    });
    const told = takeover.gates.map(({ id, state, findings }) => [
      id,
      state,
      findings[0].de,
    ]);
    expect(told).toEqual([
      [
        'environment-parity',
        'unknown',
        expect.stringContaining('Cloud-Services ist hier nicht installiert'),
      ],
      ['open-tickets', 'passed', 'Nichts ist offen.'],
      ['error-budget', 'unknown', expect.stringContaining('nicht installiert')],
      [
        'maintenance-window',
        'unknown',
        expect.stringContaining('nicht installiert'),
      ],
      ['governance', 'unknown', expect.stringContaining('nicht installiert')],
      ['support', 'passed', expect.any(String)],
      ['evidence', 'passed', expect.any(String)],
    ]);
    const named = await portal
      .as('tobias.lenz')
      .put(`/takeovers/${takeover.id}/environments`, ENVIRONMENTS);
    expect(named.status).toBe(422);
    expect(named.body.error.message).toContain('not installed');
    await portal.stop();
  });
});
