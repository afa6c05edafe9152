import type { Entity } from '@backstage/catalog-model';
import type {
  ServiceCalendarSpec,
  ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';

/** People of the example state, and the groups that their tokens name. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/jana.brandt': ['group:default/team-kfz-portal'],
  'user:default/miriam.vogt': ['group:default/kraftfahrtamt'],
  'user:default/anna.wald': ['group:default/umweltamt'],
  'user:default/paul.richter': ['group:default/service-management'],
  'user:default/selin.aydin': ['group:default/service-management'],
  'user:default/uwe.fremd': ['group:default/datenwerft'],
  'user:default/otto.niemand': [],
};

function entity(
  kind: string,
  name: string,
  spec: object,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
    relations,
  };
}

function group(name: string, type: string, parent?: string): Entity {
  return entity(
    'Group',
    name,
    {
      type,
      children: [],
      profile: {
        displayName: `${name[0].toUpperCase()}${name.slice(1)} Nordmark`,
      },
    },
    parent ? [{ type: 'childOf', targetRef: `group:default/${parent}` }] : [],
  );
}

/** Monday to Friday, 7 to 18 o'clock, without the holidays of Schleswig-Holstein. */
export const OFFICE_HOURS: ServiceCalendarSpec = {
  timeZone: 'Europe/Berlin',
  owner: 'group:default/service-management',
  serviceHours: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '18:00' },
  ],
  holidays: { country: 'DE', state: 'SH' },
};

/** Kfz-Zulassung, general part. */
export const GENERAL: ServiceLevelAgreementSpec = {
  agreement: 'postgresql',
  version: '1',
  validFrom: '2025-01-01',
  owner: 'group:default/service-management',
  scope: { type: 'general', serviceRef: 'cloudservice:default/postgresql' },
  calendarRef: 'servicecalendar:default/office-hours',
  denominator: 'agreed',
  gaps: 'up',
  objectives: [
    { id: 'availability', type: 'availability', period: 'month', target: '99' },
  ],
};

/** Kfz-Zulassung, for the Kraftfahrtamt. */
export const SPECIAL: ServiceLevelAgreementSpec = {
  agreement: 'kfz-zulassung',
  version: '1',
  validFrom: '2025-01-01',
  owner: 'group:default/service-management',
  scope: {
    type: 'special',
    serviceRef: 'cloudservice:default/kfz-zulassung',
    customerRef: 'group:default/kraftfahrtamt',
    systemRef: 'system:default/kfz-portal',
    softwareProviderRef: 'group:default/softwerk-nord',
  },
  calendarRef: 'servicecalendar:default/office-hours',
  denominator: 'agreedMinusPlanned',
  gaps: 'up',
  maintenance: { notice: 'P3D', objectionUntil: 'P1D' },
  objectives: [
    {
      id: 'availability',
      type: 'availability',
      clause: '§ 4 (1)',
      period: 'month',
      target: '99.5',
    },
    { id: 'outages', type: 'outage-count', period: 'month', atMost: 2 },
    {
      id: 'response',
      type: 'response-time',
      period: 'month',
      incidentClass: 'operation-preventing',
      within: 'PT30M',
    },
  ],
  penalties: [
    {
      objective: 'availability',
      base: { amount: '8900', currency: 'EUR' },
      tiers: [
        { below: '99.5', reduction: '5' },
        { below: '98', reduction: '10' },
      ],
      cap: '10',
    },
  ],
};

/** A document of the catalog. */
export function agreementEntity(spec: ServiceLevelAgreementSpec): Entity {
  return entity(
    'ServiceLevelAgreement',
    `${spec.agreement}-${spec.version}`,
    spec,
  );
}

/** The catalog of the example state, as far as service levels depend on it. */
export function nordmark(): Entity[] {
  return [
    group('softwerk-nord', 'software-provider'),
    group('team-kfz-portal', 'team', 'softwerk-nord'),
    group('datenwerft', 'software-provider'),
    group('kraftfahrtamt', 'agency'),
    group('umweltamt', 'agency'),
    group('landes-it', 'it-service-provider'),
    group('service-management', 'team', 'landes-it'),
    entity('CloudService', 'postgresql', { lane: 'standard', tier: 'paas' }),
    entity(
      'CloudService',
      'kfz-zulassung',
      {
        lane: 'individual',
        tier: 'saas',
        customers: ['group:default/kraftfahrtamt'],
        softwareProvider: 'group:default/softwerk-nord',
        system: 'system:default/kfz-portal',
      },
      [{ type: 'dependsOn', targetRef: 'cloudservice:default/postgresql' }],
    ),
    entity('ServiceCalendar', 'office-hours', OFFICE_HOURS),
    agreementEntity(GENERAL),
    agreementEntity(SPECIAL),
  ];
}
