import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  entityEnvelopeSchemaValidator,
  entitySchemaValidator,
  type Entity,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { checkDualCloudEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import { offering } from '../__testUtils__/offerings';
import { serviceTemplate } from '../templates';
import { entityNames } from './entityNames';
import { mapCatalog } from './mapCatalog';
import type { OfferingSource } from './toCloudService';

const source: OfferingSource = {
  brokerName: 'sandbox',
  namespace: 'default',
  location: 'cloud-services:sandbox',
  owner: 'group:default/platform-engineering',
  defaults: { dataLocation: 'Rechenzentrum Nord' },
};

const templateOf = (entity: Parameters<typeof serviceTemplate>[0]) =>
  serviceTemplate(entity, { language: 'en', today: '2026-11-23' });

describe('entityNames', () => {
  const names = (...services: string[]) => [
    ...entityNames(
      'sandbox',
      services.map((name, index) => ({ id: `id-${index}`, name })),
    ).values(),
  ];

  it('is readable where it can be', () => {
    expect(names('postgresql', 'Microsoft SQL', 'Größenprüfung')).toEqual([
      'sandbox-postgresql',
      'sandbox-microsoft-sql',
      'sandbox-grossenprufung',
    ]);
  });

  it('keeps names apart by the service id, and leaves alone the one that needs no change', () => {
    expect(names('mqtt-broker', 'MQTT Broker', 'mqtt.broker')).toEqual([
      'sandbox-mqtt-broker',
      expect.stringMatching(/^sandbox-mqtt-broker-[0-9a-f]{8}$/),
      expect.stringMatching(/^sandbox-mqtt-broker-[0-9a-f]{8}$/),
    ]);
    expect(names('日本', '***')).toEqual([
      expect.stringMatching(/^sandbox-[0-9a-f]{8}$/),
      expect.stringMatching(/^sandbox-[0-9a-f]{8}$/),
    ]);
  });

  it('is an entity name of its own for each, in any order, and short enough for a template', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 80 }),
        fc.uniqueArray(
          fc.record({ id: fc.uuid(), name: fc.string({ maxLength: 300 }) }),
          { selector: ({ id }) => id },
        ),
        (broker, services) => {
          const result = entityNames(broker, services);
          expect(new Set(result.values()).size).toBeGreaterThanOrEqual(
            new Set(services.map(({ name }) => name)).size === services.length
              ? services.length
              : 1,
          );
          for (const name of result.values()) {
            expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
            expect(`order-${name}`.length).toBeLessThanOrEqual(63);
          }
          expect(entityNames(broker, [...services].reverse())).toEqual(result);
        },
      ),
    );
  });
});

describe('mapCatalog', () => {
  it('maps a service with everything that it states', () => {
    const { entities, rejected } = mapCatalog([offering('postgresql')], source);
    expect(rejected).toEqual([]);
    expect(entities).toMatchObject([
      {
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'CloudService',
        metadata: {
          name: 'sandbox-postgresql',
          title: 'Service postgresql',
          tags: ['database', 'postgresql'],
          links: [{ url: 'https://docs.example/service' }],
          annotations: {
            'dualcloud.dev/broker': 'sandbox',
            'dualcloud.dev/osb-service-id': 'postgresql-id',
          },
        },
        spec: {
          lane: 'standard',
          tier: 'paas',
          version: '18',
          title: { en: 'Service postgresql', de: 'Dienst postgresql' },
          dataLocation: 'Rechenzentrum Nord',
          backend: { broker: 'sandbox', serviceId: 'postgresql-id' },
          plans: [
            {
              name: 'small',
              title: { en: 'Small', de: 'Klein' },
              costs: [{ amount: { eur: 19 }, unit: 'MONTHLY' }],
              stages: ['development', 'test'],
              schemas: {
                create: {
                  type: 'object',
                  required: ['databaseName'],
                  additionalProperties: false,
                  properties: {
                    databaseName: { type: 'string', pattern: '^[a-z]+$' },
                  },
                },
              },
            },
            { name: 'large' },
          ],
        },
      },
    ]);
  });

  it('finds the successor among the services of the broker', () => {
    const { entities } = mapCatalog(
      [
        offering('new'),
        offering('old', {
          metadata: {
            dualcloud: { lifecycle: 'deprecated', successor: 'new' },
          },
        }),
      ],
      source,
    );
    expect(entities[1].spec.successor).toBe('cloudservice:default/sandbox-new');
  });

  it('says what is missing in the configuration', () => {
    const { rejected } = mapCatalog([offering('a')], {
      ...source,
      owner: undefined,
    });
    expect(rejected[0].message).toContain(
      'set cloudServices.brokers.sandbox.owner',
    );
  });

  it('rejects what is wrong, and only that', () => {
    const { entities, rejected } = mapCatalog(
      [
        offering('good'),
        offering('tier', { metadata: { dualcloud: { tier: 'xaas' } } }),
        offering('schema', {
          plans: [
            {
              id: 'p',
              name: 'p',
              description: 'p',
              schemas: {
                service_instance: {
                  create: {
                    parameters: { $ref: 'https://evil.example/schema' },
                  },
                },
              },
            },
          ],
        }),
        offering('good', { name: 'twin' }),
        { id: 7, name: null },
        'nonsense',
      ],
      source,
    );
    expect(entities.map(({ metadata }) => metadata.name)).toEqual([
      'sandbox-good',
    ]);
    expect(rejected.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      expect.stringContaining('twin: has the id of another service'),
      expect.stringContaining('service 5: has no id or no name'),
      expect.stringContaining('service 6: has no id or no name'),
      expect.stringContaining(
        'tier: metadata.dualcloud.tier: must be one of iaas, paas, saas',
      ),
      expect.stringContaining('points outside the schema'),
    ]);
  });

  it('makes of any hostile service an entity and a template that are valid and harmless, or none', async () => {
    const nasty = fc.oneof(
      fc.constantFrom<JsonValue>(
        '${{ secrets.TOKEN }}',
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '{% include "x" %}',
        '[x](javascript:alert(1))',
        ['javascript', 'alert(1)'].join(':'),
        'https://user:pw@evil.example',
        '\u202egnp.exe',
        '\u0000',
        'x'.repeat(100_000),
        '__proto__',
        null,
        -1,
        [],
        true,
      ),
      fc.constant<JsonValue>({ $text: 'https://internal.example/secret' }),
      fc.constant<JsonValue>({ 'ui:field': 'RepoUrlPicker' }),
      fc.constant<JsonValue>(JSON.parse('{"__proto__":{"polluted":true}}')),
      fc.string({ unit: 'binary' }),
    );
    const paths = [
      ['name'],
      ['description'],
      ['tags', '0'],
      ['metadata', 'displayName'],
      ['metadata', 'longDescription'],
      ['metadata', 'documentationUrl'],
      ['metadata', 'dualcloud', 'titles', 'en'],
      ['metadata', 'dualcloud', 'version'],
      ['metadata', 'dualcloud', 'networkZones', '0'],
      ['metadata', 'dualcloud', 'endpoints', '0', 'name'],
      ['metadata', 'dualcloud', 'successor'],
      ['plans', '0', 'name'],
      ['plans', '0', 'description'],
      ['plans', '0', 'metadata', 'bullets', '0'],
      ['plans', '0', 'metadata', 'costs', '0', 'unit'],
      ['plans', '0', 'metadata', 'dualcloud', 'titles', 'de'],
      ...[
        'title',
        'description',
        'default',
        'enum',
        'const',
        'ui:field',
        '$text',
        'x-titles',
      ].map(key => [
        'plans',
        '0',
        'schemas',
        'service_instance',
        'create',
        'parameters',
        'properties',
        'databaseName',
        key,
      ]),
      [
        'plans',
        '0',
        'schemas',
        'service_instance',
        'create',
        'parameters',
        'properties',
        '$text',
      ],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...paths), nasty), {
          minLength: 1,
          maxLength: 3,
        }),
        async changes => {
          const hostile = JSON.parse(JSON.stringify(offering('service')));
          for (const [path, value] of changes) {
            let place: JsonObject = hostile;
            for (const key of path.slice(0, -1)) {
              const next = place[key];
              if (typeof next !== 'object' || next === null) return;
              place = next as JsonObject;
            }
            place[path[path.length - 1]] = value;
          }
          const { entities, rejected } = mapCatalog([hostile], source);
          expect(entities.length + rejected.length).toBe(1);
          for (const entity of entities) {
            expect(checkDualCloudEntity(entity)).toEqual([]);
            entitySchemaValidator()(entity);
            const template = templateOf(entity) as Entity;
            entityEnvelopeSchemaValidator()(template);
            await templateEntityV1beta3Validator.check(template);
            const { steps, output, ...rest } = template.spec as JsonObject;
            expect(JSON.stringify([steps, output])).not.toMatch(
              /secrets\.|evil\.|\{%/,
            );
            // A default is a value in an input, not a text that is shown as HTML.
            const text = JSON.stringify(
              [entity, template.metadata, rest],
              (key, value) => (key === 'default' ? undefined : value),
            );
            expect(text).not.toMatch(
              /\$\{|\{%|<script|<img|\$text|RepoUrlPicker|polluted|"url":"javascript:|\u202e|"url":"https:\/\/user/,
            );
            expect(text.length).toBeLessThan(100_000);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
