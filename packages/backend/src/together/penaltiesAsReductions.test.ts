import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import cloudCostsPlugin from '@dualcloud/backstage-plugin-cloud-costs-backend';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import type {
  ReportReduction,
  ReportSummary,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  startTestPortal,
  type TestPortal,
  waitFor,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { AGREED, nordmark, PEOPLE } from './__testUtils__/nordmark';

// Service levels and cloud costs in one backend: a missed objective becomes a line of
// the customer's statement, once.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const JUNE = '2026-06';
const AGENCY = 'group:default/kraftfahrtamt';

describe.each(databases.eachSupportedId())(
  'penalties as reductions on %s',
  databaseId => {
    let portal: TestPortal;
    let levels: Knex;
    let costs: Knex;
    const unreachable = new Set<string>();

    const start = async (plugins: Array<typeof cloudCostsPlugin>) => {
      unreachable.clear();
      levels = await databases.init(databaseId);
      costs = await databases.init(databaseId);
      portal = await startTestPortal({
        pluginId: 'service-levels',
        knex: levels,
        others: { 'cloud-costs': costs },
        unreachable,
        people: PEOPLE,
        catalog: catalogServiceMock({ entities: [...nordmark, ...AGREED] }),
        config: {},
        features: [serviceLevelsPlugin, ...plugins],
      });
      await portal.runTask('service-levels-documents');
    };
    const provider = () => portal.as('paul.richter');
    const draftOfJune = async (): Promise<ReportSummary> =>
      (await provider().get(`/service-reports?month=${JUNE}`).expect(200)).body
        .items[0];
    const missObjective = async ({ commitmentId }: ReportSummary) => {
      const { body } = await provider()
        .post('/outages', {
          commitmentId,
          cause: 'provider',
          reason: 'The load balancer was misconfigured',
          from: '2026-06-08T08:00:00Z',
          to: '2026-06-08T10:00:00Z',
        })
        .expect(201);
      await portal
        .as('selin.aydin')
        .post(`/outages/${body.id}/confirmation`, { confirmed: true })
        .expect(200);
    };
    const release = async () => {
      const draft = await draftOfJune();
      await missObjective(draft);
      await provider()
        .post(`/service-reports/${draft.id}/release`, {})
        .expect(200);
      return draft;
    };
    const reductions = async ({
      id,
    }: ReportSummary): Promise<ReportReduction[]> =>
      (await provider().get(`/service-reports/${id}`).expect(200)).body
        .reductions;
    const inState = (report: ReportSummary, state: string) =>
      waitFor(async () => {
        const [one] = await reductions(report);
        return one.state === state ? one : undefined;
      });
    const tryAgain = async () => {
      await levels('report_reductions').update({ next_at: 0 });
      await portal.runTask('service-levels-reductions');
    };

    afterEach(() => portal.stop());

    it('is a line of the next statement, which leads to the report', async () => {
      await start([cloudCostsPlugin]);
      const report = await release();
      const { billedMonth } = await inState(report, 'billed');
      await tryAgain();
      expect(await costs('credits')).toHaveLength(1);

      const agency = portal.as('miriam.vogt', 'cloud-costs');
      const { body } = await agency
        .get(`/statements?month=${billedMonth}`)
        .expect(200);
      const statement = await agency
        .get(`/statements/${body.items[0].id}`)
        .expect(200);
      expect(statement.body.lines).toMatchObject([
        {
          kind: 'reduction',
          amount: '-445000000',
          explanationUrl: `/service-levels/reports/${report.id}?version=1`,
        },
      ]);
      expect(body.items[0].payerRef).toBe(AGENCY);
    });

    it('waits while cloud costs is down, and is billed once afterwards', async () => {
      await start([cloudCostsPlugin]);
      unreachable.add('cloud-costs');
      const report = await release();
      const waiting = await waitFor(async () => {
        const [one] = await reductions(report);
        return one.problem ? one : undefined;
      });
      expect(waiting.state).toBe('pending');
      unreachable.clear();
      await tryAgain();
      await inState(report, 'billed');
      // Whoever hands it over again hands over the same.
      await levels('report_reductions').update({ state: 'pending' });
      await tryAgain();
      await inState(report, 'billed');
      expect(await costs('credits')).toHaveLength(1);
    });

    it('is reckoned and not billed where cloud costs is not installed', async () => {
      await start([]);
      const report = await release();
      const one = await inState(report, 'not-installed');
      expect(one).toMatchObject({ amount: '-445000000', currency: 'EUR' });
    });
  },
);
