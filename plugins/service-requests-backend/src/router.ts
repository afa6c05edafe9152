import express, { type Router } from 'express';
import { createDocumentRouter } from '@dualcloud/foundation-node';
import { type AttachmentRouteOptions, attachmentRoutes } from './attachments';
import {
  type ConnectorRouteOptions,
  connectorRoutes,
  keepRawBody,
} from './connectors';
import {
  type ConversationRouteOptions,
  conversationRoutes,
} from './conversation';
import {
  type EarlierRequestRouteOptions,
  earlierRequestRoutes,
} from './earlierRequests';
import { type FeedRouteOptions, feedRoutes } from './feed';
import { type OfferRouteOptions, offerRoutes } from './offers';
import { type ReleaseRouteOptions, releaseRoutes } from './releases';
import { type RequestRouteOptions, requestRoutes } from './requests';
import {
  type RequestTypeRouteOptions,
  requestTypeRoutes,
} from './requestTypes';
import { type TicketRouteOptions, ticketRoutes } from './tickets';
import { createOpenApiRouter, spec } from './schema/openapi.generated';
import {
  standardisationRoutes,
  type StandardisationRouteOptions,
} from './standardisation';
import { type ApprovalRouteOptions, approvalRoutes } from './standingApprovals';
import { type TakeoverRouteOptions, takeoverRoutes } from './takeovers';

/** What the routes talk to: each group of routes names its own. */
export type RouterOptions = ApprovalRouteOptions &
  AttachmentRouteOptions &
  ConnectorRouteOptions &
  ConversationRouteOptions &
  EarlierRequestRouteOptions &
  FeedRouteOptions &
  OfferRouteOptions &
  ReleaseRouteOptions &
  RequestRouteOptions &
  RequestTypeRouteOptions &
  StandardisationRouteOptions &
  TakeoverRouteOptions &
  TicketRouteOptions;

/** Of the largest file, in base64. */
const BODY_LIMIT = '15mb';

/**
 * The routes of the OpenAPI document. Each group has its own file; who may call
 * is said there, and everything else is decided by the services.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  return createDocumentRouter({
    create: createOpenApiRouter,
    components: spec.components,
    parse: express.json({ limit: BODY_LIMIT, verify: keepRawBody }),
    routes: router => {
      approvalRoutes(router, options);
      attachmentRoutes(router, options);
      connectorRoutes(router, options);
      conversationRoutes(router, options);
      earlierRequestRoutes(router, options);
      feedRoutes(router, options);
      offerRoutes(router, options);
      releaseRoutes(router, options);
      requestRoutes(router, options);
      requestTypeRoutes(router, options);
      standardisationRoutes(router, options);
      takeoverRoutes(router, options);
      ticketRoutes(router, options);
    },
  });
}
