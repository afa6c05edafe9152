import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { Router } from 'express';

/** Something does not work, in an individual service of the Kraftfahrtamt. */
export function incident(change: object = {}) {
  return {
    kind: 'incident',
    title: 'Nobody can log in',
    description: 'The login page answers 500.',
    serviceRef: 'cloudservice:default/kfz-zulassung',
    incidentClass: 'operation-preventing',
    ...change,
  };
}

/** Something does not work, in a database that several agencies use. */
export function databaseIncident(change: object = {}) {
  return incident({
    title: 'Queries are slow',
    serviceRef: 'cloudservice:default/postgresql',
    incidentClass: 'operation-impeding',
    ...change,
  });
}

const document = (kind: string, name: string, spec: object): Entity => ({
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: spec as Entity['spec'],
});

/** Softwerk Nord works for the Kraftfahrtamt on the Kfz-Portal. */
export const COMMISSION = document('Commission', 'kfz-portal', {
  customer: 'group:default/kraftfahrtamt',
  softwareProvider: 'group:default/softwerk-nord',
  system: 'system:default/kfz-portal',
  validFrom: '2020-01-01',
  payer: 'group:default/kraftfahrtamt',
});

/** The agreement about Kfz-Zulassung, on which a mixed team works. */
export function agreement(responsibilities?: object[]): Entity[] {
  return [
    document('ServiceCalendar', 'always', {
      timeZone: 'Europe/Berlin',
      owner: 'group:default/service-management',
      serviceHours: [
        {
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          from: '00:00',
          to: '24:00',
        },
      ],
    }),
    document('ServiceLevelAgreement', 'kfz-zulassung-1', {
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
      calendarRef: 'servicecalendar:default/always',
      denominator: 'agreed',
      gaps: 'up',
      objectives: [
        {
          id: 'response',
          type: 'response-time',
          period: 'month',
          incidentClass: 'operation-preventing',
          within: 'PT30M',
        },
      ],
      ...(responsibilities && { responsibilities }),
    }),
  ];
}

/** A mixed team, for which the software provider answers. */
export const MIXED_TEAM = [
  {
    part: 'infrastructure',
    answers: 'provider',
    groupRef: 'group:default/platform-engineering',
  },
  {
    part: 'application',
    answers: 'software-provider',
    groupRef: 'group:default/softwerk-nord',
    incidentsTo: 'group:default/team-kfz-portal',
    team: [
      'group:default/team-kfz-portal',
      'group:default/platform-engineering',
    ],
  },
];

/** A test environment of the Kfz-Portal, as cloud services would tell of it. */
export const ENVIRONMENT = {
  id: 'env-1',
  name: 'kfz-test',
  entityRef: 'resource:default/kfz-test',
  stage: 'test',
  state: 'ready',
  parties: {
    ownerRef: 'group:default/softwerk-nord',
    systemRef: 'system:default/kfz-portal',
    customerRef: 'group:default/kraftfahrtamt',
    softwareProviderRef: 'group:default/softwerk-nord',
  },
  instances: [
    { id: 'instance-1', serviceRef: 'cloudservice:default/postgresql' },
  ],
};

/** In place of cloud services, which would have to provision something first. */
export const environments = createBackendPlugin({
  pluginId: 'cloud-services',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        router.get('/environments/:id', (req, res) => {
          if (req.params.id === ENVIRONMENT.id) res.json(ENVIRONMENT);
          else res.status(404).json({ error: {}, request: {}, response: {} });
        });
        httpRouter.use(router);
      },
    });
  },
});
