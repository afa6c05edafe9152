import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { stringify } from 'yaml';
import catalogModule from '.';
import { createProcessors } from './createProcessors';

jest.setTimeout(60_000);

const examples = resolve(__dirname, '../../../examples');

const folders: string[] = [];
afterAll(() =>
  Promise.all(folders.map(folder => rm(folder, { recursive: true }))),
);

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'service-levels-'));
  folders.push(folder);
  return folder;
}

async function until<T>(check: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await check();
    if (found) return found;
    await new Promise(wake => {
      setTimeout(wake, 200);
    });
  }
  throw new Error('it did not come to pass');
}

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'service-management' },
  spec: { type: 'team', children: [] },
};

function agreement(target: string) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'ServiceLevelAgreement',
    metadata: { name: 'too-good' },
    spec: {
      agreement: 'too-good',
      version: '1',
      validFrom: '2026-01-01',
      owner: 'group:default/service-management',
      scope: { type: 'environments', stages: ['test'] },
      calendarRef: 'servicecalendar:default/office-hours',
      denominator: 'agreed',
      gaps: 'up',
      objectives: [
        { id: 'uptime', type: 'availability', period: 'month', target },
      ],
    },
  };
}

const text = `${stringify(group)}---\n${stringify(agreement('101'))}`;

it('takes the examples in and relates them, without what is above 100 %', async () => {
  const folder = await newFolder();
  await cp(join(examples, 'agreements'), folder, { recursive: true });
  await cp(join(examples, 'calendars'), folder, { recursive: true });
  await writeFile(join(folder, 'too-good.yaml'), text);
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModule,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          catalog: {
            processingInterval: { seconds: 1 },
            rules: [
              {
                allow: [
                  'ServiceLevelAgreement',
                  'ServiceCalendar',
                  'Group',
                  'Location',
                ],
              },
            ],
            locations: [{ type: 'file', target: join(folder, '*.yaml') }],
          },
        },
      }),
    ],
  });
  const read = async (path: string) => {
    const response = await fetch(
      `http://localhost:${server.port()}/api/catalog/${path}`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    return response.json();
  };
  const related = (ref: string) =>
    until<Entity>(async () => {
      const found: Entity = await read(`entities/by-name/${ref}`);
      return found.relations?.length ? found : undefined;
    });

  const general = await related(
    'servicelevelagreement/default/sandbox-postgresql-2026-07',
  );
  expect(general.relations).toEqual(
    expect.arrayContaining([
      {
        type: 'guarantees',
        targetRef: 'cloudservice:default/sandbox-postgresql',
      },
      { type: 'ownedBy', targetRef: 'group:default/service-management' },
      {
        type: 'runsOn',
        targetRef: 'servicecalendar:default/around-the-clock',
      },
    ]),
  );
  await related('servicelevelagreement/default/kfz-zulassung-kraftfahrtamt-2');

  const owner = await related('group/default/service-management');
  const owned = owner.relations?.map(one => one.targetRef);
  expect(owned).toContain(
    'servicelevelagreement:default/sandbox-postgresql-2026-07',
  );
  // What is agreed with somebody is owned by it too, and it does not say so.
  expect(owned).not.toContain(
    'servicelevelagreement:default/kfz-zulassung-kraftfahrtamt-2',
  );
  const calendar = await related('servicecalendar/default/around-the-clock');
  expect(calendar.relations?.map(one => one.type)).toContain('calendarOf');

  const all: Entity[] = await read(
    'entities?filter=kind=servicelevelagreement',
  );
  expect(all.map(one => one.metadata.name)).not.toContain('too-good');
});

it.each(['file', 'url'])(
  'refuses more than everything with field, rule and line, read from a %s',
  async type => {
    const file = join(await newFolder(), 'too-good.yaml');
    await writeFile(file, text);
    const line = text.split('\n').findIndex(one => /target:/.test(one)) + 1;
    const reader = mockServices.urlReader.mock({
      readUrl: async () => ({ buffer: async () => Buffer.from(text) }),
    });
    const [processor] = createProcessors(reader);
    await expect(
      processor.preProcessEntity?.(
        agreement('101'),
        { type, target: type === 'file' ? file : 'https://git.example/x.yaml' },
        () => {},
        { type, target: file },
        {} as never,
      ),
    ).rejects.toThrow(
      `servicelevelagreement:default/too-good is refused: line ${line}: spec.objectives[0].target: is 101 % and must be at most 100 % (rule at-most-100)`,
    );
  },
);
