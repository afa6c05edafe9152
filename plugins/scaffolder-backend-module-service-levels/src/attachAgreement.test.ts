import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import scaffolderModuleServiceLevels from '.';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const OWNER = 'group:default/service-management';
const SERVICE = 'cloudservice:default/parkausweis';

const availability = (target: string) => ({
  id: 'availability',
  type: 'availability',
  period: 'month',
  target,
});

const TERMS = {
  agreement: 'parkausweis',
  validFrom: '2027-01-01',
  owner: OWNER,
  scope: { type: 'general', serviceRef: SERVICE },
  calendarRef: 'servicecalendar:default/office-hours',
  denominator: 'agreed',
  gaps: 'up',
  objectives: [availability('99')],
  responsibilities: [{ part: 'application', answers: 'software-provider' }],
};

function entity(kind: string, name: string, spec: object): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
  };
}

const template = (input: object) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'new-service' },
  spec: {
    owner: OWNER,
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'agreement',
        name: 'Attach the agreement',
        action: 'service-levels:attach-agreement',
        input,
      },
    ],
    output: {
      text: [
        {
          title: 'Agreement',
          content:
            '${{ steps.agreement.output.agreementId }} ${{ steps.agreement.output.entityRef }} ${{ steps.agreement.output.paths | dump }}',
        },
      ],
    },
  },
});

describe('service-levels:attach-agreement in the real scaffolder', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({
      pluginId: 'service-levels',
      knex: await databases.init('SQLITE_3'),
      others: { scaffolder: await databases.init('SQLITE_3') },
      people: { 'user:default/jana.brandt': ['group:default/softwerk-nord'] },
      catalog: catalogServiceMock({
        entities: [
          entity('ServiceCalendar', 'office-hours', {
            timeZone: 'Europe/Berlin',
            owner: OWNER,
            serviceHours: [{ days: ['mon'], from: '07:00', to: '18:00' }],
          }),
          entity('ServiceLevelAgreement', 'known-1', {
            ...TERMS,
            agreement: 'known',
            version: '1',
            scope: {
              type: 'general',
              serviceRef: 'cloudservice:default/known',
            },
          }),
          entity('CloudService', 'known', { lane: 'standard' }),
        ],
      }),
      config: { serviceLevels: { workers: { enabled: false } } },
      features: [
        serviceLevelsPlugin,
        scaffolderPlugin,
        scaffolderModuleServiceLevels,
      ],
    });
    await portal.runTask('service-levels-documents');
  });
  afterAll(() => portal.stop());

  const dryRun = (input: object, files: Record<string, string> = {}) =>
    portal.as('jana.brandt', 'scaffolder').post('/v2/dry-run', {
      template: template(input),
      values: {},
      directoryContents: Object.entries(files).map(([path, text]) => ({
        path,
        base64Content: Buffer.from(text).toString('base64'),
      })),
    });

  async function refusal(input: object): Promise<string> {
    const { status, body, text } = await dryRun(input);
    expect(status).toBeGreaterThanOrEqual(400);
    return body.error?.message ?? text;
  }

  it('writes the document and leads the catalog to it', async () => {
    const { status, body } = await dryRun(TERMS);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const written = new Map<string, string>(
      body.directoryContents.map(
        (one: { path: string; base64Content: string }) => [
          one.path,
          Buffer.from(one.base64Content, 'base64').toString(),
        ],
      ),
    );
    const path = 'agreements/parkausweis-1.yaml';
    expect(written.get(path)).toContain("validFrom: '2027-01-01'");
    expect(written.get('catalog-info.yaml')).toContain(`- ./${path}`);
    expect(body.output.text[0].content).toBe(
      `parkausweis/1 servicelevelagreement:default/parkausweis-1 ["${path}","catalog-info.yaml"]`,
    );
    // What was written is what the backend takes.
    const check = await portal
      .as('jana.brandt')
      .post('/agreements/check', { text: written.get(path) });
    expect(check.body).toMatchObject({ ok: true });
  });

  it.each([
    ['calendar-known', { calendarRef: 'servicecalendar:default/nowhere' }],
    ['spec.objectives', { objectives: [availability('100.5')] }],
    [
      'validity-without-overlap',
      {
        agreement: 'known',
        version: '2',
        scope: { type: 'general', serviceRef: 'cloudservice:default/known' },
      },
    ],
    [
      'spec.penalties',
      {
        penalties: [
          {
            objective: 'availability',
            base: { amount: '100', currency: 'EUR' },
            tiers: [
              { below: '98', reduction: '20' },
              { below: '99', reduction: '5' },
            ],
          },
        ],
      },
    ],
  ])('refuses with field, line and rule: %s', async (named, change) => {
    const message = await refusal({ ...TERMS, ...change });
    expect(message).toContain(named);
    expect(message).toMatch(/line \d+: spec\.\S+: .* \(rule [a-z0-9-]+\)/);
  });

  it('does not leave the workspace', async () => {
    expect(await refusal({ ...TERMS, path: '../outside.yaml' })).toMatch(
      /not allowed|outside|relative path/i,
    );
  });
});
