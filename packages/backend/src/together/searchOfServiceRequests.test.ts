import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchOnPostgres from '@backstage/plugin-search-backend-module-pg';
import policyModule from '@dualcloud/backstage-plugin-permission-backend-module-cloud-services';
import searchModule from '@dualcloud/backstage-plugin-search-backend-module-service-requests';
import serviceRequestsPlugin from '@dualcloud/backstage-plugin-service-requests-backend';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { asPlugins } from './__testUtils__/asPlugins';
import { AGREED, nordmark, PEOPLE } from './__testUtils__/nordmark';

// Backstage's search with its permissions, in memory and in PostgreSQL, and requests and
// tickets in it: their parties find them, and nobody else.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const group = (name: string, type: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type, children: [] },
});

/** Another agency, and another software provider. */
const OTHERS = {
  entities: [
    group('umweltamt', 'agency'),
    group('datenwerft', 'software-provider'),
  ],
  people: {
    'user:default/ole.hansen': ['group:default/umweltamt'],
    'user:default/frauke.petersen': ['group:default/datenwerft'],
  },
};
const STRANGERS = ['ole.hansen', 'frauke.petersen', 'otto.niemand'];
const PARTIES = ['miriam.vogt', 'jana.brandt', 'paul.richter'];

describe.each(databases.eachSupportedId())('the search on %s', databaseId => {
  let portal: TestPortal;

  const start = async (
    plugins: Array<typeof serviceRequestsPlugin>,
    enabled = true,
  ) => {
    portal = await startTestPortal({
      pluginId: 'service-requests',
      knex: await databases.init(databaseId),
      others: { search: await databases.init(databaseId) },
      people: { ...PEOPLE, ...OTHERS.people },
      catalog: catalogServiceMock({
        entities: [...nordmark, ...AGREED, ...OTHERS.entities],
      }),
      config: {
        permission: { enabled },
        serviceRequests: {
          workers: { enabled: false },
          group: 'group:default/landes-it',
        },
      },
      features: [
        asPlugins,
        permissionPlugin,
        permissionsServiceFactory,
        policyModule,
        searchPlugin,
        searchModule,
        ...(databaseId === 'POSTGRES_18' ? [searchOnPostgres] : []),
        ...plugins,
      ],
    });
  };
  const index = async () => {
    await portal.runTask('search_index_service_requests');
    await portal.runTask('search_index_service_tickets');
  };
  const find = async (person: string, type: string, term: string) => {
    const { body } = await portal
      .as(person, 'search')
      .get(`/query?term=${encodeURIComponent(term)}&types[0]=${type}`)
      .expect(200);
    return (body.results as Array<{ document: { location: string } }>).map(
      ({ document }) => document.location,
    );
  };
  const expectFound = async (
    type: string,
    term: string,
    location: string,
    people: string[],
  ) => {
    for (const person of people) {
      expect({
        person,
        term,
        found: await find(person, type, term),
      }).toEqual({ person, term, found: [location] });
    }
    for (const person of [...PARTIES, ...STRANGERS]) {
      if (people.includes(person)) continue;
      expect({
        person,
        term,
        found: await find(person, type, term),
      }).toEqual({ person, term, found: [] });
    }
  };
  afterEach(() => portal.stop());

  it('finds a draft for its author’s party only, and for all parties once it is submitted', async () => {
    await start([serviceRequestsPlugin]);
    await portal.runTask('service-requests-types');
    const { body: draft } = await portal
      .as('miriam.vogt')
      .post('/requests', {
        type: 'new-individual-service',
        title: 'Fahrtenbuch',
        systemRef: 'system:default/kfz-portal',
        softwareProviderRef: 'group:default/softwerk-nord',
        form: {
          purpose: 'Driving instructors keep their records online.',
          users: 400,
          protectionLevel: 'high',
          availability: 'office-hours',
        },
      })
      .expect(201);
    const found = async (term: string, people: string[]) =>
      expectFound(
        'service-requests',
        term,
        `/service-requests/${draft.id}`,
        people,
      );
    await index();
    for (const term of ['Fahrtenbuch', draft.number]) {
      await found(term, ['miriam.vogt']);
    }
    await portal
      .as('miriam.vogt')
      .post(`/requests/${draft.id}/events`, { event: 'submit' })
      .expect(200);
    for (const term of ['Fahrtenbuch', draft.number, 'kfz-portal', 'Anfrage']) {
      await found(term, PARTIES);
    }
    expect(
      await find('miriam.vogt', 'service-requests', 'instructors'),
    ).toEqual([]);
  });

  it('finds a ticket for its parties, by number, title, kind and service', async () => {
    await start([serviceRequestsPlugin]);
    const { body: ticket } = await portal
      .as('miriam.vogt')
      .post('/tickets', {
        kind: 'incident',
        title: 'Nobody can log in',
        description: 'The login page answers 500.',
        serviceRef: 'cloudservice:default/kfz-zulassung',
        incidentClass: 'operation-preventing',
        reporterName: 'Schulz',
      })
      .expect(201);
    await index();
    for (const term of [ticket.number, 'log in', 'Störung', 'kfz-zulassung']) {
      await expectFound(
        'service-tickets',
        term,
        `/service-desk/${ticket.id}`,
        PARTIES,
      );
    }
    for (const unsaid of ['Schulz', 'answers']) {
      expect(await find('miriam.vogt', 'service-tickets', unsaid)).toEqual([]);
    }
  });

  it('has nothing to index where there are no service requests in the portal', async () => {
    await start([]);
    await index();
    expect(portal.heard.log.join()).toContain('indexer received 0 documents');
  });

  it('indexes nothing where everybody would find it', async () => {
    await start([serviceRequestsPlugin], false);
    await expect(index()).rejects.toThrow('no task');
    expect(portal.heard.log.join()).toContain('set permission.enabled to true');
  });
});
