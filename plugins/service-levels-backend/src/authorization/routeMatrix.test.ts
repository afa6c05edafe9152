import { TestDatabases } from '@backstage/backend-test-utils';
import {
  mountedRoutes,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import {
  ExampleRequests,
  OPERATIONS,
  SUBJECT,
} from '../__testUtils__/exampleRequests';
import { startPortal } from '../__testUtils__/startPortal';
import { createRouter, type RouterOptions } from '../router';

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
  getDeadline: row(200, 200, 200, 200, 200, 200),
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

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  let requests: ExampleRequests;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    requests = await ExampleRequests.create(portal);
    const putIncident = OPERATIONS.find(
      one => one.operationId === 'putIncident',
    )!;
    await requests.send('plugin:service-requests', putIncident).expect(200);
  });
  afterAll(() => portal.stop());

  it.each(OPERATIONS)(
    '$method $path answers each caller as it should',
    async operation => {
      const answers: Partial<Row> = {};
      for (const [name, person] of Object.entries(CALLERS)) {
        await requests.prepare(operation.operationId);
        const answer = await requests.send(person, operation);
        answers[name as CallerName] = answer.status;
        if (isOutsider(name as CallerName)) {
          const asked = [requests.commitmentId, SUBJECT, 'kfz-zulassung 1'];
          expectNoLeak(answer.text, [...asked, 'outage-1', 'window-1']);
        }
      }
      expect(answers).toEqual(EXPECTED[operation.operationId]);
    },
  );

  it('counts nothing that is not seen, whatever lists are narrowed down to', async () => {
    const totals = async (person: string, path: string) => {
      const { body } = await portal.as(person).get(path).expect(200);
      return [body.items.length, body.totalItems];
    };
    await requests.prepare('listOutages');
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
  const known = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
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
