import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler, Router } from 'express';
import type {
  Binding,
  Environment,
  Instance,
  Order,
  OrderPreview,
  OrderRequest,
  OrderStep,
  Parties,
} from '@dualcloud/backstage-plugin-cloud-services-common';

export type SeenCall = {
  method: string;
  path: string;
  authorization?: string;
  idempotencyKey?: string;
  body: unknown;
};

const parties: Parties = {
  ownerRef: 'group:default/team-kfz-portal',
  systemRef: 'system:default/kfz-portal',
};
const now = '2026-11-23T10:00:00.000Z';

/**
 * The cloud services API as its OpenAPI document types it, carrying out orders
 * in as many looks as a test wants, and each secret under one name.
 */
export class StubApi {
  readonly calls: SeenCall[] = [];
  readonly orders = new Map<string, Order>();
  readonly bindings = new Map<string, Binding & { taskId?: string }>();
  /** How often an order or binding is looked at before it is done. */
  looks = 1;
  /** Answers the next orders with this failure instead of success. */
  failNext?: NonNullable<Order['failure']>;
  /** Answers the next calls with these before anything else. */
  readonly refusals: Array<{ status: number; body: object }> = [];
  secret = 'canary-5b1f0e';
  private readonly answers = new Map<
    string,
    { body: string; orderId: string }
  >();
  private readonly looked = new Map<string, number>();
  private server?: http.Server;

  router(): RequestHandler {
    const router = Router();
    router.use(express.json());
    router.use((request, response, next) => {
      this.calls.push({
        method: request.method,
        path: request.path,
        authorization: request.headers.authorization,
        idempotencyKey: request.header('idempotency-key'),
        body: request.body,
      });
      const refusal = this.refusals.shift();
      if (refusal) response.status(refusal.status).json(refusal.body);
      else next();
    });
    router.post('/orders', (request, response) => {
      const key = request.header('idempotency-key') ?? '';
      const body = JSON.stringify(request.body);
      const known = this.answers.get(key);
      if (known && known.body !== body) {
        response.status(422).json({ error: { message: 'another body' } });
        return;
      }
      const order = known
        ? this.orders.get(known.orderId)
        : this.accept(request.body as OrderRequest);
      if (order) this.answers.set(key, { body, orderId: order.id });
      response.status(202).json(order);
    });
    router.post('/orders/preview', (request, response) => {
      response.json(this.preview(request.body as OrderRequest));
    });
    router.get('/orders/:orderId', (request, response) => {
      const order = this.orders.get(request.params.orderId);
      if (!order) {
        response.status(404).json({ error: { message: 'no such order' } });
        return;
      }
      response.json(this.advance(order));
    });
    router.post('/orders/:orderId/retry', (request, response) => {
      const order = this.orders.get(request.params.orderId);
      if (order) {
        order.state = 'running';
        delete order.failure;
        this.looked.delete(order.id);
      }
      response.status(202).json(order);
    });
    router.get('/environments/:environmentId', (request, response) => {
      response.json(this.environment(request.params.environmentId));
    });
    router.get('/instances/:instanceId', (request, response) => {
      response.json(this.instance(request.params.instanceId));
    });
    router.post('/instances/:instanceId/bindings', (request, response) => {
      const key = request.header('idempotency-key') ?? '';
      const known = this.answers.get(key);
      const id = known?.orderId ?? `binding-${this.bindings.size + 1}`;
      this.answers.set(key, { body: '', orderId: id });
      const binding: Binding & { taskId?: string } = this.bindings.get(id) ?? {
        id,
        instanceId: request.params.instanceId,
        state: 'creating',
        createdAt: now,
        createdBy: 'user:default/jana.brandt',
        taskId: request.body.taskId,
      };
      this.bindings.set(id, binding);
      response.status(202).json({ ...binding, taskId: undefined });
    });
    router.get('/bindings/:bindingId', (request, response) => {
      const binding = this.bindings.get(request.params.bindingId);
      if (!binding) {
        response.status(404).json({ error: { message: 'no such binding' } });
        return;
      }
      if (binding.state === 'creating' && this.isDone(binding.id)) {
        binding.state = 'ready';
      }
      response.json({ ...binding, taskId: undefined });
    });
    router.post('/bindings/:bindingId/task-secret', (request, response) => {
      const binding = this.bindings.get(request.params.bindingId);
      if (!binding || binding.taskId !== request.body.taskId) {
        response
          .status(403)
          .json({ error: { message: 'not made for this task' } });
        return;
      }
      response.json({
        bindingId: binding.id,
        credentials: {
          uri: `postgresql://u:${this.secret}@127.0.0.1/db`,
          password: this.secret,
          port: 5432,
        },
      });
    });
    return router;
  }

  /** Serves the API on a port of its own, for tests without a backend. */
  async listen(): Promise<string> {
    const server = http.createServer(express().use(this.router()));
    this.server = server;
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close() {
    this.server?.closeAllConnections();
    await new Promise(resolve => {
      this.server?.close(resolve);
    });
  }

  /** Forgets everything, as a new backend. */
  reset() {
    this.calls.length = 0;
    this.refusals.length = 0;
    for (const store of [
      this.orders,
      this.bindings,
      this.answers,
      this.looked,
    ]) {
      store.clear();
    }
    this.looks = 1;
    this.failNext = undefined;
  }

  callsTo(method: string, path: RegExp | string) {
    return this.calls.filter(
      call =>
        call.method === method &&
        (typeof path === 'string' ? call.path === path : path.test(call.path)),
    );
  }

  private isDone(id: string): boolean {
    const looked = (this.looked.get(id) ?? 0) + 1;
    this.looked.set(id, looked);
    return looked > this.looks;
  }

  private accept(request: OrderRequest): Order {
    const id = `order-${this.orders.size + 1}`;
    const step = (
      componentName: string,
      extra: Partial<OrderStep>,
    ): OrderStep => ({
      id: `${id}-${componentName}`,
      action: request.type.startsWith('terminate')
        ? 'deprovision'
        : 'provision',
      state: 'waiting',
      instanceId: `instance-${componentName}`,
      componentName,
      attempts: 0,
      ...extra,
    });
    const order: Order = {
      id,
      type: request.type,
      state: 'accepted',
      requestedBy: 'user:default/jana.brandt',
      requestedAt: now,
      parties,
      ...(request.type.endsWith('environment')
        ? { environmentId: request.environmentId ?? `environment-of-${id}` }
        : { instanceId: request.instanceId ?? `instance-of-${id}` }),
      steps: [
        step('database', { serviceTitle: 'PostgreSQL', planName: 'small' }),
        step('broker', { dependsOn: ['database'], simulated: true }),
      ],
      progress: { done: 0, total: 2 },
      canRetry: false,
    };
    this.orders.set(id, order);
    return order;
  }

  private advance(order: Order): Order {
    if (['succeeded', 'failed', 'cancelled'].includes(order.state)) {
      return order;
    }
    if (!this.isDone(order.id)) {
      order.state = 'running';
      order.steps[0].state = 'running';
      order.steps[0].description = '50 % done';
      return order;
    }
    if (this.failNext) {
      order.state = 'failed';
      order.failure = this.failNext;
      order.finishedAt = now;
      order.canRetry = true;
      order.steps[0].state = 'failed';
      order.steps[0].failure = this.failNext;
      this.failNext = undefined;
      return order;
    }
    order.state = 'succeeded';
    order.finishedAt = now;
    order.readySeconds = 3.2;
    order.canRetry = false;
    order.steps.forEach(step => {
      step.state = 'succeeded';
    });
    order.progress.done = order.progress.total;
    return order;
  }

  private preview(request: OrderRequest): OrderPreview {
    return {
      type: request.type,
      name: request.name,
      stage: request.stage,
      instances: [
        {
          componentName: 'database',
          serviceRef: 'cloudservice:default/sandbox-postgresql',
          serviceTitle: 'PostgreSQL',
          planName: 'small',
          planTitle: 'Small',
          action: 'provision',
        },
        {
          componentName: 'broker',
          serviceRef: 'cloudservice:default/sandbox-mqtt-broker',
          serviceTitle: 'MQTT broker',
          planName: 'shared',
          action: 'provision',
          dependsOn: ['database'],
          simulated: true,
        },
      ],
      changes: [
        { componentName: 'database', field: 'plan', before: 'a', after: 'b' },
      ],
      warnings: [
        {
          code: 'service-deprecated',
          params: { service: 'Small' },
          message: 'Small has no backup',
        },
      ],
    };
  }

  private instance(id: string, componentName?: string): Instance {
    return {
      id,
      name: componentName ?? id,
      ...(componentName && { componentName }),
      entityRef: `resource:default/${id}`,
      serviceRef: 'cloudservice:default/sandbox-postgresql',
      serviceTitle: 'PostgreSQL',
      planName: 'small',
      stage: 'test',
      state: 'ready',
      parties,
      brokerName: 'sandbox',
      createdAt: now,
      simulated: false,
      bindable: true,
      lastOrderId: 'order-1',
      dashboardUrl: 'https://dash.example.org',
      permissions: { update: true, terminate: true, credentials: true },
    };
  }

  private environment(id: string): Environment {
    return {
      id,
      name: 'kfz-portal-test',
      entityRef: `resource:default/${id}`,
      stage: 'test',
      state: 'ready',
      parties,
      createdAt: now,
      createdBy: 'user:default/jana.brandt',
      lastOrderId: 'order-1',
      instances: [
        this.instance('instance-database', 'database'),
        this.instance('instance-broker', 'broker'),
      ],
      permissions: { update: true, terminate: true, credentials: true },
    };
  }
}
