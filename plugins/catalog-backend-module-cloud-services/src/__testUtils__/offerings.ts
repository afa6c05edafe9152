import type { JsonObject } from '@backstage/types';
import type {
  BrokerCatalog,
  LiveEnvironment,
  LiveInstance,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** A Service Offering as a broker sends it, with what a test changes. */
export function offering(name: string, changes: JsonObject = {}): JsonObject {
  return {
    id: `${name}-id`,
    name,
    description: `The ${name} service`,
    bindable: true,
    plan_updateable: true,
    tags: ['Database', name],
    metadata: {
      displayName: name,
      documentationUrl: 'https://docs.example/service',
      dualcloud: {
        tier: 'paas',
        version: '18',
        titles: { en: `Service ${name}`, de: `Dienst ${name}` },
        networkZones: ['internal'],
        endpoints: [
          { name: 'sql', protocol: 'postgresql', port: 5432, zone: 'internal' },
        ],
        stages: ['development', 'test'],
      },
    },
    plans: [
      {
        id: `${name}-small`,
        name: 'small',
        description: 'Small',
        free: false,
        metadata: {
          bullets: ['5 connections'],
          costs: [{ amount: { eur: 19 }, unit: 'MONTHLY' }],
          dualcloud: { titles: { en: 'Small', de: 'Klein' } },
        },
        schemas: {
          service_instance: {
            create: {
              parameters: {
                $schema: 'http://json-schema.org/draft-04/schema#',
                type: 'object',
                required: ['databaseName'],
                additionalProperties: false,
                definitions: { name: { type: 'string', pattern: '^[a-z]+$' } },
                properties: {
                  databaseName: {
                    $ref: '#/definitions/name',
                    title: 'Database name',
                    'x-titles': { en: 'Database name', de: 'Datenbankname' },
                  },
                },
              },
            },
          },
        },
      },
      { id: `${name}-large`, name: 'large', description: 'Large' },
    ],
    ...changes,
  };
}

export function brokerCatalog(
  brokerName: string,
  services: JsonObject[],
): BrokerCatalog {
  return {
    brokerName,
    owner: 'group:default/platform-engineering',
    defaults: { dataLocation: 'Rechenzentrum Nord', protectionLevel: 'normal' },
    services,
  };
}

export function liveEnvironment(id: string, name = id): LiveEnvironment {
  return {
    id,
    name,
    entityName: `${id}-entity`,
    stage: 'development',
    ownerRef: 'group:default/team-kfz-portal',
    systemRef: 'system:default/kfz-portal',
    blueprintRef: 'environmentblueprint:default/web-application',
  };
}

export function liveInstance(id: string): LiveInstance {
  return {
    id,
    name: id,
    entityName: `${id}-entity`,
    stage: 'development',
    ownerRef: 'group:default/team-kfz-portal',
    systemRef: 'system:default/kfz-portal',
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    planName: 'small',
    simulated: false,
    environmentEntityName: 'env-1-entity',
    dependsOnEntityNames: [],
  };
}
