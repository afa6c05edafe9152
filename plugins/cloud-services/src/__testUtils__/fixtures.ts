import type {
  Binding,
  CloudServiceEntity,
  Environment,
  EnvironmentBlueprintEntity,
  Instance,
  Order,
  OrderOptions,
} from '@dualcloud/backstage-plugin-cloud-services-common';

const parties = {
  ownerRef: 'group:default/team-kfz-portal',
  systemRef: 'system:default/kfz-portal',
  customerRef: 'group:default/kraftfahrtamt',
  softwareProviderRef: 'group:default/softwerk-nord',
};

const allowed = { update: true, terminate: true, credentials: true };

export function anInstance(over: Partial<Instance> = {}): Instance {
  return {
    id: 'instance-1',
    name: 'kfz-test-database',
    componentName: 'database',
    dependsOn: [],
    entityRef: 'resource:default/kfz-test-database-00000001',
    environmentId: 'environment-1',
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    serviceTitle: 'PostgreSQL',
    tier: 'paas',
    planName: 'small',
    planTitle: 'Small',
    parameters: { databaseName: 'kfz', connectionLimit: 10 },
    version: '18',
    stage: 'test',
    state: 'ready',
    parties,
    brokerName: 'sandbox',
    createdAt: '2026-11-23T08:00:00.000Z',
    simulated: false,
    bindable: true,
    // As the backend has it: what is part of an environment changes with it.
    permissions: { update: false, terminate: false, credentials: true },
    ...over,
  };
}

export function anEnvironment(over: Partial<Environment> = {}): Environment {
  return {
    id: 'environment-1',
    name: 'kfz-test',
    entityRef: 'resource:default/kfz-test-00000001',
    blueprintRef: 'environmentblueprint:default/web-application',
    blueprintTitle: 'Web application',
    stage: 'test',
    state: 'ready',
    parties,
    createdAt: '2026-11-23T08:00:00.000Z',
    createdBy: 'user:default/jana.brandt',
    readyAt: '2026-11-23T08:00:09.000Z',
    readySeconds: 9,
    expiresAt: '2099-01-31T00:00:00.000Z',
    instances: [anInstance()],
    permissions: allowed,
    ...over,
  };
}

export function anOrder(over: Partial<Order> = {}): Order {
  return {
    id: 'order-1',
    type: 'create-environment',
    state: 'running',
    requestedBy: 'user:default/jana.brandt',
    requestedAt: new Date().toISOString(),
    environmentId: 'environment-1',
    targetName: 'kfz-test',
    stage: 'test',
    parties,
    progress: { done: 0, total: 2 },
    canRetry: false,
    steps: [
      {
        id: 'step-2',
        action: 'provision',
        state: 'waiting',
        instanceId: 'instance-2',
        componentName: 'application',
        serviceTitle: 'Application server',
        dependsOn: ['database'],
        attempts: 0,
        simulated: true,
      },
      {
        id: 'step-1',
        action: 'provision',
        state: 'running',
        instanceId: 'instance-1',
        componentName: 'database',
        serviceTitle: 'PostgreSQL',
        description: 'Creating the role',
        attempts: 1,
        startedAt: new Date().toISOString(),
      },
    ],
    ...over,
  };
}

export function aBinding(over: Partial<Binding> = {}): Binding {
  return {
    id: 'binding-1',
    instanceId: 'instance-1',
    purpose: 'integration tests',
    state: 'ready',
    createdAt: '2026-11-23T08:01:00.000Z',
    createdBy: 'user:default/jana.brandt',
    ...over,
  };
}

export function orderOptions(over: Partial<OrderOptions> = {}): OrderOptions {
  return {
    maxLifetimeDays: 180,
    owners: [{ ref: parties.ownerRef, title: 'Team Kfz-Portal' }],
    systems: [
      {
        systemRef: parties.systemRef,
        title: 'Kfz-Portal',
        stages: ['development', 'test'],
      },
    ],
    ...over,
  };
}

export function aService(
  name: string,
  spec: Partial<CloudServiceEntity['spec']> = {},
): CloudServiceEntity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name, namespace: 'default', title: name },
    spec: {
      lane: 'standard',
      tier: 'paas',
      lifecycle: 'production',
      version: '18',
      owner: 'group:default/platform-engineering',
      networkZones: ['development', 'test'],
      endpoints: [],
      dataLocation: 'Rechenzentrum Nord',
      protectionLevel: 'normal',
      stages: ['development', 'test'],
      ...spec,
    },
  };
}

export const postgresql = aService('sandbox-postgresql', {
  title: { en: 'PostgreSQL', de: 'PostgreSQL-Datenbank' },
  description: {
    en: 'A relational database',
    de: 'Eine relationale Datenbank',
  },
  plans: [
    {
      name: 'small',
      id: 'plan-small',
      title: { en: 'Small', de: 'Klein' },
      bullets: ['10 connections'],
      costs: [{ amount: { eur: 12.5 }, unit: 'MONTHLY' }],
      stages: ['development', 'test'],
      protectionLevel: 'normal',
      schemas: {
        create: {
          type: 'object',
          properties: {
            connectionLimit: {
              type: 'integer',
              minimum: 1,
              maximum: 10,
              'x-titles': { en: 'Connections', de: 'Verbindungen' },
            },
          },
        },
      },
    },
    {
      name: 'large',
      id: 'plan-large',
      title: { en: 'Large', de: 'Groß' },
      bullets: ['100 connections'],
      stages: ['development', 'test', 'production'],
      protectionLevel: 'high',
    },
  ],
});

export const individual = aService('kfz-register', {
  lane: 'individual',
  tier: 'saas',
  title: { en: 'Vehicle register', de: 'Fahrzeugregister' },
  customers: ['group:default/kraftfahrtamt'],
  softwareProvider: 'group:default/softwerk-nord',
  legalBasis: 'StVG § 31',
  requestContact: 'mailto:service@example.com',
  stages: ['production'],
});

export const blueprint: EnvironmentBlueprintEntity = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'EnvironmentBlueprint',
  metadata: { name: 'web-application', namespace: 'default' },
  spec: {
    owner: 'group:default/platform-engineering',
    lifecycle: 'production',
    version: '1',
    title: { en: 'Web application', de: 'Webanwendung' },
    stages: ['development', 'test'],
    protectionLevel: 'normal',
    components: [
      { name: 'database', service: 'sandbox-postgresql', plan: 'small' },
    ],
  },
};
