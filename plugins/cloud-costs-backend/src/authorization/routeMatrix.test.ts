import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type HttpClient,
  mountedRoutes,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { PriceListStore } from '../prices';
import { createRouter, type RouterOptions } from '../router';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Who calls. */
const CALLERS = {
  nobody: 'nobody',
  otherTenant: 'uwe.fremd',
  softwareProvider: 'jana.brandt',
  agency: 'miriam.vogt',
  provider: 'paul.richter',
  service: 'plugin:catalog',
} as const;
type CallerName = keyof typeof CALLERS;
type Row = Record<CallerName, number>;

function row(
  nobody: number,
  otherTenant: number,
  softwareProvider: number,
  agency: number,
  provider: number,
  service: number,
): Row {
  return { nobody, otherTenant, softwareProvider, agency, provider, service };
}

/**
 * What each route answers to each caller, about what the agency pays: a test
 * instance that the software provider develops on, and one in production. A
 * route that is missing here fails the test. A 409, or a 400 or 422 about what
 * was sent, means that the caller has come past the door.
 */
const EXPECTED: Record<string, Row> = {
  getCosts: row(401, 200, 200, 200, 200, 403),
  listCostLines: row(401, 200, 200, 200, 200, 403),
  explainCostLine: row(401, 404, 404, 200, 200, 200),
  listCostFilters: row(401, 200, 200, 200, 200, 403),
  listUnused: row(401, 200, 200, 200, 200, 403),
  getRevenue: row(401, 403, 403, 403, 200, 403),
  listSavedViews: row(401, 200, 200, 200, 200, 403),
  saveView: row(401, 200, 200, 200, 200, 403),
  deleteSavedView: row(401, 404, 204, 404, 404, 403),
  listStatements: row(401, 200, 200, 200, 200, 200),
  getStatement: row(401, 404, 404, 200, 200, 200),
  finaliseStatement: row(401, 403, 403, 403, 409, 403),
  createCredit: row(401, 403, 403, 403, 200, 403),
  putReduction: row(401, 403, 403, 403, 403, 200),
  listChanges: row(401, 403, 403, 403, 403, 200),
  listReratings: row(401, 403, 403, 403, 200, 403),
  listUsageProblems: row(401, 403, 403, 403, 200, 403),
  createRerating: row(401, 403, 403, 403, 202, 403),
  ingestUsage: row(401, 403, 403, 403, 422, 422),
  importUsage: row(401, 403, 403, 403, 400, 400),
  listUsageEvents: row(401, 404, 404, 200, 200, 200),
  listMeters: row(401, 200, 200, 200, 200, 200),
  exportFocus: row(401, 200, 200, 200, 200, 200),
  listPriceLists: row(401, 200, 200, 200, 200, 200),
  getPriceList: row(401, 404, 404, 200, 200, 200),
  checkPriceList: row(401, 403, 403, 403, 200, 200),
  putAgreedPrices: row(401, 403, 403, 403, 403, 200),
  simulatePriceList: row(401, 403, 403, 403, 400, 400),
  quote: row(401, 200, 200, 200, 200, 200),
  getForecast: row(401, 200, 200, 200, 200, 403),
  listAnomalies: row(401, 200, 200, 200, 200, 403),
  acknowledgeAnomaly: row(401, 404, 404, 200, 200, 403),
  listBudgets: row(401, 200, 200, 200, 200, 403),
  createBudget: row(401, 403, 403, 200, 200, 403),
  getBudget: row(401, 404, 404, 200, 200, 403),
  updateBudget: row(401, 404, 404, 200, 200, 403),
  deleteBudget: row(401, 404, 404, 204, 204, 403),
  reserve: row(401, 403, 403, 403, 403, 200),
  releaseReservation: row(401, 403, 403, 403, 403, 204),
  downloadStatement: row(401, 404, 404, 200, 200, 200),
};

const KFZ = 'group:default/kraftfahrtamt';

type Facts = { lineId: string; viewId: string; allocationId: number };

const CREDIT = {
  payerRef: KFZ,
  month: '2026-11',
  amount: '-1000000',
  currency: 'EUR',
  reason: 'because',
};

const BUDGET = {
  name: 'ours',
  scope: { type: 'system', ref: 'system:default/kfz-portal' },
  period: 'month',
  amount: '1000000000',
  currency: 'EUR',
  ownerRef: KFZ,
  version: 1,
};

const QUOTED = [
  { serviceRef: 'cloudservice:default/sandbox-postgresql', plan: 'small' },
];

const CSV_HEADER = 'source,id,time,instanceId,meter,unit,quantity\n';

/** Bodies of routes that have one. */
const BODIES: Record<string, (facts: Facts) => object> = {
  checkPriceList: () => ({ text: 'kind: PriceList' }),
  putAgreedPrices: () => ({
    serviceRef: 'cloudservice:default/kfz-register',
    customerRef: KFZ,
    systemRef: 'system:default/kfz-portal',
    validFrom: '2099-01-01',
    currency: 'EUR',
    components: [
      {
        id: 'base',
        type: 'recurring',
        price: '1',
        period: 'month',
        proration: 'exact',
      },
    ],
  }),
  simulatePriceList: () => ({
    text: 'kind: PriceList',
    from: '2026-10',
    to: '2026-10',
  }),
  quote: () => ({ items: QUOTED }),
  acknowledgeAnomaly: () => ({ note: 'seen' }),
  createBudget: () => BUDGET,
  updateBudget: () => BUDGET,
  reserve: () => ({
    items: QUOTED,
    systemRef: 'system:default/kfz-portal',
    payerRef: KFZ,
  }),
  ingestUsage: () => [{}],
  saveView: () => ({ name: 'mine', query: 'groupBy=system' }),
  finaliseStatement: () => ({ reason: 'because' }),
  createCredit: () => CREDIT,
  putReduction: () => CREDIT,
  createRerating: () => ({
    from: '2026-10',
    to: '2026-10',
    reason: 'because',
    scope: { payerRef: KFZ },
  }),
};

/** Parameters in the query that a route cannot do without. */
const PERIOD = 'from=2026-10-01&to=2026-10-31';
const QUERIES: Record<string, (facts: Facts) => string> = {
  getCosts: () => `${PERIOD}&groupBy=instance&interval=day&compare=true`,
  listCostLines: () => PERIOD,
  listCostFilters: () => PERIOD,
  listUsageEvents: ({ allocationId }) => `allocationId=${allocationId}`,
  getRevenue: () => PERIOD,
  exportFocus: () => 'month=2026-10',
  downloadStatement: () => 'format=csv',
};

/** Must not be told to those whom it does not concern, in whatever place. */
const SECRET_WORDS = ['kfz', 'softwerk', 'kraftfahrtamt', 'instance-'];
/** Of production: not for the software provider either. */
const PRODUCTION_WORDS = ['instance-2', 'kfz-prod', 'production'];

const OPERATIONS = Object.entries(spec.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method: method as keyof HttpClient,
    operationId: (operation as { operationId: string }).operationId,
  })),
);

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  let production: number;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    const { knex } = portal;
    const calendar = BillingCalendar.create('Europe/Berlin');
    // What the agency has agreed, and nobody else need know.
    await PriceListStore.create({ knex, calendar }).put({
      spec: {
        list: 'agreed-kfz',
        version: '1',
        agreement: { customerRef: KFZ, systemRef: 'system:default/kfz-portal' },
        validFrom: '2026-01-01',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        owner: 'group:default/landes-it',
        services: [
          {
            serviceRef: 'cloudservice:default/kfz-archive',
            plans: [{ plan: 'agreed', components: [] }],
          },
        ],
      },
    });
    const test = await seedAllocation(knex);
    production = await seedAllocation(knex, {
      stage: 'production',
      environment_name: 'kfz-prod',
    });
    await seedCharges(knex, [
      { allocation: test, day: 20261005, amount: 1_000 },
      { allocation: production, day: 20261005, amount: 1_000_000 },
    ]);
  });
  afterAll(() => portal.stop());

  /** Afresh, so that one caller's deed does not decide about the next. */
  async function prepare(): Promise<Facts> {
    const { body } = await portal
      .as('jana.brandt')
      .post('/saved-views', { name: 'hers', query: '' });
    const statement = {
      id: 'statement-1',
      payer_ref: KFZ,
      month: 202610,
      currency: 'EUR',
      state: 'in-grace',
      in_grace_until: Date.UTC(2026, 10, 5),
    };
    await portal.knex('statements').delete();
    await portal.knex('statement_lines').delete();
    await portal.knex('statements').insert(statement);
    await portal.knex('budgets').delete();
    await portal.knex('budgets').insert({
      id: 'budget-1',
      name: 'ours',
      scope_type: 'system',
      scope_ref: 'system:default/kfz-portal',
      period: 'month',
      amount: 1_000_000_000,
      currency: 'EUR',
      thresholds: '[50,80,100]',
      refuses_orders: false,
      owner_ref: KFZ,
      created_by: 'user:default/henrik.maas',
      created_at: 0,
      version: 1,
    });
    await portal.knex('anomalies').delete();
    await portal.knex('anomalies').insert({
      id: 'anomaly-1',
      run_id: 'anomaly-1',
      allocation_id: production,
      day: 20261005,
      currency: 'EUR',
      amount: 1_000_000,
      expected: 1_000,
      score: '9.9',
      cause: '[]',
      found_at: 0,
    });
    return {
      lineId: `${production}.202610.202610.1.recurring.base`,
      viewId: body.id,
      allocationId: production,
    };
  }

  it.each(OPERATIONS)(
    '$method $path answers each caller as it should',
    async ({ path, method, operationId }) => {
      const answers: Partial<Row> = {};
      for (const [name, person] of Object.entries(CALLERS)) {
        const facts = await prepare();
        const url = path
          .replace('{lineId}', facts.lineId)
          .replace('{viewId}', facts.viewId)
          .replace('{statementId}', 'statement-1')
          .replace('{budgetId}', 'budget-1')
          .replace('{anomalyId}', 'anomaly-1')
          .replace('{orderId}', 'order-1')
          .replace('{reductionId}', 'reduction-1')
          .replace('{list}', 'agreed-kfz')
          .replace('{version}', '1')
          .replace('{agreementId}', 'offer-1');
        const query = QUERIES[operationId]?.(facts);
        const full = query ? `${url}?${query}` : url;
        const client = portal.as(person);
        const answer =
          method === 'get' || method === 'delete'
            ? await client[method](full)
            : await (operationId === 'importUsage'
                ? client.post(full).type('text/csv').send(CSV_HEADER)
                : client[method](full, BODIES[operationId]?.(facts)));
        answers[name as CallerName] = answer.status;
        expectNoLeak(name as CallerName, answer.body);
      }
      expect(answers).toEqual(EXPECTED[operationId]);
    },
  );
});

it('has a row for every route that there is', async () => {
  const router = await createRouter({} as RouterOptions);
  const known = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
  expect(mountedRoutes(router)).toEqual(known.sort());
});

/** Nothing leaks: not in lists, counts and filters, nor in the texts of errors. */
function expectNoLeak(caller: CallerName, body: Record<string, unknown>): void {
  const { request: _, ...rest } = body;
  // What the caller asked for by name is no secret to it.
  const text = JSON.stringify(rest).replaceAll('agreed-kfz 1', '');
  const stranger = caller === 'nobody' || caller === 'otherTenant';
  if (stranger) {
    expect(SECRET_WORDS.filter(word => text.includes(word))).toEqual([]);
    expect(String(rest.total ?? 0)).toBe('0');
  }
  if (caller === 'softwareProvider') {
    expect(PRODUCTION_WORDS.filter(word => text.includes(word))).toEqual([]);
    expect(text).not.toContain('1001000');
  }
}
