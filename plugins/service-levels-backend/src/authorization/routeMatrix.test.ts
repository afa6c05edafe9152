import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type HttpClient,
  mountedRoutes,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { SPECIAL } from '../__testUtils__/nordmark';
import { startPortal } from '../__testUtils__/startPortal';
import { createRouter, type RouterOptions } from '../router';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Who calls. What was reported by hand was reported by `provider`. */
const CALLERS = {
  nobody: 'nobody',
  strangers: 'otto.niemand',
  otherAgency: 'anna.wald',
  otherSoftwareProvider: 'uwe.fremd',
  agency: 'miriam.vogt',
  softwareProvider: 'jana.brandt',
  provider: 'paul.richter',
  secondPerson: 'selin.aydin',
  service: 'plugin:service-requests',
} as const;
type CallerName = keyof typeof CALLERS;
type Row = Record<CallerName, number>;

/** Nobody is asked to sign in; whoever has nothing to do with it gets one answer. */
function row(
  others: number,
  agency: number,
  softwareProvider: number,
  provider: number,
  secondPerson: number,
  service: number,
): Row {
  return {
    nobody: 401,
    strangers: others,
    otherAgency: others,
    otherSoftwareProvider: others,
    agency,
    softwareProvider,
    provider,
    secondPerson,
    service,
  };
}

/**
 * What each route answers to each caller, about what is agreed with one agency.
 * A route that is missing here fails the test. A 409, or a 400 or 422 about what
 * was sent, means that the caller has come past the door.
 */
const EXPECTED: Record<string, Row> = {
  listServiceLevels: row(200, 200, 200, 200, 200, 200),
  getServiceLevel: row(404, 200, 200, 200, 200, 200),
  getServiceLevelTrend: row(404, 200, 200, 200, 200, 200),
  explainServiceLevel: row(404, 200, 200, 200, 200, 200),
  getStatus: row(200, 200, 200, 200, 200, 200),
  listAgreements: row(200, 200, 200, 200, 200, 200),
  getAgreement: row(404, 200, 200, 200, 200, 200),
  putAgreement: row(403, 403, 403, 403, 403, 200),
  exportOpenSlo: row(404, 200, 200, 200, 200, 200),
  checkAgreements: row(200, 200, 200, 200, 200, 200),
  listAgreementProblems: row(403, 403, 403, 200, 200, 200),
  listCalendars: row(200, 200, 200, 200, 200, 200),
  getCalendar: row(200, 200, 200, 200, 200, 200),
  exportCalendar: row(200, 200, 200, 200, 200, 200),
  listOutages: row(200, 200, 200, 200, 200, 200),
  reportOutage: row(404, 403, 403, 201, 201, 403),
  getOutage: row(404, 200, 200, 200, 200, 200),
  confirmOutage: row(404, 403, 403, 403, 200, 403),
  correctOutage: row(404, 403, 403, 200, 200, 403),
  attributeOutage: row(404, 403, 403, 200, 200, 403),
  disputeOutage: row(404, 200, 200, 403, 403, 403),
  settleOutage: row(404, 403, 403, 200, 200, 403),
  commentOutage: row(404, 200, 200, 200, 200, 403),
  putIncident: row(403, 403, 403, 403, 403, 200),
  listIncidents: row(200, 200, 200, 200, 200, 200),
  ingestSamples: row(403, 403, 403, 200, 200, 200),
  listProbes: row(200, 200, 200, 200, 200, 200),
  listMaintenance: row(200, 200, 200, 200, 200, 200),
  announceMaintenance: row(403, 403, 403, 201, 201, 403),
  getMaintenance: row(404, 200, 200, 200, 200, 200),
  withdrawMaintenance: row(404, 403, 403, 200, 200, 403),
  objectToMaintenance: row(404, 200, 403, 403, 403, 403),
  listReports: row(200, 200, 200, 200, 200, 200),
  getReport: row(404, 404, 404, 200, 200, 404),
  commentReport: row(404, 404, 404, 200, 200, 403),
  releaseReport: row(404, 404, 404, 200, 200, 403),
  correctReport: row(404, 404, 404, 409, 409, 403),
  downloadReport: row(404, 404, 404, 200, 200, 404),
  listChanges: row(403, 403, 403, 403, 403, 200),
  exportMaintenance: row(200, 200, 200, 200, 200, 200),
};

const SUBJECT = 'cloudservice:default/kfz-zulassung';
const REASON = 'The log of the load balancer says so';
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const nowS = Math.floor(Date.now() / 1000);
const at = (seconds: number) =>
  new Date((nowS + seconds) * 1000).toISOString().replace(/\.\d+/, '');

/** Of which there is a draft, which is the provider's alone. */
const REPORTED_MONTH = '2026-06';
const TIMES = { from: at(-3 * HOUR_S), to: at(-2 * HOUR_S) };

/** What an offer has agreed about another service. */
const OFFERED = {
  ...SPECIAL,
  agreement: 'offered',
  version: '1',
  scope: { ...SPECIAL.scope, serviceRef: 'cloudservice:default/kfz-archive' },
};

/** Bodies of routes that have one. */
const BODIES: Record<string, (commitmentId: string) => object> = {
  putAgreement: () => ({
    offerRef: 'offer:1',
    spec: OFFERED,
  }),
  checkAgreements: () => ({ text: 'kind: ServiceCalendar' }),
  reportOutage: commitmentId => ({
    ...TIMES,
    commitmentId,
    cause: 'provider',
    reason: REASON,
  }),
  confirmOutage: () => ({ confirmed: true }),
  correctOutage: () => ({ ...TIMES, reason: REASON }),
  attributeOutage: () => ({ cause: 'customer', reason: REASON }),
  disputeOutage: () => ({ claimedCause: 'customer', reason: REASON }),
  settleOutage: () => ({ cause: 'customer', reason: REASON }),
  commentOutage: () => ({ text: REASON }),
  putIncident: () => ({
    revision: 1,
    subjectRef: SUBJECT,
    incidentClass: 'operation-preventing',
    title: 'Secret of the Kfz-Portal',
    reportedAt: TIMES.from,
  }),
  ingestSamples: () => ({
    source: 'matrix',
    samples: [{ subjectRef: SUBJECT, at: TIMES.from, up: true }],
  }),
  announceMaintenance: () => ({
    subjectRefs: [SUBJECT],
    from: at(9 * DAY_S),
    to: at(9 * DAY_S + HOUR_S),
    impact: 'down',
    titles: { en: 'Patches of the secret', de: 'Einspielen des Geheimen' },
  }),
  withdrawMaintenance: () => ({ reason: REASON }),
  commentReport: () => ({ comment: REASON }),
  releaseReport: () => ({}),
  correctReport: () => ({ reason: REASON }),
  objectToMaintenance: commitmentId => ({ commitmentId, reason: REASON }),
};

const QUERIES: Record<string, string> = {
  getServiceLevelTrend: 'objective=availability&periods=2',
  explainServiceLevel: 'objective=availability',
  getStatus: `entityRef=${SUBJECT}`,
  listOutages: 'limit=1',
  downloadReport: 'format=csv',
};

/** In which state an outage has to be for the route to be of use. */
const STATES: Record<string, string> = {
  confirmOutage: 'reported',
  settleOutage: 'disputed',
};

/** Must not be told to those whom it does not concern, in whatever place. */
const SECRET_WORDS = [
  'kfz',
  'softwerk',
  'kraftfahrtamt',
  'secret',
  'Geheim',
  'load balancer',
  '8900',
  'window-1',
  'outage-1',
];

const OPERATIONS = Object.entries(spec.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method: method as keyof HttpClient,
    operationId: (operation as { operationId: string }).operationId,
  })),
);

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  let commitmentId: string;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    const { id } = await portal
      .knex('commitments')
      .where('agreement', 'kfz-zulassung')
      .first('id');
    commitmentId = id;
    await portal
      .as('plugin:service-requests')
      .put('/incidents/desk/INC-1', BODIES.putIncident(''))
      .expect(200);
  });
  afterAll(() => portal.stop());

  /** Afresh, so that one caller's deed does not decide about the next. */
  async function prepare(operationId: string): Promise<void> {
    const { knex } = portal;
    await knex('outages').where('source', 'report').delete();
    await knex('outages').insert({
      id: 'outage-1',
      subject_ref: SUBJECT,
      from_s: nowS - 2 * DAY_S,
      to_s: nowS - 2 * DAY_S + HOUR_S,
      state: STATES[operationId] ?? 'confirmed',
      cause: 'provider',
      source: 'report',
      source_id: 'outage-1',
      impact: 'down',
      title: 'Secret of the Kfz-Portal',
      reported_by: 'user:default/paul.richter',
      revision: 1,
      changed_at: 0,
    });
    for (const table of ['objections', 'subjects', 'windows']) {
      await knex(`maintenance_${table}`).delete();
    }
    await knex('report_versions').delete();
    await knex('report_reductions').delete();
    await knex('reports').update({ version: 0, comment: 'The secret' });
    await knex('maintenance_windows').insert({
      id: 'window-1',
      from_s: nowS + 5 * DAY_S,
      to_s: nowS + 5 * DAY_S + HOUR_S,
      impact: 'down',
      titles: JSON.stringify({ en: 'The secret', de: 'Das Geheime' }),
      announced_s: nowS - DAY_S,
      announced_by: 'user:default/paul.richter',
    });
    await knex('maintenance_subjects').insert({
      window_id: 'window-1',
      subject_ref: SUBJECT,
    });
  }

  it.each(OPERATIONS)(
    '$method $path answers each caller as it should',
    async ({ path, method, operationId }) => {
      const answers: Partial<Row> = {};
      for (const [name, person] of Object.entries(CALLERS)) {
        await prepare(operationId);
        const url = path
          .replace('{commitmentId}', commitmentId)
          .replace(
            '{agreement}/{version}',
            method === 'put' ? 'offered/1' : 'kfz-zulassung/1',
          )
          .replace('{name}', 'office-hours')
          .replace('{outageId}', 'outage-1')
          .replace('{windowId}', 'window-1')
          .replace('{reportId}', `${commitmentId}-${REPORTED_MONTH}`)
          .replace('{source}/{incidentId}', 'desk/INC-1');
        const query = QUERIES[operationId];
        const full = query ? `${url}?${query}` : url;
        const client = portal.as(person);
        const answer =
          method === 'get' || method === 'delete'
            ? await client[method](full)
            : await client[method](full, BODIES[operationId]?.(commitmentId));
        answers[name as CallerName] = answer.status;
        if (isOutsider(name as CallerName)) {
          const asked = [commitmentId, SUBJECT, 'kfz-zulassung 1'];
          expectNoLeak(answer.text, [...asked, 'outage-1', 'window-1']);
        }
      }
      expect(answers).toEqual(EXPECTED[operationId]);
    },
  );

  it('counts nothing that is not seen, whatever lists are narrowed down to', async () => {
    const totals = async (person: string, path: string) => {
      const { body } = await portal.as(person).get(path).expect(200);
      return [body.items.length, body.totalItems];
    };
    await prepare('listOutages');
    for (const filter of [
      '',
      `subject=${SUBJECT}`,
      'customer=group:default/kraftfahrtamt',
      'system=system:default/kfz-portal',
      'software-provider=group:default/softwerk-nord',
    ]) {
      expect(await totals('miriam.vogt', `/outages?${filter}`)).toEqual([1, 1]);
      expect(await totals('anna.wald', `/outages?${filter}`)).toEqual([0, 0]);
      expect(await totals('uwe.fremd', `/incidents?${filter}`)).toEqual([0, 0]);
      const { body } = await portal
        .as('anna.wald')
        .get(`/service-levels?${filter}`)
        .expect(200);
      // What is promised to everybody.
      const general = filter === '' ? 1 : 0;
      expect([body.items.length, body.totalItems]).toEqual([general, general]);
    }
  });
});

it('has a row for every route that there is', async () => {
  const router = await createRouter({} as RouterOptions);
  const known = OPERATIONS.filter(one => one.operationId in EXPECTED).map(
    ({ method, path }) => `${method} ${path}`,
  );
  expect(mountedRoutes(router)).toEqual(known.sort());
});

function isOutsider(caller: CallerName): boolean {
  return ['nobody', 'strangers', 'otherAgency', 'otherSoftwareProvider'].some(
    one => one === caller,
  );
}

/** Nothing leaks: not in lists, counts and exports, nor in the texts of errors. */
function expectNoLeak(answer: string, asked: string[]): void {
  // The framework quotes the request in errors; what one asked for is no secret.
  const told = answer.replace(/"request":\{[^}]*\}/, '');
  const text = asked.reduce((rest, word) => rest.replaceAll(word, ''), told);
  expect(SECRET_WORDS.filter(word => text.includes(word))).toEqual([]);
}
