import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** People of the example state, and the groups that their tokens name. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/jana.brandt': ['group:default/team-kfz-portal'],
  'user:default/tobias.lenz': ['group:default/team-kfz-portal'],
  'user:default/miriam.vogt': ['group:default/kraftfahrtamt'],
  'user:default/selin.aydin': ['group:default/platform-engineering'],
  'user:default/paul.richter': ['group:default/service-management'],
  'user:default/uwe.fremd': ['group:default/datenwerft'],
  'user:default/otto.niemand': [],
};

const PARENTS: Record<string, string> = {
  'team-kfz-portal': 'softwerk-nord',
  'platform-engineering': 'landes-it',
  'service-management': 'landes-it',
};

function group(name: string, type: string, parent?: string): Entity {
  const children = Object.entries(PARENTS)
    .filter(([, above]) => above === name)
    .map(([child]) => child);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type, children },
    relations: [
      ...(parent
        ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
        : []),
      ...children.map(child => ({
        type: 'parentOf',
        targetRef: `group:default/${child}`,
      })),
    ],
  };
}

function commission(
  name: string,
  spec: {
    customer: string;
    softwareProvider: string;
    system: string;
    validFrom?: string;
    validUntil?: string;
  },
): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'Commission',
    metadata: { name, namespace: 'default' },
    spec: {
      validFrom: '2020-01-01',
      ...spec,
      payer: spec.customer,
    } as JsonObject,
  };
}

function system(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, namespace: 'default', title: name },
    spec: { owner },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

export const DATABASE_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  properties: {
    storageGb: { type: 'integer', minimum: 1, maximum: 100 },
    adminPassword: { type: 'string', maxLength: 100 },
    note: { type: 'string', pattern: '^(a+)+$' },
    motto: { type: 'string', writeOnly: true },
  },
};

export function service(name: string, spec: JsonObject = {}): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name, namespace: 'default' },
    spec: {
      lane: 'standard',
      tier: 'paas',
      lifecycle: 'production',
      version: '16',
      title: { en: name },
      owner: 'group:default/landes-it',
      networkZones: ['dmz'],
      endpoints: [],
      dataLocation: 'Nordmark',
      protectionLevel: 'normal',
      stages: ['development', 'test', 'production'],
      backend: { broker: 'sandbox', serviceId: `${name}-id` },
      plans: [
        {
          name: 'small',
          id: `${name}-small`,
          stages: ['development', 'test'],
          protectionLevel: 'normal',
          planUpdateable: true,
          bindable: true,
          schemas: { create: DATABASE_SCHEMA, update: DATABASE_SCHEMA },
        },
        {
          name: 'large',
          id: `${name}-large`,
          stages: ['development', 'test', 'production'],
          protectionLevel: 'normal',
          bindable: true,
          schemas: { create: DATABASE_SCHEMA },
        },
      ],
      ...spec,
    },
  };
}

/** The catalog of the example state. */
export function nordmark(): Entity[] {
  return [
    group('softwerk-nord', 'software-provider'),
    group('team-kfz-portal', 'team', 'softwerk-nord'),
    group('datenwerft', 'software-provider'),
    group('kraftfahrtamt', 'agency'),
    group('umweltamt', 'agency'),
    group('landes-it', 'it-service-provider'),
    group('platform-engineering', 'team', 'landes-it'),
    group('service-management', 'team', 'landes-it'),
    system('kfz-portal', 'kraftfahrtamt'),
    system('gewaesser-monitor', 'umweltamt'),
    system('altes-verfahren', 'kraftfahrtamt'),
    commission('kfz', {
      customer: 'kraftfahrtamt',
      softwareProvider: 'softwerk-nord',
      system: 'kfz-portal',
    }),
    commission('gewaesser', {
      customer: 'umweltamt',
      softwareProvider: 'datenwerft',
      system: 'gewaesser-monitor',
    }),
    commission('alt', {
      customer: 'kraftfahrtamt',
      softwareProvider: 'softwerk-nord',
      system: 'altes-verfahren',
      validUntil: '2021-12-31',
    }),
    service('sandbox-postgresql'),
    service('old-database', {
      lifecycle: 'deprecated',
      validUntil: '2021-01-01',
      successor: 'cloudservice:default/sandbox-postgresql',
    }),
    service('fachverfahren', {
      lane: 'individual',
      backend: undefined as never,
      plans: [],
      requestContact: 'mailto:anfragen@landes-it.example',
    }),
    {
      apiVersion: 'dualcloud.dev/v1alpha1',
      kind: 'EnvironmentBlueprint',
      metadata: { name: 'web-application', namespace: 'default' },
      spec: {
        owner: 'group:default/landes-it',
        lifecycle: 'production',
        version: '1',
        title: { en: 'Web application' },
        stages: ['development', 'test'],
        protectionLevel: 'normal',
        components: [
          {
            name: 'application',
            service: 'sandbox-postgresql',
            plan: 'small',
            dependsOn: ['database'],
          },
          {
            name: 'database',
            service: 'sandbox-postgresql',
            plan: 'small',
            plans: ['large'],
            parameters: { storageGb: 5, note: 'aaa' },
            fixed: ['note'],
          },
        ],
      },
    },
    {
      apiVersion: 'dualcloud.dev/v1alpha1',
      kind: 'EnvironmentBlueprint',
      metadata: { name: 'circle', namespace: 'default' },
      spec: {
        owner: 'group:default/landes-it',
        lifecycle: 'production',
        version: '1',
        stages: ['test'],
        protectionLevel: 'normal',
        components: [
          {
            name: 'a',
            service: 'sandbox-postgresql',
            plan: 'small',
            dependsOn: ['b'],
          },
          {
            name: 'b',
            service: 'sandbox-postgresql',
            plan: 'small',
            dependsOn: ['a'],
          },
        ],
      },
    },
  ];
}
