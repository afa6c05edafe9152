import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** People, and the groups that their tokens name. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/jana.brandt': ['group:default/team-kfz-portal'],
  'user:default/miriam.vogt': ['group:default/kraftfahrtamt'],
  'user:default/paul.richter': ['group:default/landes-it'],
  'user:default/selin.aydin': ['group:default/landes-it'],
};

const OURS = 'dualcloud.dev/v1alpha1';

function entity(
  kind: string,
  name: string,
  spec: JsonObject,
  relations: Entity['relations'] = [],
): Entity {
  const apiVersion = ['Group', 'System'].includes(kind)
    ? 'backstage.io/v1alpha1'
    : OURS;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'default' },
    spec,
    relations,
  };
}

function group(name: string, type: string, parent?: string): Entity {
  return entity(
    'Group',
    name,
    { type, children: [] },
    parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : undefined,
  );
}

const PLANS = [
  { name: 'small', price: '10' },
  { name: 'large', price: '30' },
];

/** An agency with a system, its software provider, and one service with prices. */
export const nordmark: Entity[] = [
  group('softwerk-nord', 'software-provider'),
  group('team-kfz-portal', 'team', 'softwerk-nord'),
  group('kraftfahrtamt', 'agency'),
  group('landes-it', 'it-service-provider'),
  entity('System', 'kfz-portal', { owner: 'kraftfahrtamt' }, [
    { type: 'ownedBy', targetRef: 'group:default/kraftfahrtamt' },
  ]),
  entity('Commission', 'kfz', {
    customer: 'kraftfahrtamt',
    payer: 'kraftfahrtamt',
    softwareProvider: 'softwerk-nord',
    system: 'kfz-portal',
    validFrom: '2020-01-01',
  }),
  entity('CloudService', 'postgresql', {
    lane: 'standard',
    tier: 'paas',
    lifecycle: 'production',
    version: '18',
    title: { en: 'PostgreSQL' },
    owner: 'group:default/landes-it',
    protectionLevel: 'normal',
    stages: ['development', 'test', 'production'],
    backend: { broker: 'instant', serviceId: 'postgresql' },
    plans: PLANS.map(({ name }) => ({
      name,
      id: name,
      stages: ['development', 'test', 'production'],
      protectionLevel: 'normal',
      planUpdateable: true,
      schemas: { create: { type: 'object' } },
    })),
  }),
  entity('PriceList', 'standard-1', {
    list: 'standard',
    version: '1',
    validFrom: '2020-01-01',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    owner: 'group:default/landes-it',
    services: [
      {
        serviceRef: 'cloudservice:default/postgresql',
        plans: PLANS.map(({ name, price }) => ({
          plan: name,
          components: [
            {
              id: 'base',
              type: 'recurring',
              period: 'month',
              proration: 'full',
              price,
            },
          ],
        })),
      },
    ],
  }),
];

/** An application of the agency's own, with an agreement that has a penalty. */
export const AGREED: Entity[] = [
  entity('CloudService', 'kfz-zulassung', {
    lane: 'individual',
    tier: 'saas',
    customers: ['group:default/kraftfahrtamt'],
    softwareProvider: 'group:default/softwerk-nord',
    system: 'system:default/kfz-portal',
  }),
  entity('ServiceCalendar', 'office-hours', {
    timeZone: 'Europe/Berlin',
    owner: 'group:default/landes-it',
    serviceHours: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '18:00' },
    ],
  }),
  entity('ServiceLevelAgreement', 'kfz-zulassung-1', {
    agreement: 'kfz-zulassung',
    version: '1',
    validFrom: '2025-01-01',
    owner: 'group:default/landes-it',
    scope: {
      type: 'special',
      serviceRef: 'cloudservice:default/kfz-zulassung',
      customerRef: 'group:default/kraftfahrtamt',
      systemRef: 'system:default/kfz-portal',
      softwareProviderRef: 'group:default/softwerk-nord',
    },
    calendarRef: 'servicecalendar:default/office-hours',
    denominator: 'agreed',
    gaps: 'up',
    objectives: [
      {
        id: 'availability',
        type: 'availability',
        period: 'month',
        target: '99.5',
      },
    ],
    penalties: [
      {
        objective: 'availability',
        base: { amount: '8900', currency: 'EUR' },
        tiers: [{ below: '99.5', reduction: '5' }],
      },
    ],
  }),
];

/** An environment with a database in it, and an agreement by which it is logged in to. */
export const MEASURED: Entity[] = [
  entity('EnvironmentBlueprint', 'database-only', {
    owner: 'group:default/landes-it',
    lifecycle: 'production',
    version: '1',
    title: { en: 'Database only' },
    stages: ['test'],
    protectionLevel: 'normal',
    components: [{ name: 'database', service: 'postgresql', plan: 'small' }],
  }),
  entity('ServiceLevelAgreement', 'environments-1', {
    agreement: 'environments',
    version: '1',
    validFrom: '2025-01-01',
    owner: 'group:default/landes-it',
    scope: { type: 'environments', stages: ['test'] },
    calendarRef: 'servicecalendar:default/office-hours',
    denominator: 'agreed',
    gaps: 'up',
    objectives: [
      {
        id: 'availability',
        type: 'availability',
        period: 'month',
        target: '95',
      },
    ],
    measurement: [{ id: 'login', type: 'postgresql', instance: 'database' }],
  }),
];
