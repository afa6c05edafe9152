import { TestDatabases } from '@backstage/backend-test-utils';
import {
  fuzzApi,
  type Known,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { spec } from './openapi.generated';

jest.setTimeout(20 * 60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The short form; set API_FUZZ_REQUESTS for the long one. */
const REQUESTS = Number(process.env.API_FUZZ_REQUESTS ?? 2000);

async function facts(portal: TestPortal): Promise<Known> {
  const { knex } = portal;
  const allocation = await seedAllocation(knex);
  await seedCharges(
    knex,
    [20261101, 20261102, 20261103].map(day => ({
      allocation,
      day,
      amount: day,
    })),
  );
  const group = 'group:default/kraftfahrtamt';
  const view = await portal
    .as('jana.brandt')
    .post('/saved-views', { name: 'fuzzed', query: 'groupBy=system' });
  return {
    from: '2026-11-01',
    to: '2026-11-30',
    month: '2026-11',
    groupBy: 'tag:purpose',
    tag: 'purpose=load',
    component: 'base',
    payer: group,
    customer: group,
    payerRef: group,
    customerRef: group,
    ownerRef: group,
    scopeRef: group,
    system: 'system:default/kfz-portal',
    systemRef: 'system:default/kfz-portal',
    service: 'cloudservice:default/sandbox-postgresql',
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    plan: 'small',
    stage: 'test',
    currency: 'EUR',
    amount: '1000000',
    allocationId: String(allocation),
    lineId: `${allocation}.202611.202611.1.recurring.base`,
    viewId: view.body.id,
    subject: 'instance-1',
    time: new Date().toISOString(),
    type: 'dev.dualcloud.usage.v1',
    specversion: '1.0',
    validFrom: '2027-01-01',
  };
}

it.each(databases.eachSupportedId())(
  'answers whatever it is sent with what the document says, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const statuses = await fuzzApi({
      spec,
      known: await facts(portal),
      freeKeys: ['meter', 'unit', 'quantity', 'corrects', 'reason'],
      people: [
        'jana.brandt',
        'miriam.vogt',
        'paul.richter',
        'paul.richter',
        'uwe.fremd',
        'plugin:cloud-services',
      ],
      as: portal.as,
      requests: REQUESTS / 2,
    });
    // It got past the door: a fuzz that is only ever refused tests nothing.
    expect((statuses.get(200) ?? 0) / (REQUESTS / 2)).toBeGreaterThan(0.1);
    await portal.stop();
  },
);
