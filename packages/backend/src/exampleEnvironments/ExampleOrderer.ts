import type {
  DatabaseService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { PERSON_HEADER } from '../examplePeople/provider';
import { toOrderRequest, type ExampleOrder } from './exampleOrders';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

const TABLE = 'example_orders';

/** Orders in a person's name and remembers what has been ordered. */
export class ExampleOrderer {
  private constructor(
    private readonly knex: Knex,
    private readonly discovery: DiscoveryService,
  ) {}

  static async create(options: {
    database: DatabaseService;
    discovery: DiscoveryService;
  }): Promise<ExampleOrderer> {
    const knex = await options.database.getClient();
    if (!(await knex.schema.hasTable(TABLE))) {
      await knex.schema.createTable(TABLE, table => {
        table.string('name').primary();
      });
    }
    return new ExampleOrderer(knex, options.discovery);
  }

  async notYetOrdered(orders: ExampleOrder[]): Promise<ExampleOrder[]> {
    const names = new Set(await this.knex(TABLE).pluck('name'));
    return orders.filter(({ name }) => !names.has(name));
  }

  async order(order: ExampleOrder): Promise<void> {
    const token = await this.signIn(order.person);
    const client = await createCloudServicesClient({
      discoveryApi: this.discovery,
      getToken: async () => token,
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
    await this.knex(TABLE)
      .insert({ name: order.name })
      .onConflict('name')
      .ignore();
  }

  private async signIn(person: string): Promise<string> {
    const baseUrl = await this.discovery.getBaseUrl('auth');
    const response = await fetch(`${baseUrl}/example-people/refresh`, {
      headers: { [PERSON_HEADER]: person },
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const answer: { backstageIdentity: { token: string } } =
      await response.json();
    return answer.backstageIdentity.token;
  }
}
