import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  dumpTables,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import {
  ExampleRequests,
  OPERATIONS,
  REASON,
} from '../__testUtils__/exampleRequests';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** One way to succeed with a route. */
type Deed = {
  by: string;
  /** What the audit log calls it. */
  action: string;
  /** Another than the example's. */
  body?: object;
  /** What has to be done before. */
  after?: string;
};

const PROVIDER = 'paul.richter';
const SECOND_PERSON = 'selin.aydin';
const SERVICE = 'plugin:service-requests';

/**
 * Each route that is no GET, and what it leaves in the audit log. A route that is
 * missing here fails the test.
 */
const DEEDS: Record<string, Deed[]> = {
  putAgreement: [{ by: SERVICE, action: 'agreement-put' }],
  // Reads a text, and changes nothing.
  checkAgreements: [],
  reportOutage: [{ by: PROVIDER, action: 'outage-report' }],
  confirmOutage: [
    { by: SECOND_PERSON, action: 'outage-confirm' },
    {
      by: SECOND_PERSON,
      action: 'outage-reject',
      body: { confirmed: false, reason: REASON },
    },
  ],
  correctOutage: [{ by: PROVIDER, action: 'outage-correct' }],
  attributeOutage: [{ by: PROVIDER, action: 'outage-attribute' }],
  disputeOutage: [{ by: 'jana.brandt', action: 'outage-dispute' }],
  settleOutage: [{ by: PROVIDER, action: 'outage-settle' }],
  commentOutage: [{ by: 'miriam.vogt', action: 'outage-comment' }],
  putIncident: [{ by: SERVICE, action: 'incident-put' }],
  ingestSamples: [{ by: SERVICE, action: 'samples-ingest' }],
  announceMaintenance: [{ by: PROVIDER, action: 'maintenance-announce' }],
  withdrawMaintenance: [{ by: PROVIDER, action: 'maintenance-withdrawal' }],
  objectToMaintenance: [{ by: 'miriam.vogt', action: 'maintenance-objection' }],
  commentReport: [{ by: PROVIDER, action: 'report-comment' }],
  releaseReport: [{ by: PROVIDER, action: 'report-release' }],
  correctReport: [
    {
      by: PROVIDER,
      action: 'report-correct',
      body: { reason: REASON, comment: 'The figures are as they were' },
      after: 'releaseReport',
    },
  ],
};

const MUTATING = OPERATIONS.filter(
  ({ method }) => (method as string) !== 'get',
);
const operationOf = (id: string) =>
  MUTATING.find(one => one.operationId === id)!;
const CASES = Object.entries(DEEDS).flatMap(([id, deeds]) =>
  deeds.map(deed => ({ ...deed, operation: operationOf(id) })),
);

/** What is worked out from the rest, and may be kept without anybody's deed. */
const CACHES = ['report_figures'];

it('has a case for every route that changes something', () => {
  expect(Object.keys(DEEDS).sort()).toEqual(
    MUTATING.map(({ operationId }) => operationId).sort(),
  );
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  let requests: ExampleRequests;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    requests = await ExampleRequests.create(portal);
  });
  afterAll(() => portal.stop());

  /** What is on record is told in the background, and that is noted in its row. */
  const allTold = async () => {
    while (
      await portal.knex('audit_log').whereNull('published_at').first('id')
    ) {
      await portal.runTask('service-levels-housekeeping');
    }
  };
  const stored = async () => {
    await allTold();
    const dump = await dumpTables(portal.knex);
    CACHES.forEach(table => delete dump[table]);
    return dump;
  };
  /** The rows of the log that come after, each with what the auditor was told about it. */
  const since = async (lastId: number) => {
    await portal.runTask('service-levels-housekeeping');
    const rows = await portal
      .knex('audit_log')
      .where('id', '>', lastId)
      .orderBy('id');
    return rows.map(row => ({
      actor: String(row.actor),
      action: String(row.action),
      told: portal.heard.audit
        .filter(({ meta }) => meta?.auditId === Number(row.id))
        .map(({ eventId, status }) => `${eventId} ${status}`),
    }));
  };
  const lastId = async () => {
    const row = await portal.knex('audit_log').max({ id: 'id' }).first();
    return Number(row?.id ?? 0);
  };

  it.each(CASES)(
    '$operation.method $operation.path is on record once: $action',
    async ({ by, action, body, after, operation }) => {
      await requests.prepare(operation.operationId);
      if (after) await requests.send(by, operationOf(after)).expect(200);
      const key = randomUUID();
      const send = () => requests.send(by, operation, { body, key });
      const [before, beforeId] = [await stored(), await lastId()];

      // Where the row cannot be written, there is no effect either.
      await portal.knex.schema.renameTable('audit_log', 'audit_log_away');
      const failed = await send();
      await portal.knex.schema.renameTable('audit_log_away', 'audit_log');
      expect(failed.status).toBe(500);
      expect(await stored()).toEqual(before);

      const done = await send();
      expect(done.status).toBeLessThan(300);
      const told = [`${action} succeeded`];
      const actor = by.startsWith('plugin:') ? by : `user:default/${by}`;
      const expected = [
        { actor: expect.stringContaining(actor), action, told },
      ];
      expect(await since(beforeId)).toEqual(expected);

      const effect = await stored();
      const again = await send();
      expect(again.status).toBe(done.status);
      expect(await since(beforeId)).toEqual(expected);
      expect(await stored()).toEqual(effect);
    },
  );

  it.each(CASES)(
    '$operation.method $operation.path leaves nothing where it is refused: $action',
    async ({ operation, body }) => {
      await requests.prepare(operation.operationId);
      const [before, beforeId] = [await stored(), await lastId()];
      const refused = await requests.send('uwe.fremd', operation, { body });
      expect([403, 404]).toContain(refused.status);
      expect(await since(beforeId)).toEqual([]);
      expect(await stored()).toEqual(before);
    },
  );
});
