import express, { type Router } from 'express';
import { createDocumentRouter } from '@dualcloud/foundation-node';
import { type AgreementRouteOptions, agreementRoutes } from './agreements';
import { type CalendarRouteOptions, calendarRoutes } from './calendarViews';
import { type FeedRouteOptions, feedRoutes } from './feed';
import { type IncidentRouteOptions, incidentRoutes } from './incidents';
import { type LevelRouteOptions, levelRoutes } from './levels';
import { type MaintenanceRouteOptions, maintenanceRoutes } from './maintenance';
import { type SampleRouteOptions, sampleRoutes } from './measurement';
import { type OutageRouteOptions, outageRoutes } from './outages';
import { type ProbeRouteOptions, probeRoutes } from './probes';
import { type ReportRouteOptions, reportRoutes } from './reports';
import { createOpenApiRouter, spec } from './schema/openapi.generated';

/** What the routes talk to: each group of routes names its own. */
export type RouterOptions = AgreementRouteOptions &
  CalendarRouteOptions &
  FeedRouteOptions &
  IncidentRouteOptions &
  LevelRouteOptions &
  MaintenanceRouteOptions &
  OutageRouteOptions &
  ProbeRouteOptions &
  ReportRouteOptions &
  SampleRouteOptions;

/** Documents as texts, and batches of samples. */
const BODY_LIMIT = '2mb';

/**
 * The routes of the OpenAPI document. Each group has its own file; who may call
 * is said there, and everything else is decided by the services.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  return createDocumentRouter({
    create: createOpenApiRouter,
    components: spec.components,
    parse: express.json({ limit: BODY_LIMIT }),
    routes: router => {
      agreementRoutes(router, options);
      calendarRoutes(router, options);
      feedRoutes(router, options);
      incidentRoutes(router, options);
      levelRoutes(router, options);
      maintenanceRoutes(router, options);
      outageRoutes(router, options);
      probeRoutes(router, options);
      reportRoutes(router, options);
      sampleRoutes(router, options);
    },
  });
}
