import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { inDays, newService, offer } from '../__testUtils__/wishes';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Who calls, about a request that `agency` has filed and submitted. */
const CALLERS = {
  nobody: 'nobody',
  strangers: 'otto.niemand',
  otherAgency: 'ole.hansen',
  otherSoftwareProvider: 'frauke.petersen',
  agency: 'miriam.vogt',
  authorised: 'henrik.maas',
  softwareProvider: 'tobias.lenz',
  provider: 'paul.richter',
  engineer: 'selin.aydin',
  service: 'plugin:catalog',
} as const;
type CallerName = keyof typeof CALLERS;
type Row = Record<CallerName, number>;

/** Whoever has nothing to do with it gets one answer. */
function row(
  others: number,
  agency: number,
  authorised: number,
  softwareProvider: number,
  provider: number,
  engineer: number,
  service: number,
): Row {
  return {
    nobody: 401,
    strangers: others,
    otherAgency: others,
    otherSoftwareProvider: others,
    agency,
    authorised,
    softwareProvider,
    provider,
    engineer,
    service,
  };
}

type Facts = {
  requestId: string;
  offerId: string;
  attachmentId: string;
  itemId: string;
};

type Case = {
  expected: Row;
  body?: object | ((facts: Facts) => object);
  query?: string;
  /** Makes the offer to the agency first. */
  published?: boolean;
};

const EARLIER = {
  type: 'advice',
  title: 'Asked long ago',
  form: { question: 'Which database fits?' },
  customerRef: 'group:default/kraftfahrtamt',
  requesterRef: 'user:default/miriam.vogt',
  filedAt: '2025-03-03T08:00:00Z',
  steps: [
    {
      at: '2025-03-04T08:00:00Z',
      by: 'user:default/miriam.vogt',
      event: 'withdraw',
      reason: 'Found out ourselves',
    },
  ],
  keptIn: 'E-mail',
};

/** A route of requests and offers that is missing here fails the test. */
const CASES: Record<string, Case> = {
  listRequestTypes: { expected: row(200, 200, 200, 200, 200, 200, 200) },
  listRequests: { expected: row(200, 200, 200, 200, 200, 200, 200) },
  createRequest: {
    // Another agency files for itself.
    expected: {
      ...row(403, 201, 201, 403, 400, 400, 403),
      otherAgency: 201,
    },
    body: { type: 'new-individual-service', title: 'One more', form: {} },
  },
  recordEarlierRequest: {
    expected: row(403, 403, 403, 403, 201, 201, 403),
    body: ({ requestId }) => ({ ...EARLIER, keptAs: requestId }),
  },
  getRequest: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  updateRequest: {
    expected: row(404, 409, 409, 409, 409, 409, 403),
    body: { title: 'Another title' },
  },
  fireEvent: {
    expected: row(404, 403, 403, 403, 200, 200, 403),
    body: { event: 'ask', reason: 'How many?' },
  },
  getRequestHistory: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  listMessages: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  addMessage: {
    expected: row(404, 403, 403, 403, 201, 201, 403),
    body: { text: 'Between us', internal: true },
  },
  listAttachments: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  addAttachment: {
    expected: row(404, 201, 201, 201, 201, 201, 403),
    body: {
      name: 'note.txt',
      mediaType: 'text/plain',
      content: Buffer.from('Hello').toString('base64'),
    },
  },
  removeAttachment: { expected: row(404, 409, 403, 403, 403, 403, 403) },
  downloadAttachment: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  assignRequest: {
    expected: row(404, 403, 403, 403, 200, 200, 403),
    body: {
      responsible: 'group:default/service-management',
      accountable: 'user:default/paul.richter',
    },
  },
  linkRequest: {
    expected: row(404, 403, 403, 403, 200, 200, 403),
    body: { systemRef: 'system:default/kfz-portal' },
  },
  recordData: {
    expected: row(404, 403, 403, 403, 422, 422, 403),
    body: { outcome: 'deleted', at: inDays(0), evidence: 'Protocol' },
  },
  fulfilItem: {
    expected: row(404, 404, 404, 404, 404, 404, 403),
    body: { fulfilled: true },
  },
  listOffers: { expected: row(404, 200, 200, 200, 200, 200, 200) },
  draftOffer: {
    expected: row(404, 403, 403, 403, 201, 201, 403),
    body: offer(),
  },
  // A draft does not exist for anybody but the provider.
  getOffer: { expected: row(404, 404, 404, 404, 200, 200, 404) },
  updateOffer: {
    expected: row(404, 404, 404, 404, 200, 200, 403),
    body: offer(),
  },
  publishOffer: {
    expected: row(404, 404, 404, 404, 200, 200, 403),
    body: {},
  },
  withdrawOffer: {
    expected: row(404, 403, 403, 403, 200, 200, 403),
    body: { reason: 'A mistake' },
    published: true,
  },
  acceptOffer: {
    expected: row(404, 403, 200, 403, 403, 403, 403),
    body: {},
    published: true,
  },
  declineOffer: {
    expected: row(404, 403, 200, 403, 403, 403, 403),
    body: { reason: 'Too dear' },
    published: true,
  },
  compareOffers: {
    expected: row(404, 200, 200, 200, 200, 200, 200),
    published: true,
    query: '?with={offerId}',
  },
  downloadOffer: {
    expected: row(404, 200, 200, 200, 200, 200, 200),
    published: true,
    query: '?format=html',
  },
  listIndividualServices: { expected: row(403, 403, 403, 403, 403, 403, 200) },
  listChanges: { expected: row(403, 403, 403, 403, 403, 403, 200) },
};

const OURS =
  /^\/(request-types|requests|earlier-requests|offers|individual-services|changes)/;

const OPERATIONS = Object.entries(spec.paths)
  .filter(([path]) => OURS.test(path))
  .flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => ({
      path,
      method: method as 'get' | 'post' | 'put' | 'delete',
      operationId: operationId as string,
    })),
  );

/** Must not be told to those whom it does not concern, in whatever place. */
const SECRET_WORDS = ['Geheimprojekt', 'softwerk', 'kraftfahrtamt'];
/** Of a note that only the IT service provider reads. */
const INTERNAL = 'Hush';

it('has a case for every route of requests and offers', () => {
  expect(Object.keys(CASES).sort()).toEqual(
    OPERATIONS.map(({ operationId }) => operationId).sort(),
  );
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal?.stop());

  /** A request in analysis, with a note, a file and an offer. */
  async function prepare({ published }: Case): Promise<Facts> {
    const agency = portal.as('miriam.vogt');
    const provider = portal.as('paul.richter');
    const { body: request } = await agency
      .post('/requests', newService({ title: 'Geheimprojekt', submit: true }))
      .expect(201);
    const at = `/requests/${request.id}`;
    await provider.post(`${at}/events`, { event: 'take-up' }).expect(200);
    await provider
      .post(`${at}/messages`, { text: INTERNAL, internal: true })
      .expect(201);
    const { body: attachment } = await agency
      .post(`${at}/attachments`, {
        name: 'plan.txt',
        mediaType: 'text/plain',
        content: Buffer.from('Geheimprojekt').toString('base64'),
      })
      .expect(201);
    const { body: drafted } = await provider
      .post(`${at}/offers`, offer())
      .expect(201);
    if (published) {
      await provider.post(`/offers/${drafted.id}/publication`, {}).expect(200);
    }
    return {
      requestId: request.id,
      offerId: drafted.id,
      attachmentId: attachment.id,
      itemId: 'backup',
    };
  }

  it.each(OPERATIONS)(
    '$method $path answers each caller as it should',
    async ({ path, method, operationId }) => {
      const one = CASES[operationId];
      const answers: Partial<Row> = {};
      for (const [name, person] of Object.entries(CALLERS)) {
        const facts = await prepare(one);
        const url = `${path}${one.query ?? ''}`.replace(
          /\{(\w+)\}/g,
          (_, key) => facts[key as keyof Facts],
        );
        const client = portal.as(person);
        const body =
          typeof one.body === 'function' ? one.body(facts) : one.body;
        const answer = await (method === 'post' || method === 'put'
          ? client[method](url, body)
          : client[method](url));
        answers[name as CallerName] = answer.status;
        const text = answer.text ?? String(answer.body ?? '');
        expect(leaksTo(name as CallerName, text)).toEqual([]);
      }
      expect(answers).toEqual(one.expected);
    },
  );
});

function isParty(caller: CallerName): boolean {
  return !['nobody', 'strangers', 'otherAgency', 'otherSoftwareProvider'].some(
    one => one === caller,
  );
}

function isProvider(caller: CallerName): boolean {
  return ['provider', 'engineer', 'service'].includes(caller);
}

/** Nothing leaks: not in lists, counts and files, nor in the texts of errors. */
function leaksTo(caller: CallerName, text: string): string[] {
  const secrets = [
    ...(isParty(caller) ? [] : SECRET_WORDS),
    ...(isProvider(caller) ? [] : [INTERNAL]),
  ];
  return secrets.filter(word => text.includes(word));
}
