import type { JSONSchema7 } from 'json-schema';
import type { JsonObject } from '@backstage/types';
import type { Entity } from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  checkShape,
  type CloudServiceEntity,
  type EnvironmentBlueprintEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { offering } from '../__testUtils__/offerings';
import { mapCatalog } from '../offerings';
import { blueprintTemplate, serviceTemplate } from '.';

function serviceNamed(
  name: string,
  spec: Partial<CloudServiceEntity['spec']> = {},
): CloudServiceEntity {
  const { entities } = mapCatalog([offering(name)], {
    brokerName: 'sandbox',
    namespace: 'default',
    location: 'cloud-services:sandbox',
    owner: 'group:default/platform-engineering',
    defaults: {},
  });
  return { ...entities[0], spec: { ...entities[0].spec, ...spec } };
}

const on = (today: string, language: 'en' | 'de' = 'en') => ({
  today,
  language,
});

function pages(template: Entity | undefined): JsonObject[] {
  return template?.spec?.parameters as JsonObject[];
}

const problems = (page: JsonObject, value: unknown) =>
  checkShape({ type: 'object', ...page } as JSONSchema7, value, 'form').map(
    ({ path }) => path,
  );

describe('serviceTemplate', () => {
  const postgresql = serviceNamed('postgresql');

  it('is a valid template that hands only opaque ids to the action', async () => {
    const template = serviceTemplate(postgresql, on('2026-11-23'));
    await expect(
      templateEntityV1beta3Validator.check(template as Entity),
    ).resolves.toBe(true);
    expect(template).toMatchObject({
      metadata: {
        name: 'order-sandbox-postgresql',
        title: 'Service postgresql',
        annotations: {
          'dualcloud.dev/orders': 'cloudservice:default/sandbox-postgresql',
        },
        labels: { 'dualcloud.dev/lane': 'standard' },
      },
      spec: {
        type: 'cloud-service',
        owner: 'group:default/platform-engineering',
        steps: [
          {
            id: 'order',
            action: 'cloud-services:instance:create',
            input: {
              serviceRef: 'cloudservice:default/sandbox-postgresql',
              configuration: '${{ parameters.configuration }}',
              expiresAt: '${{ parameters.expiresAt }}',
            },
          },
        ],
      },
    });
  });

  it('says whose plans they are, for their prices', () => {
    const [page] = pages(serviceTemplate(postgresql, on('2026-11-23')));
    const { configuration } = page.properties as Record<
      'configuration',
      { 'x-plans': Array<{ serviceRef: string }> }
    >;
    const plans = configuration['x-plans'];
    expect(plans).not.toHaveLength(0);
    for (const plan of plans) {
      expect(plan.serviceRef).toBe('cloudservice:default/sandbox-postgresql');
    }
  });

  it('accepts the parameters of the chosen plan, and no others', () => {
    const [page] = pages(serviceTemplate(postgresql, on('2026-11-23')));
    const check = (configuration: object) =>
      problems(page, { configuration }).length === 0;
    expect(
      check({ plan: 'small', parameters: { small: { databaseName: 'kfz' } } }),
    ).toBe(true);
    expect(check({ plan: 'large' })).toBe(true);
    expect(check({ plan: 'small' })).toBe(false);
    expect(check({ plan: 'huge' })).toBe(false);
    expect(check({})).toBe(false);
    expect(
      check({ plan: 'small', parameters: { small: { databaseName: 'A1' } } }),
    ).toBe(false);
    expect(
      check({
        plan: 'small',
        parameters: { small: { databaseName: 'a', other: 1 } },
      }),
    ).toBe(false);
  });

  it('offers the stages of the service only', () => {
    const [, page] = pages(
      serviceTemplate(
        serviceNamed('a', { stages: ['test'] }),
        on('2026-11-23'),
      ),
    );
    const value = { name: 'x', systemRef: 's', ownerRef: 'o' };
    expect(problems(page, { ...value, stage: 'test' })).toEqual([]);
    expect(problems(page, { ...value, stage: 'production' })).toEqual([
      'form.stage',
    ]);
    expect(problems(page, { stage: 'test' })).toEqual([
      'form.name',
      'form.systemRef',
      'form.ownerRef',
    ]);
  });

  it('is there from the first day to the last', () => {
    const bounded = serviceNamed('a', {
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
    });
    const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'];
    expect(
      days.map(day => serviceTemplate(bounded, on(day)) !== undefined),
    ).toEqual([false, true, true, false]);
    expect(
      serviceTemplate(
        serviceNamed('a', { lane: 'individual', plans: [] }),
        on('2026-11-23'),
      ),
    ).toBeUndefined();
  });

  it('leaves a large schema to the form field', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `parameter${index}`,
        { type: 'string', description: 'x'.repeat(100) },
      ]),
    );
    const large = serviceNamed('large', {
      plans: [
        {
          name: 'p',
          id: 'p',
          stages: ['test'],
          protectionLevel: 'normal',
          schemas: { create: { type: 'object', properties } },
        },
      ],
    });
    const template = serviceTemplate(large, on('2026-11-23'));
    expect(JSON.stringify(template).length).toBeLessThan(32 * 1024);
    expect(pages(template)[0].properties).toMatchObject({
      configuration: {
        'ui:field': 'CloudServicesRemoteSchema',
        'ui:options': { serviceRef: 'cloudservice:default/sandbox-large' },
        properties: { plan: { enum: ['p'] } },
      },
    });
  });

  it('shows what it will cost only where costs are known, and hands nothing of it on', async () => {
    const without = serviceTemplate(postgresql, on('2026-11-23'));
    const template = serviceTemplate(postgresql, {
      ...on('2026-11-23', 'de'),
      hasCosts: true,
    });
    await expect(
      templateEntityV1beta3Validator.check(template as Entity),
    ).resolves.toBe(true);
    expect(pages(without)[1].properties).not.toHaveProperty('quote');
    expect(pages(template)[1]).toMatchObject({
      required: expect.not.arrayContaining(['quote']),
      properties: {
        quote: {
          title: 'Voraussichtliche Kosten',
          'ui:field': 'CloudCostsQuote',
          'ui:options': {
            serviceRef: 'cloudservice:default/sandbox-postgresql',
          },
        },
      },
    });
    expect(template?.spec?.steps).toEqual(
      serviceTemplate(postgresql, on('2026-11-23', 'de'))?.spec?.steps,
    );
  });

  it('speaks the language that is configured', () => {
    expect(serviceTemplate(postgresql, on('2026-11-23', 'de'))).toMatchObject({
      metadata: { title: 'Dienst postgresql' },
      spec: {
        presentation: { buttonLabels: { createButtonText: 'Bestellen' } },
      },
    });
  });
});

describe('blueprintTemplate', () => {
  const blueprint: EnvironmentBlueprintEntity = {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'EnvironmentBlueprint',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      owner: 'platform-engineering',
      lifecycle: 'production',
      version: '1',
      stages: ['development'],
      protectionLevel: 'normal',
      components: [
        {
          name: 'database',
          service: 'sandbox-postgresql',
          plan: 'small',
          plans: ['small'],
          parameters: { databaseName: 'fixed' },
          fixed: ['databaseName'],
        },
        { name: 'queue', service: 'sandbox-mqtt', plan: 'large' },
      ],
    },
  };
  const services = new Map([
    ['cloudservice:default/sandbox-postgresql', serviceNamed('postgresql')],
    ['cloudservice:default/sandbox-mqtt', serviceNamed('mqtt')],
  ]);

  it('asks for each component, with what the blueprint proposes and fixes', async () => {
    const template = blueprintTemplate(blueprint, services, 'en');
    await expect(
      templateEntityV1beta3Validator.check(template as Entity),
    ).resolves.toBe(true);
    const [page] = pages(template);
    const check = (database: object, queue: object = { plan: 'large' }) =>
      problems(page, { components: { database, queue } }).length === 0;
    expect(
      check({
        plan: 'small',
        parameters: { small: { databaseName: 'fixed' } },
      }),
    ).toBe(true);
    expect(
      check({ plan: 'small', parameters: { small: { databaseName: 'mine' } } }),
    ).toBe(false);
    expect(check({ plan: 'large' })).toBe(false);
    expect(template?.spec?.steps).toMatchObject([
      {
        action: 'cloud-services:environment:create',
        input: {
          blueprintRef: 'environmentblueprint:default/web',
          components: '${{ parameters.components }}',
        },
      },
    ]);
  });

  it('says which services a quote is about', () => {
    const template = blueprintTemplate(blueprint, services, 'en', true);
    expect(pages(template)[1]).toMatchObject({
      properties: {
        quote: {
          'ui:options': {
            components: [
              {
                name: 'database',
                serviceRef: 'cloudservice:default/sandbox-postgresql',
              },
              {
                name: 'queue',
                serviceRef: 'cloudservice:default/sandbox-mqtt',
              },
            ],
          },
        },
      },
    });
  });

  it('waits for services that are not there yet', () => {
    expect(
      blueprintTemplate(blueprint, new Map([...services].slice(1)), 'en'),
    ).toBeUndefined();
  });
});
