import type {
  DatabaseService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { DoneList, signInAs } from '../exampleData';
import { toOrderRequest, type ExampleOrder } from './exampleOrders';

/** Orders in a person's name and remembers what has been ordered. */
export class ExampleOrderer {
  private constructor(
    private readonly ordered: DoneList,
    private readonly discovery: DiscoveryService,
  ) {}

  static async create(options: {
    database: DatabaseService;
    discovery: DiscoveryService;
  }): Promise<ExampleOrderer> {
    const { database, discovery } = options;
    const ordered = await DoneList.create({
      database,
      table: 'example_orders',
    });
    return new ExampleOrderer(ordered, discovery);
  }

  async notYetOrdered(orders: ExampleOrder[]): Promise<ExampleOrder[]> {
    return this.ordered.open(orders);
  }

  async order(order: ExampleOrder): Promise<void> {
    const { discovery } = this;
    const client = await createCloudServicesClient({
      discoveryApi: discovery,
      getToken: () => signInAs(order.person, { discovery }),
    });
    try {
      await client.POST('/orders', {
        params: { header: { 'Idempotency-Key': `example-${order.name}` } },
        body: toOrderRequest(order, new Date()),
      });
    } catch (error) {
      // Ordered by an earlier run that ended before it could remember it.
      if (!(error instanceof ResponseError) || error.statusCode !== 422) {
        throw error;
      }
    }
    await this.ordered.add(order.name);
  }
}
