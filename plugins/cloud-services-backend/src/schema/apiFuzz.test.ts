import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { fuzzApi, type Known } from '@dualcloud/foundation-node/testUtils';
import {
  type Portal,
  startPortal,
  testEnvironment,
} from '../__testUtils__/startPortal';
import { spec } from './openapi.generated';

jest.setTimeout(20 * 60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The short form; set API_FUZZ_REQUESTS for the long one. */
const REQUESTS = Number(process.env.API_FUZZ_REQUESTS ?? 2000);

async function facts(portal: Portal): Promise<Known> {
  const jana = portal.as('jana.brandt');
  const order = await jana.order(testEnvironment({ name: 'fuzzed' }));
  const [{ instanceId }] = order.steps;
  const { body } = await jana.post(`/instances/${instanceId}/bindings`, {});
  return {
    orderId: order.id,
    environmentId: order.environmentId!,
    instanceId,
    bindingId: body.id,
    brokerName: 'sandbox',
    namespace: 'default',
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    blueprintRef: 'environmentblueprint:default/web-application',
    systemRef: 'system:default/kfz-portal',
    ownerRef: 'group:default/team-kfz-portal',
    plan: 'small',
    name: 'sandbox-postgresql',
    expiresAt: testEnvironment().expiresAt,
  };
}

it.each(databases.eachSupportedId())(
  'answers whatever it is sent with what the document says, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const statuses = await fuzzApi({
      spec,
      known: await facts(portal),
      freeKeys: ['database', 'storageGb', 'note'],
      people: [
        'jana.brandt',
        'jana.brandt',
        'selin.aydin',
        'miriam.vogt',
        'uwe.fremd',
        'plugin:catalog',
        'plugin:scaffolder',
      ],
      as: portal.as,
      requests: REQUESTS / 2,
    });
    // It got past the door: a fuzz that is only ever refused tests nothing.
    expect((statuses.get(200) ?? 0) / (REQUESTS / 2)).toBeGreaterThan(0.1);
    await portal.stop();
  },
);

it('is what the generator makes of the document', () => {
  const root = resolve(__dirname, '../../../..');
  expect(() =>
    execFileSync(
      process.execPath,
      ['scripts/generate-openapi.mjs', '--check'],
      { cwd: root, stdio: 'pipe' },
    ),
  ).not.toThrow();
});
