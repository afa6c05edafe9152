import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import type {
  BrokerCatalog,
  BrokerSyncResult,
  Change,
  ChangePage,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/**
 * A cloud services plugin that answers over HTTP what a test puts into it, with
 * the contract's types: a feed of changes and brokers' catalogues.
 */
export class StubCloudServices {
  /** By broker name; a text is the message of a 502. */
  readonly catalogs = new Map<string, BrokerCatalog | string>();
  readonly reports: Array<{ brokerName: string; result: BrokerSyncResult }> =
    [];
  readonly asked: string[] = [];
  private changes: Change[] = [];
  private lastCursor = 0;
  private events: EventsService | undefined;

  async publish(topic: string, eventPayload: unknown = {}): Promise<void> {
    await this.events?.publish({ topic, eventPayload });
  }

  /** Puts an object at the end of the feed. */
  change(change: Omit<Change, 'cursor'>): void {
    this.lastCursor += 1;
    this.changes = [
      ...this.changes.filter(
        other => other.kind !== change.kind || other.id !== change.id,
      ),
      { ...change, cursor: String(this.lastCursor) },
    ];
  }

  feature() {
    return createBackendPlugin({
      pluginId: 'cloud-services',
      register: reg => {
        reg.registerInit({
          deps: { http: coreServices.httpRouter, events: eventsServiceRef },
          init: async ({ http, events }) => {
            this.events = events;
            http.use((req, res) => {
              this.asked.push(`${req.method} ${req.path}`);
              const broker = /^\/brokers\/([^/]+)\//.exec(req.path)?.[1] ?? '';
              if (req.path === '/changes') {
                const { after, limit } = req.query;
                res.json(this.page(Number(after ?? 0), Number(limit ?? 100)));
              } else if (req.path.endsWith('/sync-result')) {
                const chunks: Buffer[] = [];
                req.on('data', chunk => chunks.push(chunk));
                req.on('end', () => {
                  this.reports.push({
                    brokerName: broker,
                    result: JSON.parse(Buffer.concat(chunks).toString()),
                  });
                  res.status(204).end();
                });
              } else {
                this.answerCatalog(broker, (status, body) =>
                  res.status(status).json(body),
                );
              }
            });
          },
        });
      },
    });
  }

  private answerCatalog(
    broker: string,
    answer: (status: number, body: unknown) => void,
  ): void {
    const catalog = this.catalogs.get(broker);
    if (typeof catalog === 'object') {
      answer(200, catalog);
      return;
    }
    answer(502, {
      error: { name: 'Error', message: catalog ?? 'no such broker' },
      response: { statusCode: 502 },
    });
  }

  private page(after: number, limit: number): ChangePage {
    const items = this.changes
      .filter(change => Number(change.cursor) > after)
      .slice(0, limit);
    const cursor = items.at(-1)?.cursor ?? String(after);
    return { items, cursor, more: cursor !== String(this.lastCursor) };
  }
}
