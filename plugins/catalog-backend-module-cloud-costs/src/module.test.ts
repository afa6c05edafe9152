import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import { catalogModuleCloudCosts } from './module';
import { createPriceListProcessor } from './createPriceListProcessor';

jest.setTimeout(60_000);

const examples = resolve(__dirname, '../../../examples/price-lists');

const folders: string[] = [];
afterAll(() =>
  Promise.all(folders.map(folder => rm(folder, { recursive: true }))),
);

async function until<T>(check: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const found = await check();
    if (found) return found;
    await new Promise(wake => {
      setTimeout(wake, 200);
    });
  }
  throw new Error('it did not come to pass');
}

const service = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'service-management' },
  spec: { type: 'team', children: [] },
};

function document(name: string, second: string) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'PriceList',
    metadata: { name },
    spec: {
      list: name,
      version: '1',
      validFrom: '2026-01-01',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/service-management',
      services: [
        {
          serviceRef: 'cloudservice:default/database',
          plans: [
            {
              plan: 'small',
              components: [
                {
                  id: 'storage',
                  type: 'usage',
                  meter: 'storage',
                  unit: 'GiB-h',
                  model: 'graduated',
                  tiers: [
                    { from: '0', to: '10', price: '2' },
                    { from: second, price: '1' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  };
}

const gap = () => document('gap', '11');

it('takes the examples in and relates them, without what has a gap', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'price-lists-'));
  folders.push(folder);
  await cp(examples, folder, { recursive: true });
  const text = `${stringify(service)}---\n${stringify(gap())}`;
  await writeFile(join(folder, 'gap.yaml'), text);
  await writeFile(
    join(folder, 'plain.yaml'),
    stringify(document('plain', '10')),
  );
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleCloudCosts,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          catalog: {
            processingInterval: { seconds: 1 },
            rules: [{ allow: ['PriceList', 'Group', 'Location'] }],
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
  const lists = await until<Entity[]>(async () => {
    const found: Entity[] = await read('entities?filter=kind=pricelist');
    return found.length === 9 ? found : undefined;
  });
  expect(lists.map(one => one.metadata.name)).not.toContain('gap');

  const standard = await until<Entity>(async () => {
    const found: Entity = await read(
      'entities/by-name/pricelist/default/standard-2026-07',
    );
    return found.relations?.length ? found : undefined;
  });
  expect(standard.relations).toContainEqual({
    type: 'prices',
    targetRef: 'cloudservice:default/sandbox-postgresql',
  });
  const group = await until<Entity>(async () => {
    const found: Entity = await read(
      'entities/by-name/group/default/service-management',
    );
    return found.relations?.length ? found : undefined;
  });
  // What is agreed with somebody is owned by it too, and it does not say so.
  expect(group.relations?.map(one => one.targetRef).sort()).toEqual([
    'pricelist:default/plain',
  ]);
});

it.each(['file', 'url'])(
  'refuses a gap with field, rule and line, read from a %s',
  async type => {
    const folder = await mkdtemp(join(tmpdir(), 'price-lists-'));
    folders.push(folder);
    const text = `${stringify(service)}---\n${stringify(gap())}`;
    const file = join(folder, 'gap.yaml');
    await writeFile(file, text);
    const line = text.split('\n').findIndex(one => /from: "11"/.test(one)) + 1;
    const reader = mockServices.urlReader.mock({
      readUrl: async () => ({ buffer: async () => Buffer.from(text) }),
    });
    const processor = createPriceListProcessor(reader);
    const refusal = (target: string) =>
      processor.preProcessEntity(gap(), { type, target });
    const problem =
      'spec.services[0].plans[0].components[0].tiers[1].from: begins at "11", but the tier before ends at "10"; write from: "10" (rule tiers-without-gap)';
    await expect(
      refusal(type === 'file' ? file : 'https://git.example/gap.yaml'),
    ).rejects.toThrow(
      `pricelist:default/gap is refused: line ${line}: ${problem}`,
    );
    // Without the text there is no line, and still all the rest.
    reader.readUrl.mockRejectedValue(new Error('gone'));
    await expect(refusal(join(folder, 'none'))).rejects.toThrow(
      `pricelist:default/gap is refused: ${problem}`,
    );
  },
);
