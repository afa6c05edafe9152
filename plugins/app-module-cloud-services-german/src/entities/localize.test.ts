import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { localizeCatalog } from './localizeCatalog';
import { localizeScaffolder } from './localizeScaffolder';

const TEMPLATE_REF = 'template:default/order-postgresql';

const catalog = catalogApiMock({
  entities: [
    {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: {
        name: 'order-postgresql',
        title: 'Database',
        description: 'A database',
        annotations: {
          'dualcloud.dev/title-de': 'Datenbank',
          'dualcloud.dev/description-de': 'Eine Datenbank',
        },
      },
    },
    {
      apiVersion: 'dualcloud.dev/v1alpha1',
      kind: 'CloudService',
      metadata: { name: 'network', title: 'Network' },
      spec: { title: { en: 'Network', de: 'Netz' } },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'team', title: 'Team' },
      spec: { title: 'not a localized text' },
    },
  ],
});

let language = 'de';
const localized = localizeCatalog(catalog, () => language);

beforeEach(() => {
  language = 'de';
});

it('gives entities their German titles, however they are asked for', async () => {
  const all = await localized.getEntities();
  expect(all.items.map(({ metadata }) => metadata.title)).toEqual([
    'Datenbank',
    'Netz',
    'Team',
  ]);
  const { items } = await localized.getEntitiesByRefs({
    entityRefs: [TEMPLATE_REF, 'cloudservice:default/unknown'],
    fields: ['metadata.title', 'metadata.description'],
  });
  expect(items[0]?.metadata).toMatchObject({
    title: 'Datenbank',
    description: 'Eine Datenbank',
  });
  expect(items[1]).toBeUndefined();
  for (const fields of [['metadata.title'], ['kind', 'metadata']]) {
    const page = await localized.queryEntities({ fields });
    expect(page.items.map(({ metadata }) => metadata.title)).toContain('Netz');
  }
});

it('follows the language, and leaves everything else to the catalog', async () => {
  language = 'en';
  const entity = await localized.getEntityByRef(TEMPLATE_REF);
  expect(entity?.metadata.title).toBe('Database');
  expect(await localized.getEntityByRef('group:default/none')).toBeUndefined();
  expect(
    (await localized.getEntityFacets({ facets: ['kind'] })).facets,
  ).toEqual(expect.objectContaining({ kind: expect.any(Array) }));
});

it('gives the form of a template German title, pages, fields and buttons', async () => {
  const scaffolder = {
    getTemplateParameterSchema: async () => ({
      title: 'Database',
      description: 'A database',
      presentation: { buttonLabels: { createButtonText: 'Order' } },
      steps: [
        {
          title: 'Use',
          schema: {
            'x-titles': { en: 'Use', de: 'Verwendung' },
            'x-button-labels': {
              createButtonText: { en: 'Order', de: 'Bestellen' },
            },
            properties: {
              stage: {
                title: 'Stage',
                'x-titles': { en: 'Stage', de: 'Stufe' },
              },
            },
          },
        },
        { title: 'Elsewhere', schema: {} },
      ],
    }),
  } as unknown as ScaffolderApi;
  const form = await localizeScaffolder(
    scaffolder,
    localized,
    () => language,
  ).getTemplateParameterSchema(TEMPLATE_REF);
  expect(form).toMatchObject({
    title: 'Datenbank',
    description: 'Eine Datenbank',
    presentation: { buttonLabels: { createButtonText: 'Bestellen' } },
  });
  expect(form.steps.map(({ title }) => title)).toEqual([
    'Verwendung',
    'Elsewhere',
  ]);
  expect(form.steps[0].schema.properties).toMatchObject({
    stage: { title: 'Stufe' },
  });
});
