import express, { type RequestHandler, type Router } from 'express';
import { nameFields, refuseNul } from '@dualcloud/foundation-node';
import { type CostRouteOptions, costRoutes } from './costs';
import { type PriceRouteOptions, priceRoutes } from './prices';
import { type SavedViewRouteOptions, savedViewRoutes } from './savedViews';
import { createOpenApiRouter, spec } from './schema/openapi.generated';

/** What the routes talk to: each group of routes names its own. */
export type RouterOptions = CostRouteOptions &
  PriceRouteOptions &
  SavedViewRouteOptions;

const BODY_LIMIT = '256kb';
/** Price lists as texts. */
const DOCUMENT_LIMIT = '2mb';
/** Of a batch of usage; the document says so. */
const BATCH_LIMIT = '8mb';

/**
 * The routes of the OpenAPI document. Each group has its own file; who may call
 * is said there, and everything else is decided by the services.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const router = await createOpenApiRouter({
    middleware: [...bodies(), refuseNul()],
  });
  costRoutes(router, options);
  priceRoutes(router, options);
  savedViewRoutes(router, options);
  router.use(nameFields(spec.components));
  return router;
}

function bodies(): RequestHandler[] {
  const batches = express.json({
    limit: BATCH_LIMIT,
    type: [
      'application/json',
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
    ],
  });
  const tables = express.text({ limit: BATCH_LIMIT, type: 'text/csv' });
  const documents = express.json({ limit: DOCUMENT_LIMIT });
  const others = express.json({ limit: BODY_LIMIT });
  return [
    (req, res, next) => {
      if (req.path === '/usage-events') batches(req, res, next);
      else if (req.path === '/usage-events/csv') tables(req, res, next);
      else if (req.path.startsWith('/price-lists/')) documents(req, res, next);
      else others(req, res, next);
    },
  ];
}
