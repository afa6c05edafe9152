import { deliveryTimeReadPermission } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { JsonObject } from '@backstage/types';
import express, { type Router } from 'express';
import {
  type CallerResolver,
  createDocumentRouter,
  notAllowed,
  notYetPublished,
  readKey,
} from '@dualcloud/foundation-node';
import type { Access } from './authorization';
import type { BrokerService } from './brokers';
import type { CredentialService } from './credentials';
import type { DeliveryTimeStore } from './deliveryTimes';
import type { EnvironmentService } from './environments';
import type { FeedService } from './feed';
import type { InstanceService } from './instances';
import type { JournalStore } from './journal';
import type { LifecycleFeed } from './lifecycle';
import {
  dayOf,
  type Orderers,
  type OrderService,
  type PlacedOrders,
  readJournal,
} from './orders';
import { createOpenApiRouter, spec } from './schema/openapi.generated';
import type { ServiceDirectory } from './serviceDirectory';

/** What the routes talk to. */
export type RouterOptions = {
  callers: CallerResolver;
  access: Access;
  orders: OrderService;
  placedOrders: PlacedOrders;
  orderers: Orderers;
  environments: EnvironmentService;
  instances: InstanceService;
  credentials: CredentialService;
  brokers: BrokerService;
  deliveryTimes: DeliveryTimeStore;
  feed: FeedService;
  lifecycle: LifecycleFeed;
  journal: JournalStore;
  directory: ServiceDirectory;
};

const BODY_LIMIT = '256kb';

/**
 * The routes of the OpenAPI document. Who may call: users everywhere; other
 * plugins for themselves only where they read one object, and on the routes
 * that are meant for them. Everything else is decided by the services.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  return createDocumentRouter({
    create: createOpenApiRouter,
    components: spec.components,
    parse: express.json({ limit: BODY_LIMIT }),
    routes: router => {
      orderRoutes(router, options);
      environmentRoutes(router, options);
      credentialRoutes(router, options);
      brokerRoutes(router, options);
      offeringRoutes(router, options);
      feedRoutes(router, options);
    },
  });
}

type TypedRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;

function orderRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers, orders, placedOrders } = options;

  router.post('/orders', async (req, res) => {
    const caller = await callers.user(req);
    const { status, response } = await orders.submit(
      caller,
      req.body,
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.get('/orders', async (req, res) => {
    res.json(await placedOrders.list(await callers.user(req), req.query));
  });
  router.post('/orders/preview', async (req, res) => {
    res.json(await orders.preview(await callers.user(req), req.body));
  });
  router.get('/orders/:orderId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await placedOrders.get(caller, req.params.orderId));
  });
  router.post('/orders/:orderId/retry', async (req, res) => {
    const caller = await callers.user(req);
    const { status, response } = await orders.retry(
      caller,
      req.params.orderId,
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.get('/orders/:orderId/journal', async (req, res) => {
    const caller = await callers.any(req);
    const { orderId } = req.params;
    res.json(await placedOrders.journal(caller, orderId, req.query));
  });
}

function environmentRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers, environments, instances, journal } = options;

  router.get('/environments', async (req, res) => {
    res.json(await environments.list(await callers.user(req), req.query));
  });
  router.get('/environments/:environmentId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await environments.get(caller, req.params.environmentId));
  });
  router.get('/environments/:environmentId/journal', async (req, res) => {
    const { environmentId } = req.params;
    await environments.visible(await callers.any(req), environmentId);
    res.json(await readJournal(journal, { environmentId }, req.query));
  });
  router.get('/instances', async (req, res) => {
    res.json(await instances.list(await callers.user(req), req.query));
  });
  router.get('/instances/:instanceId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await instances.get(caller, req.params.instanceId));
  });
  router.get('/instances/:instanceId/journal', async (req, res) => {
    const { instanceId } = req.params;
    await instances.visible(await callers.any(req), instanceId);
    res.json(await readJournal(journal, { instanceId }, req.query));
  });
}

function credentialRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers, credentials } = options;

  router.get('/instances/:instanceId/bindings', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await credentials.list(caller, req.params.instanceId) });
  });
  router.post('/instances/:instanceId/bindings', async (req, res) => {
    const caller = await callers.any(req);
    const { purpose, parameters, taskId } = req.body;
    const { status, response } = await credentials.create(
      caller,
      req.params.instanceId,
      { purpose, parameters: parameters as JsonObject | undefined, taskId },
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.get('/bindings/:bindingId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await credentials.get(caller, req.params.bindingId));
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete('/bindings/:bindingId', async (req, res) => {
    const caller = await callers.any(req);
    const { status, response } = await credentials.revoke(
      caller,
      req.params.bindingId,
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.post('/bindings/:bindingId/reveal', async (req, res) => {
    const caller = await callers.user(req);
    res.setHeader('Cache-Control', 'no-store');
    res.json(await credentials.reveal(caller, req.params.bindingId));
  });
  router.post('/bindings/:bindingId/rotate', async (req, res) => {
    const caller = await callers.user(req);
    const { status, response } = await credentials.rotate(
      caller,
      req.params.bindingId,
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.post('/bindings/:bindingId/task-secret', async (req, res) => {
    const caller = await callers.service(req);
    res.setHeader('Cache-Control', 'no-store');
    const { bindingId } = req.params;
    res.json(await credentials.taskSecret(caller, bindingId, req.body.taskId));
  });
  router.post('/bindings/:bindingId/own-secret', async (req, res) => {
    const caller = await callers.service(req);
    res.setHeader('Cache-Control', 'no-store');
    res.json(await credentials.ownSecret(caller, req.params.bindingId));
  });
}

function brokerRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers, brokers } = options;

  router.get('/brokers', async (req, res) => {
    res.json({ items: await brokers.list(await callers.user(req)) });
  });
  router.get('/brokers/:brokerName/catalog', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await brokers.catalog(caller, req.params.brokerName));
  });
  router.post('/brokers/:brokerName/sync', async (req, res) => {
    const caller = await callers.user(req);
    const { status, response } = await brokers.sync(
      caller,
      req.params.brokerName,
      readKey(req),
    );
    res.status(status).json(response);
  });
  router.put('/brokers/:brokerName/sync-result', async (req, res) => {
    const caller = await callers.service(req);
    await brokers.report(caller, req.params.brokerName, req.body);
    res.status(204).end();
  });
}

/** What may be ordered, for whom, and how long it takes. */
function offeringRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers } = options;

  router.get('/order-options', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await options.orderers.options(caller, dayOf(Date.now())));
  });

  router.get('/services/:namespace/:name/schema', async (req, res) => {
    await callers.any(req);
    const { namespace, name } = req.params;
    const ref = `cloudservice:${namespace}/${name}`.toLocaleLowerCase('en-US');
    // With a slash or colon in it, it would be no reference or another one.
    const entity = /[/:]/.test(namespace + name)
      ? undefined
      : await options.directory.service(ref);
    if (!entity) throw notYetPublished('cloud service', ref);
    const plans = entity.spec.plans ?? [];
    res.json({
      serviceRef: ref,
      plans: Object.fromEntries(
        plans.map(plan => [plan.name, plan.schemas ?? {}]),
      ),
    });
  });

  router.get('/delivery-times', async (req, res) => {
    const caller = await callers.user(req);
    await options.access.require(caller, deliveryTimeReadPermission);
    if (!caller.party.isItServiceProvider) {
      throw notAllowed('delivery times are for the IT service provider only');
    }
    res.json({ items: await options.deliveryTimes.read(req.query.days ?? 90) });
  });
}

function feedRoutes(router: TypedRouter, options: RouterOptions): void {
  const { callers } = options;

  router.get('/changes', async (req, res) => {
    await callers.service(req);
    res.json(await options.feed.list(req.query));
  });

  router.get('/lifecycle-events', async (req, res) => {
    await callers.service(req);
    res.json(await options.lifecycle.list(req.query));
  });
}
