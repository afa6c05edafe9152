import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type {
  Quote,
  ReservationRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import express from 'express';

/** A budget of which every item takes one. */
const BUDGET = {
  id: 'budget-1',
  name: 'KFZ 2027',
  ownerRef: 'group:default/kraftfahrtamt',
  currency: 'EUR',
  until: '2027-12-31',
};
/** Who may see it. */
const HEAD = 'user:default/miriam.vogt';

/** An HTTP server that answers as cloud costs does, with one budget, or in some other way. */
export class FakeCloudCosts {
  /** How many items fit into the budget. */
  room = Infinity;
  behaves: 'well' | 'as missing' | 'as failing' | 'as silent' = 'well';
  /** What is set aside, by order. */
  readonly reservations = new Map<string, ReservationRequest>();
  /** Method and path of every request. */
  readonly asked: string[] = [];
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<FakeCloudCosts> {
    const fake = new FakeCloudCosts();
    await fake.up();
    return fake;
  }

  /** In place of discovery: cloud costs is here. */
  feature(): BackendFeature {
    const getBaseUrl = async (pluginId: string) =>
      `http://127.0.0.1:${this.port}/api/${pluginId}`;
    return createServiceFactory({
      service: coreServices.discovery,
      deps: {},
      factory: () => ({ getBaseUrl, getExternalBaseUrl: getBaseUrl }),
    });
  }

  /** On the port that it had before, if it was up before. */
  async up(): Promise<void> {
    const server = createServer(this.app());
    await new Promise<void>(resolve => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async down(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise(resolve => {
      this.server?.close(resolve);
    });
  }

  private app(): express.Express {
    const app = express();
    app.use(express.json(), (req, res, next) => {
      this.asked.push(`${req.method} ${req.path}`);
      if (this.behaves === 'well') next();
      else if (this.behaves === 'as missing') res.status(404).end();
      else if (this.behaves === 'as failing') res.status(500).end();
    });
    app.put('/api/cloud-costs/reservations/:orderId', (req, res) => {
      const { orderId } = req.params;
      const left = this.room - this.taken(orderId);
      const cost = req.body.items.length;
      if (cost > left) {
        answerError(req, res, 409, {
          name: 'ConflictError',
          message: 'for services',
          code: 'breaks-budget',
          budget: {
            ...BUDGET,
            amount: `${this.room}000000`,
            left: `${left}000000`,
            cost: `${cost}000000`,
          },
        });
        return;
      }
      this.reservations.set(orderId, req.body);
      res.json({ orderId, expiresAt: new Date().toISOString(), budgets: [] });
    });
    app.delete('/api/cloud-costs/reservations/:orderId', (req, res) => {
      this.reservations.delete(req.params.orderId);
      res.status(204).end();
    });
    app.get('/api/cloud-costs/budgets/:budgetId', (req, res) => {
      if (mayRead(req)) res.json({ ...BUDGET });
      else answerError(req, res, 404, { name: 'NotFoundError', message: '' });
    });
    app.post('/api/cloud-costs/quotes', (req, res) => {
      const left = this.room - this.taken();
      const breaks = req.body.items.length > left;
      const quote: Partial<Quote> = {
        currency: BUDGET.currency,
        budgets: mayRead(req)
          ? [
              {
                budgetId: BUDGET.id,
                name: BUDGET.name,
                remaining: `${left}000000`,
                breaks,
                refuses: breaks,
              },
            ]
          : [],
      };
      res.json(quote);
    });
    return app;
  }

  private taken(exceptOrder?: string): number {
    return [...this.reservations]
      .filter(([orderId]) => orderId !== exceptOrder)
      .reduce((sum, [, { items }]) => sum + items.length, 0);
  }
}

function mayRead(req: express.Request): boolean {
  return Boolean(req.header('authorization')?.includes(HEAD));
}

/** As Backstage's error handler does. */
function answerError(
  req: express.Request,
  res: express.Response,
  statusCode: number,
  error: object,
): void {
  res.status(statusCode).json({
    error,
    request: { method: req.method, url: req.url },
    response: { statusCode },
  });
}
