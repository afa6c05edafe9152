import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { ServiceLevelAgreementSpec } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { stringify } from 'yaml';
import { GENERAL, SPECIAL } from '../__testUtils__/nordmark';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const API = 'dualcloud.dev/v1alpha1';

function agreement(name: string, part: Partial<ServiceLevelAgreementSpec>) {
  return {
    apiVersion: API,
    kind: 'ServiceLevelAgreement',
    metadata: { name },
    spec: { ...GENERAL, ...part },
  };
}

/** Each is sound by itself; other documents, or the server, have something against it. */
const documents = [
  agreement('postgresql-2', { version: '2' }),
  agreement('lost', {
    agreement: 'lost',
    scope: { type: 'general', serviceRef: 'cloudservice:default/lost' },
    calendarRef: 'servicecalendar:default/nowhere',
  }),
  {
    apiVersion: API,
    kind: 'ServiceCalendar',
    metadata: { name: 'atlantis' },
    spec: {
      timeZone: 'Europe/Berlin',
      owner: 'group:default/service-management',
      serviceHours: [{ days: ['mon'], from: '07:00', to: '18:00' }],
      holidays: { country: 'DE', state: 'XX' },
    },
  },
];
const text = documents.map(one => stringify(one)).join('---\n');
/** Line of the nth that matches, from 1. */
const lineOf = (pattern: RegExp, nth = 0) =>
  text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [index + 1] : []))[nth];

const EXPECTED = [
  ['validity-without-overlap', lineOf(/validFrom:/)],
  ['calendar-known', lineOf(/calendarRef: .*nowhere/)],
  ['holidays-known', lineOf(/state: XX/)],
];

describe.each(databases.eachSupportedId())('documents on %p', databaseId => {
  let folder: string;
  let portal: TestPortal;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agreements-'));
    const file = join(folder, 'documents.yaml');
    await writeFile(file, text);
    portal = await startPortal({
      databases,
      databaseId,
      entities: documents.map(
        (one): Entity => ({
          ...one,
          metadata: {
            ...one.metadata,
            namespace: 'default',
            annotations: { 'backstage.io/managed-by-location': `file:${file}` },
          },
          spec: one.spec as Entity['spec'],
        }),
      ),
    });
  });

  afterAll(async () => {
    await portal.stop();
    await rm(folder, { recursive: true });
  });

  it('that contradict others are refused with reason and line', async () => {
    const { body } = await portal
      .as('paul.richter')
      .get('/agreement-problems')
      .expect(200);
    const found = body.items.flatMap(
      (one: { problems: Array<{ rule: string; line: number }> }) =>
        one.problems.map(({ rule, line }) => [rule, line]),
    );
    expect(found).toHaveLength(EXPECTED.length);
    expect(found).toEqual(expect.arrayContaining(EXPECTED));
  });

  it('tell the same before they are merged', async () => {
    const { body } = await portal
      .as('paul.richter')
      .post('/agreements/check', { text })
      .expect(200);
    expect(body.ok).toBe(false);
    expect(
      body.problems.map(({ rule, line }: { rule: string; line: number }) => [
        rule,
        line,
      ]),
    ).toEqual(EXPECTED);
  });

  it('are held only against what one may see', async () => {
    const draft = stringify(
      agreement('rival', { ...SPECIAL, agreement: 'rival' }),
    );
    const rulesFor = async (person: string) => {
      const { body } = await portal
        .as(person)
        .post('/agreements/check', { text: draft })
        .expect(200);
      return body.problems.map(({ rule }: { rule: string }) => rule);
    };
    expect(await rulesFor('paul.richter')).toEqual([
      'validity-without-overlap',
    ]);
    expect(await rulesFor('miriam.vogt')).toEqual(['validity-without-overlap']);
    expect(await rulesFor('uwe.fremd')).toEqual([]);
  });

  it('in force cannot be changed by a draft', async () => {
    const draft = stringify(agreement('postgresql-1', { gaps: 'down' }));
    const { body } = await portal
      .as('paul.richter')
      .post('/agreements/check', { text: draft })
      .expect(200);
    const line = draft.split('\n').findIndex(one => /version: "1"/.test(one));
    expect(body.problems).toEqual([
      expect.objectContaining({ rule: 'in-force', line: line + 1 }),
    ]);
  });
});
