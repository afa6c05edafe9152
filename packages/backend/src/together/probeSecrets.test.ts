import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import cloudServicesPlugin from '@dualcloud/backstage-plugin-cloud-services-backend';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import {
  dumpTables,
  startTestPortal,
  type TestPortal,
  waitFor,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { Client } from 'pg';
import { instantDriver } from './__testUtils__/instantDriver';
import { AGREED, MEASURED, nordmark, PEOPLE } from './__testUtils__/nordmark';

// Cloud services and service levels in one backend: a probe logs in to a real database
// with a secret of its own, and nobody ever sees it.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const SERVER =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING ?? '';

describe.each(databases.eachSupportedId())(
  'the secret of a probe on %s',
  databaseId => {
    const canary = `canary${randomBytes(12).toString('hex')}`;
    const role = `probe_${randomBytes(6).toString('hex')}`;
    const { broker, module } = instantDriver();
    let admin: Client;
    let portal: TestPortal;
    let levels: Knex;
    let services: Knex;

    beforeAll(async () => {
      admin = new Client(SERVER);
      await admin.connect();
      broker.bind = async () => {
        // Asked once more, as after an answer that was lost, a broker gives the same.
        await admin.query(`drop role if exists ${role}`);
        await admin.query(`create role ${role} login password '${canary}'`);
        const uri = new URL(SERVER);
        uri.username = role;
        uri.password = canary;
        const credentials = { uri: String(uri), password: canary };
        return { status: 'done', credentials: { credentials } };
      };
      levels = await databases.init(databaseId);
      services = await databases.init(databaseId);
      portal = await startTestPortal({
        pluginId: 'service-levels',
        knex: levels,
        others: { 'cloud-services': services },
        people: PEOPLE,
        catalog: catalogServiceMock({
          entities: [...nordmark, ...AGREED, ...MEASURED],
        }),
        config: {
          cloudServices: {
            credentials: {
              keys: [{ id: 'k', key: randomBytes(32).toString('base64') }],
            },
            brokers: { instant: { type: 'instant' } },
          },
        },
        features: [module, cloudServicesPlugin, serviceLevelsPlugin],
      });
    });
    afterAll(async () => {
      await portal.stop();
      await admin.query(`drop role if exists ${role}`);
      await admin.end();
    });

    const jana = () => portal.as('jana.brandt', 'cloud-services');
    const orderDatabase = async () => {
      const { body } = await jana()
        .post('/orders', {
          type: 'create-environment',
          blueprintRef: 'environmentblueprint:default/database-only',
          name: 'kfz-test',
          stage: 'test',
          systemRef: 'system:default/kfz-portal',
          ownerRef: 'group:default/team-kfz-portal',
          expiresAt: new Date(Date.now() + 20 * 86_400_000)
            .toISOString()
            .slice(0, 10),
        })
        .expect(202);
      return waitFor(async () => {
        const order = (await jana().get(`/orders/${body.id}`)).body;
        return order.state === 'succeeded' ? order : undefined;
      });
    };
    const followEnvironments = async () => {
      await portal.runTask('service-levels-environments');
      await portal.runTask('service-levels-documents');
      await portal.runTask('service-levels-probe-plan');
    };
    /** Looks until there is what is waited for. */
    const lookUntil = <T>(seen: () => Promise<T | undefined>) =>
      waitFor(async () => {
        await levels('probes').update({ next_at: 0 });
        await portal.runTask('service-levels-probes');
        return seen();
      }, 60_000).catch(async error => {
        const probes = await levels('probes');
        const bindings = await services('bindings').select('state', 'failure');
        throw new Error(JSON.stringify({ probes, bindings }), { cause: error });
      });
    /** Everything that the two plugins have stored, logged, sent and told. */
    const everywhere = async () =>
      JSON.stringify([
        await dumpTables(levels),
        await dumpTables(services),
        portal.heard,
      ]);
    /** What they answer, to everybody who may know of the database at all. */
    const answers = async (paths: Record<string, string[]>) => {
      const people = ['jana.brandt', 'paul.richter', 'plugin:service-requests'];
      const texts: string[] = [];
      for (const [plugin, list] of Object.entries(paths)) {
        for (const path of list) {
          for (const person of people) {
            texts.push((await portal.as(person, plugin).get(path)).text);
          }
        }
      }
      return texts;
    };

    it('is in no database, log, audit, event and answer, from its making to its end', async () => {
      const order = await orderDatabase();
      await followEnvironments();
      await lookUntil(() => levels('probes').where('last_up', true).first());
      expect(await everywhere()).not.toContain(canary);

      const { binding_id: bindingId } = await levels('probes').first();
      const [{ instanceId }] = order.steps;
      // That it does not get in with it any more shows that it did.
      await admin.query(`alter role ${role} password 'another'`);
      const outage = await lookUntil(() => levels('outages').first());
      expect(await levels('probes')).toMatchObject([{ last_reason: 'login' }]);
      const [{ id: commitmentId }] = await levels('commitments').where(
        'kind',
        'environments',
      );

      const texts = await answers({
        'service-levels': [
          '/probes',
          '/outages',
          `/outages/${outage.id}`,
          '/service-levels',
          `/service-levels/${commitmentId}`,
          `/service-levels/${commitmentId}/explanation?objective=availability`,
          '/agreements',
          '/changes',
        ],
        'cloud-services': [
          `/instances/${instanceId}`,
          `/instances/${instanceId}/bindings`,
          `/instances/${instanceId}/journal`,
          `/bindings/${bindingId}`,
          `/environments/${order.environmentId}`,
          `/orders/${order.id}`,
          '/changes',
        ],
      });
      for (const [person, path, status] of [
        ['jana.brandt', 'reveal', 409],
        ['jana.brandt', 'own-secret', 403],
        ['plugin:service-requests', 'own-secret', 404],
      ] as const) {
        const answer = await portal
          .as(person, 'cloud-services')
          .post(`/bindings/${bindingId}/${path}`);
        expect([path, answer.status]).toEqual([path, status]);
        texts.push(answer.text);
      }
      // They told of the database, and nothing of what opens it.
      expect(texts.filter(text => text.includes(bindingId))).not.toEqual([]);
      expect(texts.filter(text => text.includes(canary))).toEqual([]);

      // With the agreement's subject the secret goes as well.
      await jana()
        .post('/orders', {
          type: 'terminate-environment',
          environmentId: order.environmentId,
        })
        .expect(202);
      await waitFor(async () => {
        await followEnvironments();
        const [row] = await levels('probes');
        return row.state === 'ended' ? row : undefined;
      });
      const binding = await services('bindings')
        .where({ id: bindingId })
        .first();
      expect(binding.sealed).toBeNull();
      expect(await everywhere()).not.toContain(canary);
    });
  },
);
