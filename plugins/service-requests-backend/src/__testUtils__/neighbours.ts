import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Environment } from '@dualcloud/backstage-plugin-cloud-services-common';
import type {
  MaintenanceWindow,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { Router } from 'express';

/** What the plugins next door answer; a test changes it as it goes. */
export type Neighbourhood = {
  environments: Record<string, Environment>;
  serviceLevels: ServiceLevel[];
  windows: MaintenanceWindow[];
};

function answering(
  pluginId: string,
  routes: (router: Router) => void,
): BackendFeature {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          routes(router);
          httpRouter.use(router);
        },
      });
    },
  });
}

/**
 * Plugins that answer over HTTP as cloud services and service levels do, with
 * what the test says. Their real selves have their own tests.
 */
export function neighbours(there: Neighbourhood): BackendFeature[] {
  return [
    answering('cloud-services', router => {
      router.get('/environments/:id', (req, res) => {
        const found = there.environments[req.params.id];
        if (!found) throw new NotFoundError('no such environment');
        res.json(found);
      });
    }),
    answering('service-levels', router => {
      router.get('/service-levels', (_req, res) => {
        res.json({ items: there.serviceLevels });
      });
      router.get('/maintenance-windows', (_req, res) => {
        res.json({ items: there.windows });
      });
    }),
  ];
}

/** An environment of the Kfz-Portal with one database in it. */
export function environment(
  stage: 'test' | 'production',
  instance: Partial<Environment['instances'][number]> = {},
): Environment {
  const id = `kfz-${stage}`;
  const parties = {
    ownerRef: 'group:default/team-kfz-portal',
    systemRef: 'system:default/kfz-portal',
  };
  const common = {
    stage,
    parties,
    createdAt: '2026-01-01T00:00:00Z',
    permissions: {},
  };
  return {
    ...common,
    id,
    name: id,
    entityRef: `resource:default/${id}`,
    state: 'ready',
    createdBy: 'user:default/selin.aydin',
    instances: [
      {
        ...common,
        id: `${id}-db`,
        name: `${id}-db`,
        entityRef: `resource:default/${id}-db`,
        serviceRef: 'cloudservice:default/postgresql',
        serviceTitle: 'PostgreSQL',
        planName: 'standard',
        version: '18',
        state: 'ready',
        brokerName: 'sandbox',
        simulated: false,
        bindable: true,
        ...instance,
      },
    ],
  } as unknown as Environment;
}

/** An availability with so many seconds left. */
export function serviceLevel(remainingSeconds: number): ServiceLevel {
  return {
    id: 'kfz-2026',
    agreement: 'kfz-zulassung',
    timeZone: 'Europe/Berlin',
    titles: { en: 'Vehicle registration', de: 'Kfz-Zulassung' },
    headline: {
      availability: { remainingSeconds, countedSeconds: 600 },
    },
  } as unknown as ServiceLevel;
}

/** A window that is announced in time. */
export function maintenance(counts = true): MaintenanceWindow {
  return {
    id: 'window-1',
    state: 'announced',
    interval: { from: '2026-12-05T20:00:00Z', to: '2026-12-05T22:00:00Z' },
    commitments: [{ commitmentId: 'kfz-2026', counts }],
  } as unknown as MaintenanceWindow;
}

/** Everything as it should be. */
export function allInOrder(): Neighbourhood {
  return {
    environments: {
      'kfz-test': environment('test'),
      'kfz-production': environment('production'),
    },
    serviceLevels: [serviceLevel(3600)],
    windows: [maintenance()],
  };
}
