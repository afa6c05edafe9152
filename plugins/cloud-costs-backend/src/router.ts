import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createDocumentRouter } from '@dualcloud/foundation-node';
import { type AnomalyRouteOptions, anomalyRoutes } from './anomalies';
import { type BudgetRouteOptions, budgetRoutes } from './budgets';
import { type CostRouteOptions, costRoutes } from './costs';
import { type CreditRouteOptions, creditRoutes } from './credits';
import { type DocumentRouteOptions, documentRoutes } from './documents';
import { type FeedRouteOptions, feedRoutes } from './feed';
import { type FocusRouteOptions, focusRoutes } from './focus';
import { type ForecastRouteOptions, forecastRoutes } from './forecast';
import { type PriceRouteOptions, priceRoutes } from './prices';
import { type QuoteRouteOptions, quoteRoutes } from './quotes';
import { type ReratingRouteOptions, reratingRoutes } from './reratings';
import {
  type ReservationRouteOptions,
  reservationRoutes,
} from './reservations';
import { type SavedViewRouteOptions, savedViewRoutes } from './savedViews';
import { createOpenApiRouter, spec } from './schema/openapi.generated';
import { type SimulationRouteOptions, simulationRoutes } from './simulation';
import { type StatementRouteOptions, statementRoutes } from './statements';
import {
  createUsageRoutes,
  type UsageReadRouteOptions,
  usageReadRoutes,
  type UsageRouteOptions,
} from './usage';

/** What the routes talk to: each group of routes names its own. */
export type RouterOptions = AnomalyRouteOptions &
  BudgetRouteOptions &
  CostRouteOptions &
  CreditRouteOptions &
  DocumentRouteOptions &
  FeedRouteOptions &
  FocusRouteOptions &
  ForecastRouteOptions &
  PriceRouteOptions &
  QuoteRouteOptions &
  ReratingRouteOptions &
  ReservationRouteOptions &
  SavedViewRouteOptions &
  SimulationRouteOptions &
  StatementRouteOptions &
  UsageReadRouteOptions &
  UsageRouteOptions;

const BODY_LIMIT = '256kb';
/** Price lists as texts. */
const DOCUMENT_LIMIT = '2mb';

/**
 * The routes of the OpenAPI document. Each group has its own file; who may call
 * is said there, and everything else is decided by the services. Usage comes in
 * before the document's validator, which would take longer than the intake.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const router = await createDocumentRouter({
    create: createOpenApiRouter,
    components: spec.components,
    parse: receive(),
    routes: routes => {
      anomalyRoutes(routes, options);
      budgetRoutes(routes, options);
      costRoutes(routes, options);
      creditRoutes(routes, options);
      documentRoutes(routes, options);
      feedRoutes(routes, options);
      focusRoutes(routes, options);
      forecastRoutes(routes, options);
      priceRoutes(routes, options);
      quoteRoutes(routes, options);
      reratingRoutes(routes, options);
      reservationRoutes(routes, options);
      savedViewRoutes(routes, options);
      simulationRoutes(routes, options);
      statementRoutes(routes, options);
      usageReadRoutes(routes, options);
    },
  });
  return PromiseRouter().use(createUsageRoutes(options), router);
}

function receive(): RequestHandler {
  const documents = express.json({ limit: DOCUMENT_LIMIT });
  const others = express.json({ limit: BODY_LIMIT });
  return (req, res, next) => {
    if (req.path.startsWith('/price-lists/')) documents(req, res, next);
    else others(req, res, next);
  };
}
