import { randomBytes, randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import cloudCostsPlugin from '@dualcloud/backstage-plugin-cloud-costs-backend';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import cloudServicesPlugin from '@dualcloud/backstage-plugin-cloud-services-backend';
import type { Order } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  startTestPortal,
  type TestPortal,
  waitFor,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { instantDriver } from './__testUtils__/instantDriver';
import { nordmark, PEOPLE } from './__testUtils__/nordmark';

// Cloud services and cloud costs in one backend, each with its own database: what
// one of them alone can only pretend.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SYSTEM = 'system:default/kfz-portal';
const AGENCY = 'group:default/kraftfahrtamt';
/** What a small instance costs in the month in which it is ordered. */
const PRICE = 10_000_000;

const wish = (name = `db-${randomUUID().slice(0, 8)}`) => ({
  type: 'create-instance',
  serviceRef: 'cloudservice:default/postgresql',
  configuration: { plan: 'small' },
  name,
  stage: 'test',
  systemRef: SYSTEM,
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
});

describe.each(databases.eachSupportedId())(
  'orders within budgets on %s',
  databaseId => {
    let portal: TestPortal;
    let services: Knex;
    let costs: Knex;
    const unreachable = new Set<string>();
    const { broker, module } = instantDriver();

    const start = async (plugins: Array<typeof cloudCostsPlugin>) => {
      services = await databases.init(databaseId);
      costs = await databases.init(databaseId);
      portal = await startTestPortal({
        pluginId: 'cloud-services',
        knex: services,
        others: { 'cloud-costs': costs },
        unreachable,
        people: PEOPLE,
        catalog: catalogServiceMock({ entities: nordmark }),
        config: {
          cloudServices: {
            credentials: {
              keys: [{ id: 'k', key: randomBytes(32).toString('base64') }],
            },
            brokers: { instant: { type: 'instant' } },
          },
        },
        features: [module, cloudServicesPlugin, ...plugins],
      });
    };
    const order = (body: object = wish(), key?: string) =>
      portal.as('jana.brandt').post('/orders', body, key);
    const ended = (id: string): Promise<Order> =>
      waitFor(async () => {
        const { body } = await portal.as('jana.brandt').get(`/orders/${id}`);
        return ['succeeded', 'failed'].includes(body.state) ? body : undefined;
      });
    const setBudget = async (wanted: object): Promise<Budget> => {
      const answer = await portal
        .as('miriam.vogt', 'cloud-costs')
        .post('/budgets', {
          name: 'KFZ',
          scope: { type: 'organisation', ref: AGENCY },
          period: 'month',
          currency: 'EUR',
          refusesOrders: true,
          ...wanted,
        });
      expect(answer.status).toBe(200);
      return answer.body;
    };
    const readBudget = async ({ id }: Budget): Promise<Budget> =>
      (await portal.as('miriam.vogt', 'cloud-costs').get(`/budgets/${id}`))
        .body;
    const count = async (knex: Knex, table: string) =>
      Number((await knex(table).count({ count: '*' }))[0].count);

    beforeEach(() => {
      unreachable.clear();
      broker.refuses = false;
    });
    afterEach(() => portal.stop());

    describe('where both are installed', () => {
      beforeEach(async () => {
        await start([cloudCostsPlugin]);
        await portal.runTask('cloud-costs-price-lists');
      });

      it('refuses what would break a budget, and takes it when the budget is raised', async () => {
        const budget = await setBudget({ amount: String(PRICE - 1) });
        const refused = await order(wish('kfz'));
        expect(refused.status).toBe(409);
        expect(refused.body.error).toMatchObject({
          code: 'over-budget',
          params: { budget: 'KFZ', owner: 'kraftfahrtamt' },
        });
        // The agency's budget is not the software provider's to read.
        expect(JSON.stringify(refused.body)).not.toContain('9.999999');
        const ofAgency = { ...wish('kfz'), ownerRef: AGENCY };
        const head = portal.as('miriam.vogt');
        const told = await head.post('/orders', ofAgency);
        expect(told.body.error.message).toMatch(
          /budget "KFZ": of 9\.999999 EUR until .* it would cost 10 EUR/,
        );
        const preview = await head.post('/orders/preview', ofAgency);
        expect(preview.body.warnings).toEqual([
          expect.objectContaining({ code: 'budget-refuses' }),
        ]);
        expect(await count(services, 'orders')).toBe(0);
        expect(await count(services, 'instances')).toBe(0);
        expect(await count(costs, 'reservations')).toBe(0);

        await portal
          .as('miriam.vogt', 'cloud-costs')
          .put(`/budgets/${budget.id}`, {
            name: 'KFZ',
            scope: budget.scope,
            period: 'month',
            currency: 'EUR',
            refusesOrders: true,
            amount: String(PRICE),
            version: budget.version,
          });
        expect((await order(wish('kfz'))).status).toBe(202);
      });

      it('takes six of twenty at once where there is room for six', async () => {
        const budget = await setBudget({ amount: String(6.5 * PRICE) });
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => order()),
        );
        const ids = answers.flatMap(({ status, body }) =>
          status === 202 ? [body.id] : [],
        );
        expect(ids).toHaveLength(6);
        expect(answers.filter(({ status }) => status === 409)).toHaveLength(14);
        expect(await count(services, 'orders')).toBe(6);
        expect((await readBudget(budget)).reserved).toBe(String(6 * PRICE));

        // From reserved to expected, with nothing counted twice or lost.
        await Promise.all(ids.map(ended));
        await portal.runTask('cloud-costs-lifecycle-feed');
        expect(await readBudget(budget)).toMatchObject({
          reserved: '0',
          forecast: { expected: String(6 * PRICE) },
        });
        expect((await order()).status).toBe(409);
      });

      it('sets a plan change aside, and nothing for what failed', async () => {
        const budget = await setBudget({ amount: String(4.5 * PRICE) });
        const { instanceId } = await ended((await order()).body.id);
        await portal.runTask('cloud-costs-lifecycle-feed');
        const change = {
          type: 'update-instance',
          instanceId,
          configuration: { plan: 'large' },
        };
        broker.refuses = true;
        const { body } = await order(change);
        expect((await ended(body.id)).state).toBe('failed');
        await waitFor(async () =>
          (await readBudget(budget)).reserved === '0' ? true : undefined,
        );
        broker.refuses = false;
        expect((await order()).status).toBe(202);
        // 10 that run, 10 that are set aside, and 30 for the month that begins anew.
        expect((await order(change)).status).toBe(409);
      });

      it('refuses orders while cloud costs is down, and takes the same one afterwards', async () => {
        const budget = await setBudget({ amount: String(PRICE) });
        const body = wish();
        const key = 'one-wish-one-key';
        unreachable.add('cloud-costs');
        const refused = await order(body, key);
        expect(refused.status).toBe(503);
        expect(refused.body.error.code).toBe('budget-unknown');
        expect(await count(services, 'orders')).toBe(0);
        unreachable.clear();
        const taken = await order(body, key);
        expect(taken.status).toBe(202);
        expect((await order(body, key)).body.id).toBe(taken.body.id);
        expect((await readBudget(budget)).reserved).toBe(String(PRICE));
      });
    });

    it('takes orders where cloud costs is not installed', async () => {
      await start([]);
      const { status, body } = await order();
      expect(status).toBe(202);
      expect((await ended(body.id)).state).toBe('succeeded');
    });
  },
);
