import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import policyModule from '@dualcloud/backstage-plugin-permission-backend-module-cloud-services';
import searchModule from '@dualcloud/backstage-plugin-search-backend-module-service-levels';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import type { ServiceLevelDocument } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { asPlugins } from './__testUtils__/asPlugins';
import { AGREED, nordmark, PEOPLE } from './__testUtils__/nordmark';

// Backstage's search with its permissions, and service levels in it: who may see what
// is agreed finds it, and nobody else.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

describe('the search', () => {
  let portal: TestPortal;

  const start = async (plugins: Array<typeof serviceLevelsPlugin>) => {
    portal = await startTestPortal({
      pluginId: 'service-levels',
      knex: await databases.init('SQLITE_3'),
      people: PEOPLE,
      catalog: catalogServiceMock({ entities: [...nordmark, ...AGREED] }),
      config: { permission: { enabled: true } },
      features: [
        asPlugins,
        permissionPlugin,
        permissionsServiceFactory,
        policyModule,
        searchPlugin,
        searchModule,
        ...plugins,
      ],
    });
  };
  const index = async () => {
    await portal.runTask('search_index_service_levels');
  };
  const find = async (person: string, term: string) => {
    const { body } = await portal
      .as(person, 'search')
      .get(`/query?term=${encodeURIComponent(term)}&types[0]=service-levels`)
      .expect(200);
    return (body.results as Array<{ document: ServiceLevelDocument }>).map(
      ({ document }) => document,
    );
  };
  afterEach(() => portal.stop());

  it('finds what is agreed for those who may see it, by any of its names', async () => {
    await start([serviceLevelsPlugin]);
    await portal.runTask('service-levels-documents');
    await index();
    const [level] = (
      await portal.as('miriam.vogt').get('/service-levels').expect(200)
    ).body.items;
    for (const term of ['kfz-zulassung', 'kraftfahrtamt', 'Service-Level']) {
      for (const person of ['miriam.vogt', 'jana.brandt', 'paul.richter']) {
        expect(await find(person, term)).toMatchObject([
          {
            location: `/service-levels/levels/${level.id}`,
            subjectRef: 'cloudservice:default/kfz-zulassung',
            customerRef: 'group:default/kraftfahrtamt',
          },
        ]);
      }
      expect(await find('otto.niemand', term)).toEqual([]);
    }
    expect(await find('miriam.vogt', 'steuer')).toEqual([]);
  });

  it('has nothing to index where there are no service levels in the portal', async () => {
    await start([]);
    await index();
    expect(portal.heard.log.join()).toContain('indexer received 0 documents');
  });
});
