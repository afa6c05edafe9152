import { TestDatabases } from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type {
  ServiceLevel,
  Status,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const POSTGRESQL = 'cloudservice:default/postgresql';
const SYSTEM = 'system:default/gewaesser-monitor';
const ENVIRONMENT = 'resource:default/environment-1';
const INSTANCE = 'resource:default/instance-1';

/** Entities with relations as the catalog has them: what is live is not named by what it is part of. */
const BUILT: Entity[] = Object.entries({
  'domain:default/verkehr': [['hasPart', SYSTEM]],
  [SYSTEM]: [['partOf', 'domain:default/verkehr']],
  [ENVIRONMENT]: [['partOf', SYSTEM]],
  [INSTANCE]: [
    ['partOf', ENVIRONMENT],
    ['instanceOf', POSTGRESQL],
  ],
  'component:default/web': [['consumesApi', 'api:default/portal']],
  'api:default/portal': [['apiProvidedBy', 'component:default/backend']],
  'component:default/backend': [['dependsOn', POSTGRESQL]],
}).map(([from, relations]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: parseEntityRef(from).kind,
  metadata: parseEntityRef(from),
  relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
}));

const HOUR_MS = 3_600_000;
const hence = (hours: number) =>
  `${new Date(Date.now() + hours * HOUR_MS).toISOString().slice(0, 19)}Z`;

describe.each(databases.eachSupportedId())('the status on %p', databaseId => {
  let portal: TestPortal;

  const statusFor = async (person: string, about = ''): Promise<Status> => {
    const { body } = await portal
      .as(person)
      .get(`/status${about && `?entityRef=${about}`}`)
      .expect(200);
    return body;
  };
  const announce = (from: number, to: number) =>
    portal
      .as('paul.richter')
      .post('/maintenance-windows', {
        subjectRefs: ['cloudservice:default/postgresql'],
        from: hence(from),
        to: hence(to),
        impact: 'down',
        titles: { en: 'New storage', de: 'Neuer Speicher' },
        description: 'Save your work before.',
      })
      .expect(201);

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
  });

  afterEach(() => portal.stop());

  it('tells of maintenance of what something is built on, into the next month', async () => {
    await announce(13 * 24, 13 * 24 + 2);
    const status = await statusFor(
      'miriam.vogt',
      'cloudservice:default/kfz-zulassung',
    );
    expect(status.items).toEqual([
      expect.objectContaining({
        kind: 'maintenance-announced',
        subjectRef: 'cloudservice:default/postgresql',
        via: [
          'cloudservice:default/kfz-zulassung',
          'cloudservice:default/postgresql',
        ],
        titles: { en: 'New storage', de: 'Neuer Speicher' },
        description: 'Save your work before.',
      }),
    ]);
  });

  it('tells of it on the pages of all that depends on it, by the way that it does', async () => {
    await portal.stop();
    portal = await startPortal({ databases, databaseId, entities: BUILT });
    await announce(1, 2);
    const ofInstance = [INSTANCE, POSTGRESQL];
    const ofSystem = [SYSTEM, ENVIRONMENT, ...ofInstance];
    for (const via of [
      ofInstance,
      [ENVIRONMENT, ...ofInstance],
      ofSystem,
      ['domain:default/verkehr', ...ofSystem],
      [
        'component:default/web',
        'api:default/portal',
        'component:default/backend',
        POSTGRESQL,
      ],
    ]) {
      const { items } = await statusFor('paul.richter', via[0]);
      expect(items).toEqual([
        expect.objectContaining({ subjectRef: POSTGRESQL, via }),
      ]);
    }
  });

  it('tells of an outage until it is over, to those whom it concerns', async () => {
    const { body } = await portal.as('paul.richter').get('/service-levels');
    const level = body.items.find(
      (one: ServiceLevel) => one.agreement === 'kfz-zulassung',
    );
    const { body: outage } = await portal
      .as('paul.richter')
      .post('/outages', {
        commitmentId: level.id,
        from: hence(-1),
        cause: 'provider',
        reason: 'The load balancer is down',
      })
      .expect(201);
    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(200);

    const own = await statusFor('miriam.vogt', 'system:default/kfz-portal');
    expect(own).toMatchObject({
      entityRef: 'system:default/kfz-portal',
      condition: 'down',
      items: [{ kind: 'outage', outageId: outage.id, impact: 'down' }],
    });
    const everything = await statusFor('miriam.vogt');
    expect(everything).toMatchObject({
      condition: 'down',
      items: [{ outageId: outage.id }],
    });
    expect((await statusFor('anna.wald')).items).toEqual([]);
  });
});
