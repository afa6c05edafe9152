import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { TestDatabases } from '@backstage/backend-test-utils';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  startClockAt,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import createKnex, { type Knex } from 'knex';
import { nordmark } from '../__testUtils__/nordmark';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { seedPrices } from '../__testUtils__/seedPrices';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

// What was spent was spent in the year that a budget is for.
afterAll(startClockAt('2026-11-18T12:00:00+01:00'));

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const AGENCY = 'miriam.vogt';
const SOFTWARE_PROVIDER = 'jana.brandt';
const PROVIDER = 'paul.richter';
const STRANGER = 'uwe.fremd';
const KFZ = 'group:default/kraftfahrtamt';
const SYSTEM = 'system:default/kfz-portal';
const DATABASE = {
  serviceRef: 'cloudservice:default/sandbox-postgresql',
  plan: 'small',
  quantityOf: { storage: '50' },
};
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

/** What an order form might do beside ordering. */
const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'system-with-budget', namespace: 'default' },
  spec: {
    type: 'service',
    owner: 'group:default/landes-it',
    parameters: [],
    steps: [
      {
        id: 'quote',
        name: 'What it will cost',
        action: 'cloud-costs:quote',
        input: { items: '${{ parameters.items }}', payerRef: KFZ },
      },
      {
        id: 'budget',
        name: 'Budget for a month',
        action: 'cloud-costs:set-budget',
        input: {
          idempotencyKey: 'budget-${{ context.task.id }}',
          name: 'from a template',
          scopeType: 'system',
          scopeRef: SYSTEM,
          period: 'month',
          amount: '${{ steps.quote.output.monthly }}',
          currency: '${{ steps.quote.output.currency }}',
        },
      },
    ],
    output: {
      text: [
        {
          title: 'Budget',
          content:
            '${{ steps.quote.output.monthly }} in ${{ steps.budget.output.budgetId }}',
        },
      ],
    },
  },
};

const nativeFetch = global.fetch;

beforeAll(() => {
  // What fetch parses has arrays of another realm than Jest's, which the
  // scaffolder's templates refuse.
  global.fetch = async (...request) => {
    const response = await nativeFetch(...request);
    response.json = async () => JSON.parse(await response.text());
    return response;
  };
});
afterAll(() => {
  global.fetch = nativeFetch;
});

/** The scaffolder goes on asking its database after it was stopped, so nobody takes it away. */
function inMemory(): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
  });
}

describe.each(databases.eachSupportedId())('actions on %s', databaseId => {
  let portal: TestPortal;
  let knex: Knex;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [...nordmark(), TEMPLATE],
      backend: { actions: { pluginSources: ['cloud-costs'] } },
      others: { scaffolder: inMemory(), 'mcp-actions': inMemory() },
      features: [
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        scaffolderPlugin,
        mcpActionsPlugin,
      ],
    });
    knex = portal.knex;
    await seedPrices(knex);
    const test = await seedAllocation(knex);
    const production = await seedAllocation(knex, { stage: 'production' });
    await seedCharges(knex, [
      { allocation: test, day: 20261005, amount: 1_000 },
      { allocation: production, day: 20261005, amount: 1_000_000 },
    ]);
    await knex('anomalies').insert({
      id: 'anomaly-1',
      run_id: 'anomaly-1',
      allocation_id: production,
      day: 20261005,
      currency: 'EUR',
      amount: 280_000_000,
      expected: 6_000_000,
      score: '45.7',
      cause: JSON.stringify([
        {
          component: 'storage',
          meter: 'storage',
          amount: '280000000',
          expected: '6000000',
          quantity: '2800',
          expectedQuantity: '60',
          unit: 'GB',
        },
      ]),
      found_at: 0,
    });
  });
  afterAll(() => portal.stop());

  const ACTIONS = '/.backstage/actions/v1/actions';
  const invoke = async (person: string, name: string, input: object) => {
    const path = `${ACTIONS}/cloud-costs:${name}/invoke`;
    const { status, body } = await portal.as(person).post(path, input);
    return { status, output: body.output, error: body.error };
  };

  it('tells each party what is its own', async () => {
    const totals: Record<string, string> = {};
    for (const person of [AGENCY, SOFTWARE_PROVIDER, PROVIDER, STRANGER]) {
      const { output } = await invoke(person, 'get-costs', OCTOBER);
      totals[person] = `${output.total} ${output.currency}`;
    }
    expect(totals).toEqual({
      [AGENCY]: '1.001 EUR',
      [SOFTWARE_PROVIDER]: '0.001 EUR',
      [PROVIDER]: '1.001 EUR',
      [STRANGER]: '0 EUR',
    });
    const byStage = await invoke(AGENCY, 'get-costs', {
      ...OCTOBER,
      groupBy: 'stage',
    });
    expect(byStage.output.groups).toEqual([
      { key: 'production', amount: '1' },
      { key: 'test', amount: '0.001' },
    ]);
    const plugin = await invoke('plugin:catalog', 'get-costs', OCTOBER);
    expect(plugin).toMatchObject({
      status: 403,
      error: { message: expect.stringContaining('act on behalf of one') },
    });
    const wrong = await invoke(AGENCY, 'get-costs', { from: 'x', to: 'y' });
    expect(wrong.status).toBe(400);
  });

  it('quotes, with the difference to today, at the prices that are whose it is', async () => {
    const wish = {
      items: [
        { ...DATABASE, plan: 'large' },
        { ...DATABASE, plan: 'huge' },
      ],
      payerRef: KFZ,
      from: '2026-12-01T00:00:00+01:00',
      until: '2027-03-01T00:00:00+01:00',
      current: { items: [DATABASE], until: '2027-01-01T00:00:00+01:00' },
    };
    const agency = await invoke(AGENCY, 'quote', wish);
    expect(agency.output).toMatchObject({
      currency: 'EUR',
      // With the customer's own discount of a tenth: 30 and 5 for storage.
      oneTime: '1.8',
      monthly: '31.5',
      total: '96.3',
      current: { monthly: '13.5', total: '13.5' },
      unpriced: ['cloudservice:default/sandbox-postgresql huge'],
      budgetsAtRisk: [],
    });
    const stranger = await invoke(STRANGER, 'quote', wish);
    expect(stranger.output).toMatchObject({ oneTime: '2', monthly: '35' });
    const none = await invoke(AGENCY, 'quote', { items: [] });
    expect(none.status).toBe(400);
  });

  it('lists what was unusual, with what caused it', async () => {
    const { output } = await invoke(AGENCY, 'list-anomalies', OCTOBER);
    expect(output.anomalies).toEqual([
      {
        id: 'anomaly-1',
        day: '2026-10-05',
        lastDay: '2026-10-05',
        days: 1,
        instance: 'instance-2 of kfz',
        environment: 'kfz-test',
        serviceRef: DATABASE.serviceRef,
        amount: '280',
        expected: '6',
        currency: 'EUR',
        causes: ['storage: 280 EUR instead of 6 EUR (2800 GB instead of 60)'],
        acknowledged: false,
      },
    ]);
    for (const person of [STRANGER, SOFTWARE_PROVIDER]) {
      const other = await invoke(person, 'list-anomalies', OCTOBER);
      expect(other.output.anomalies).toEqual([]);
    }
  });

  it('sets a budget once, changes it, and lets nobody set one for others', async () => {
    const wish = {
      idempotencyKey: 'by-an-assistant',
      name: 'by an assistant',
      scopeType: 'organisation',
      scopeRef: KFZ,
      period: 'year',
      amount: '2500.00',
      currency: 'EUR',
    };
    const { output: first } = await invoke(AGENCY, 'set-budget', wish);
    const { output: again } = await invoke(AGENCY, 'set-budget', wish);
    expect(again).toEqual(first);
    expect(first).toMatchObject({ version: 1, spent: '1.001' });
    const change = await invoke(AGENCY, 'set-budget', {
      ...wish,
      idempotencyKey: 'another-time',
      budgetId: first.budgetId,
      version: 1,
      amount: '3000',
    });
    expect(change.output).toMatchObject({
      budgetId: first.budgetId,
      version: 2,
    });
    const key = { idempotencyKey: 'of-a-stranger' };
    const stranger = await invoke(STRANGER, 'set-budget', { ...wish, ...key });
    expect(stranger.status).toBe(403);
    const wrong = await invoke(AGENCY, 'set-budget', {
      ...wish,
      idempotencyKey: 'with-a-wrong-amount',
      amount: 'much',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.error.message).toContain('amount');
    await knex('budgets').delete();
  });

  it('are steps of templates: a task acts for whoever started it', async () => {
    const scaffolder = portal.as(AGENCY, 'scaffolder');
    const { body: task } = await scaffolder
      .post('/v2/tasks', {
        templateRef: 'template:default/system-with-budget',
        values: { items: [DATABASE] },
      })
      .expect(201);
    const done = await settled(() => scaffolder.get(`/v2/tasks/${task.id}`));
    expect(done).toBe('completed');
    const [budget, ...others] = await knex('budgets');
    expect(others).toEqual([]);
    expect(budget).toMatchObject({
      name: 'from a template',
      // What the quote said: 10 and 5 for storage, less a tenth.
      amount: expect.anything(),
      created_by: `user:default/${AGENCY}`,
    });
    expect(String(budget.amount)).toBe('13500000');
    await knex('budgets').delete();

    // For a stranger's task there is no such budget to set.
    const stranger = portal.as(STRANGER, 'scaffolder');
    const { body: refused } = await stranger.post('/v2/tasks', {
      templateRef: 'template:default/system-with-budget',
      values: { items: [DATABASE] },
    });
    await settled(() => stranger.get(`/v2/tasks/${refused.id}`));
    const owners = await knex('budgets').pluck('owner_ref');
    expect(owners.filter(owner => owner === KFZ)).toEqual([]);
    await knex('budgets').delete();
  });

  it('quote in a dry run, and set nothing', async () => {
    const { body } = await portal
      .as(AGENCY, 'scaffolder')
      .post('/v2/dry-run', {
        template: TEMPLATE,
        values: { items: [DATABASE] },
        directoryContents: [],
      })
      .expect(200);
    expect(body.output.text[0].content).toMatch(/^13\.5 in /);
    expect(await knex('budgets')).toEqual([]);
  });

  it('are tools of assistants', async () => {
    const call = async (method: string, params: object) => {
      const { text } = await portal
        .as(AGENCY, 'mcp-actions')
        .post('/v1', { jsonrpc: '2.0', id: 1, method, params })
        .set('Accept', 'application/json, text/event-stream')
        .expect(200);
      return JSON.parse(/^data: (.*)$/m.exec(text)![1]).result;
    };
    const { tools } = await call('tools/list', {});
    expect(
      tools.map((tool: { name: string; annotations: object }) => [
        tool.name,
        tool.annotations,
      ]),
    ).toEqual([
      [
        'cloud-costs.get-costs',
        expect.objectContaining({ readOnlyHint: true }),
      ],
      ['cloud-costs.quote', expect.objectContaining({ readOnlyHint: true })],
      [
        'cloud-costs.list-anomalies',
        expect.objectContaining({ readOnlyHint: true }),
      ],
      [
        'cloud-costs.set-budget',
        expect.objectContaining({ readOnlyHint: false, idempotentHint: true }),
      ],
    ]);
    const answer = await call('tools/call', {
      name: 'cloud-costs.get-costs',
      arguments: OCTOBER,
    });
    expect(answer.structuredContent).toMatchObject({ total: '1.001' });
  });
});

/** The state of a task that has ended. */
async function settled(
  read: () => PromiseLike<{ body: { status: string } }>,
): Promise<string> {
  for (;;) {
    const { body } = await read();
    if (!['open', 'processing'].includes(body.status)) return body.status;
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
