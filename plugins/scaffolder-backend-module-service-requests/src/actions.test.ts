import { setTimeout as pause } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import serviceRequestsPlugin from '@dualcloud/backstage-plugin-service-requests-backend';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import scaffolderModuleServiceRequests from '.';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const DEVELOPER = 'tobias.lenz';
const MANAGER = 'paul.richter';
const SERVICE = 'cloudservice:default/kfz-zulassung';

function entity(
  kind: string,
  name: string,
  spec: object,
  parent?: string,
): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

const group = (name: string, type: string, parent?: string) =>
  entity('Group', name, { type, children: [] }, parent);

const step = (id: string, action: string, input: object) => ({
  id,
  name: id,
  action: `service-requests:${action}`,
  input,
});

const REQUEST = step('request', 'open-request', {
  type: 'release-takeover',
  title: 'Kfz-Zulassung ${{ parameters.version }}',
  serviceRef: SERVICE,
  form: {
    version: '${{ parameters.version }}',
    summary: 'Plates can be reserved.',
    urgency: 'planned',
  },
});

const RELEASE = step('release', 'deliver-release', {
  requestId: '${{ steps.request.output.requestId }}',
  version: '${{ parameters.version }}',
  kind: 'minor',
  artefacts: [
    {
      name: 'app.tar.gz',
      url: 'https://softwerk-nord.example/app.tar.gz',
      sha256: 'a'.repeat(64),
    },
  ],
  notes: 'Plates can be reserved.',
  sbom: {
    content: JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ type: 'library', name: 'left-pad' }],
    }),
  },
});

const VERDICT = step('verdict', 'wait-for-verdict', {
  takeoverId: '${{ steps.release.output.takeoverId }}',
  timeoutMinutes: 2,
});

const INCIDENT = step('incident', 'report-incident', {
  title: 'Nobody can log in',
  description: 'The login page answers 500.',
  serviceRef: SERVICE,
  incidentClass: 'operation-preventing',
});

const template = (steps: object[]): Entity => ({
  ...entity('Template', `template-${steps.length}`, {
    owner: 'group:default/team-kfz-portal',
    type: 'service',
    parameters: [],
    steps,
  }),
  apiVersion: 'scaffolder.backstage.io/v1beta3',
});

/** The task of a pipeline: all of it, from the request to the verdict. */
const TAKEOVER = template([REQUEST, RELEASE, VERDICT]);
const REPORT = template([INCIDENT]);

describe('service requests in the real scaffolder', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({
      pluginId: 'service-requests',
      knex: await databases.init('SQLITE_3'),
      others: { scaffolder: await databases.init('SQLITE_3') },
      people: {
        [`user:default/${DEVELOPER}`]: ['group:default/team-kfz-portal'],
        [`user:default/${MANAGER}`]: ['group:default/service-management'],
      },
      catalog: catalogServiceMock({
        entities: [
          group('kraftfahrtamt', 'agency'),
          group('softwerk-nord', 'software-provider'),
          group('team-kfz-portal', 'team', 'softwerk-nord'),
          group('landes-it', 'it-service-provider'),
          group('service-management', 'team', 'landes-it'),
          entity('System', 'kfz-portal', {
            owner: 'group:default/kraftfahrtamt',
          }),
          entity('CloudService', 'kfz-zulassung', {
            lane: 'individual',
            tier: 'saas',
            owner: 'group:default/service-management',
            customers: ['group:default/kraftfahrtamt'],
            softwareProvider: 'group:default/softwerk-nord',
            system: 'system:default/kfz-portal',
          }),
          TAKEOVER,
          REPORT,
        ],
      }),
      config: {
        serviceRequests: {
          workers: { enabled: false },
          group: 'group:default/service-management',
        },
      },
      features: [
        serviceRequestsPlugin,
        scaffolderPlugin,
        scaffolderModuleServiceRequests,
      ],
    });
    await portal.runTask('service-requests-types');
  });
  afterAll(async () => {
    // The scaffolder asks each second how its tasks are, and learns only then that the
    // last one has ended. Without its database it would fail in the midst of another test.
    await pause(1_500);
    await portal?.stop();
  });

  const scaffolder = () => portal.as(DEVELOPER, 'scaffolder');

  const dryRun = (
    steps: object[],
    values: object = {},
    files: Record<string, string> = {},
  ) =>
    scaffolder().post('/v2/dry-run', {
      template: template(steps),
      values,
      directoryContents: Object.entries(files).map(([path, text]) => ({
        path,
        base64Content: Buffer.from(text).toString('base64'),
      })),
    });

  async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      const found = await ask();
      if (found) return found;
      await pause(200);
    }
    throw new Error('it did not happen in time');
  }

  async function run(what: Entity, version?: string) {
    const { status, body } = await scaffolder().post('/v2/tasks', {
      templateRef: `template:default/${what.metadata.name}`,
      values: { version },
    });
    expect(status).toBe(201);
    return {
      takeover: () =>
        until(async () => {
          const { body: page } = await portal.as(DEVELOPER).get('/takeovers');
          return page.items.find(
            (one: { version: string }) => one.version === version,
          );
        }),
      end: () =>
        until(async () => {
          const task = await scaffolder().get(`/v2/tasks/${body.id}`);
          if (['open', 'processing'].includes(task.body.status)) {
            return undefined;
          }
          const events = await scaffolder().get(
            `/v2/tasks/${body.id}/events?after=0`,
          );
          return { status: task.body.status, log: JSON.stringify(events.body) };
        }),
    };
  }

  it('go from the request to the rejection, which the pipeline is told', async () => {
    const task = await run(TAKEOVER, '2.4.0');
    const { id, requestId } = await task.takeover();
    const { body } = await portal.as(MANAGER).get(`/takeovers/${id}`);
    expect(body).toMatchObject({ state: 'open', version: '2.4.0' });
    const { body: release } = await portal
      .as(MANAGER)
      .get(`/releases/${body.releaseId}`);
    expect(release).toMatchObject({
      deliveredBy: `user:default/${DEVELOPER}`,
      sbom: { format: 'cyclonedx', components: 1 },
    });
    const rejected = await portal
      .as(MANAGER)
      .post(`/takeovers/${id}/rejection`, {
        defects: [{ title: 'Umlauts are lost', severity: 'major' }],
      });
    expect({ status: rejected.status, error: rejected.body.error }).toEqual({
      status: 200,
    });
    const { status, log } = await task.end();
    expect(status).toBe('failed');
    expect(log).toMatch(/is rejected.*Umlauts are lost/);
    // What it still lacked was told while the task waited.
    expect(log).toMatch(/Takeover \S+ is open\.\\+n- \S+/);
    const requests = await portal.as(DEVELOPER).get('/requests');
    expect(requests.body.items.map((one: { id: string }) => one.id)).toEqual([
      requestId,
    ]);
  });

  it('report an incident to whoever takes it', async () => {
    const tickets = async () =>
      (await portal.as(DEVELOPER).get('/tickets')).body.items;
    const { status, body } = await dryRun([INCIDENT]);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    expect(await tickets()).toEqual([]);
    const task = await run(REPORT);
    expect(await task.end()).toMatchObject({
      status: 'completed',
      log: expect.stringContaining('group:default/service-management takes it'),
    });
    expect(await tickets()).toMatchObject([
      {
        kind: 'incident',
        reportedBy: `user:default/${DEVELOPER}`,
        incidentClass: 'operation-preventing',
      },
    ]);
  });

  it('change nothing in a dry run, and say what would be', async () => {
    const { status, body } = await dryRun([REQUEST, RELEASE, VERDICT], {
      version: '3.0.0',
    });
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const log = JSON.stringify(body.log);
    expect(log).toContain('Nothing is opened in a dry run');
    expect(log).toContain('Version 3.0.0 would be, with 1 artefacts');
    const { body: page } = await portal
      .as(DEVELOPER)
      .get('/releases?version=3.0.0');
    expect(page.totalItems).toBe(0);
  });

  it.each([
    [
      'a type that does not exist',
      { ...REQUEST, input: { ...REQUEST.input, type: 'wish' } },
      /there is no request type \\?"wish\\?"; there are .*release-takeover/,
    ],
    [
      'a release of nothing',
      { ...RELEASE, input: { ...RELEASE.input, requestId: undefined } },
      /either requestId or serviceRef/,
    ],
    [
      'an SBOM out of the workspace',
      {
        ...RELEASE,
        input: {
          ...RELEASE.input,
          requestId: 'request-1',
          sbom: undefined,
          sbomPath: '../x.json',
        },
      },
      /outside|not allowed|relative path/i,
    ],
  ])('refuse %s', async (_title, one, message) => {
    const { status, text } = await dryRun([one], { version: '1' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toMatch(message);
  });
});
