import type {
  AuthService,
  DatabaseService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createCloudCostsClient,
  type CloudCostsClient,
  type UsageCloudEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { UsageGenerator } from './generate';
import type { Scenario } from './scenario';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

const TABLE = 'example_usage';
const BATCH = 1_000;

/** What has been handed in so far. */
type Progress = {
  /** The first start: the made-up year ends there. */
  ended_ms: number | string;
  /** Usage before this instant has been handed in. */
  until_ms: number | string;
  late_done: boolean | number;
};

/**
 * Hands the made-up usage in, through the same intake as anybody else's, and
 * remembers how far it has come. A batch that is handed in twice counts once.
 */
export class ExampleMeter {
  private constructor(
    private readonly knex: Knex,
    private readonly scenario: Scenario,
    private readonly client: CloudCostsClient,
  ) {}

  static async create(options: {
    scenario: Scenario;
    auth: AuthService;
    database: DatabaseService;
    discovery: DiscoveryService;
  }): Promise<ExampleMeter> {
    const { auth, discovery } = options;
    const knex = await options.database.getClient();
    if (!(await knex.schema.hasTable(TABLE))) {
      await knex.schema.createTable(TABLE, table => {
        table.bigInteger('ended_ms').notNullable();
        table.bigInteger('until_ms').notNullable();
        table.boolean('late_done').notNullable();
      });
    }
    const client = await createCloudCostsClient({
      discoveryApi: discovery,
      getToken: async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'cloud-costs',
        });
        return token;
      },
    });
    return new ExampleMeter(knex, options.scenario, client);
  }

  /**
   * Everything up to now, except what comes late.
   * @returns how many events were new
   */
  async handIn(nowMs: number): Promise<number> {
    const progress = await this.progress(nowMs);
    const generator = this.generator(progress);
    let stored = 0;
    if (Number(progress.until_ms) === 0) {
      stored += await this.post(generator.lifecycle());
    }
    let batch: UsageCloudEvent[] = [];
    for (const event of generator.usage(Number(progress.until_ms), nowMs)) {
      batch.push(event);
      if (batch.length === BATCH) {
        stored += await this.post(batch);
        batch = [];
      }
    }
    stored += await this.post(batch);
    await this.knex(TABLE).update({ until_ms: nowMs });
    return stored;
  }

  /**
   * What comes after the statements of its month have become final.
   * @returns false while they have not
   */
  async handInLate(nowMs: number): Promise<boolean> {
    const progress = await this.progress(nowMs);
    if (progress.late_done) return true;
    const generator = this.generator(progress);
    const events = [...generator.late(), ...generator.corrections()];
    const months = new Set(events.map(({ time }) => time.slice(0, 7)));
    for (const month of months) {
      if (!(await this.isFinal(month))) return false;
    }
    await this.post(events);
    await this.knex(TABLE).update({ late_done: true });
    return true;
  }

  private generator(progress: Progress): UsageGenerator {
    return new UsageGenerator(this.scenario, Number(progress.ended_ms));
  }

  private async progress(nowMs: number): Promise<Progress> {
    const row: Progress | undefined = await this.knex(TABLE).first();
    if (row) return row;
    const first = { ended_ms: nowMs, until_ms: 0, late_done: false };
    await this.knex(TABLE).insert(first);
    return first;
  }

  private async isFinal(month: string): Promise<boolean> {
    const { data } = await this.client.GET('/statements', {
      params: { query: { month, limit: 500 } },
    });
    const statements = data?.items ?? [];
    return (
      statements.length > 0 &&
      statements.every(({ state }) => state === 'final')
    );
  }

  private async post(events: UsageCloudEvent[]): Promise<number> {
    if (events.length === 0) return 0;
    const { data } = await this.client.POST('/usage-events', {
      params: { query: {} },
      headers: { 'Content-Type': 'application/cloudevents-batch+json' },
      body: events,
    });
    return data?.stored ?? 0;
  }
}
