import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  isPriceListEntity,
  type UsageCloudEvent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { AuditLog } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { parse, parseAllDocuments } from 'yaml';
import { BillingCalendar } from '../src/calendar';
import { RatingWorker } from '../src/charges';
import { Leases } from '../src/leases';
import { PriceListStore } from '../src/prices';
import { applyAgreements } from '../src/prices/agreements';
import { Rollup } from '../src/rollup';
import {
  SnapshotReader,
  StatementLifecycle,
  StatementStore,
} from '../src/statements';
import { UsageIntake } from '../src/usage';
import { nobodyListens, quietLogger } from './quiet';

const ROOT = path.resolve(__dirname, '../../..');
const BATCH = 1_000;
const TEN_YEARS_OF_DAYS = 3_650;

/** Makes up usage; in the portal's own package, which this one must not depend on. */
type Generator = {
  lifecycle(): UsageCloudEvent[];
  usage(fromMs: number, toMs: number): Iterable<UsageCloudEvent>;
  late(): UsageCloudEvent[];
  corrections(): UsageCloudEvent[];
};

/** Everything between an event and a statement, on the example data, with a clock of its own. */
export class ExampleWorld {
  readonly periods: { calendar: BillingCalendar; graceDays: number };
  /** What work goes by. */
  nowMs = 0;

  private constructor(
    readonly knex: Knex,
    readonly calendar: BillingCalendar,
    readonly prices: PriceListStore,
    readonly entities: Entity[],
  ) {
    this.periods = { calendar, graceDays: 5 };
  }

  /** @param knex - an empty database */
  static async create(knex: Knex): Promise<ExampleWorld> {
    await knex.migrate.latest({
      directory: path.join(__dirname, '../migrations'),
    });
    const calendar = BillingCalendar.create('Europe/Berlin');
    const prices = PriceListStore.create({ knex, calendar });
    const entities = await readExamples();
    for (const entity of entities.filter(isPriceListEntity)) {
      const outcome = await prices.put({ spec: entity.spec });
      if (outcome.outcome === 'refused') {
        throw new Error(
          `${entity.metadata.name} is refused: ${outcome.problem.message}`,
        );
      }
    }
    return new ExampleWorld(knex, calendar, prices, entities);
  }

  /**
   * A year of usage up to the end of a month, with its statements final and what
   * came late for earlier ones billed in it.
   */
  async live(month: number): Promise<void> {
    const { fromMs, toMs } = this.calendar.monthBounds(month);
    const generator = await makeUp(toMs);
    this.nowMs = toMs - 1;
    await this.take(generator.lifecycle());
    await applyAgreements({
      knex: this.knex,
      calendar: this.calendar,
      book: await this.prices.book(),
      nowMs: this.nowMs,
    });
    await this.take(generator.usage(0, toMs));
    await this.work();
    this.nowMs = this.calendar.monthBounds(
      this.calendar.nextMonth(month),
    ).fromMs;
    await this.take([...generator.late(), ...generator.corrections()]);
    await this.work();
    // After the month's grace period.
    this.nowMs += Math.min(toMs - fromMs, 10 * 86_400_000);
    await this.work();
  }

  private async take(events: Iterable<UsageCloudEvent>): Promise<void> {
    const intake = UsageIntake.create({
      knex: this.knex,
      audit: { append: async () => {}, publish: async () => {} },
      calendar: this.calendar,
      maxAgeDays: TEN_YEARS_OF_DAYS,
    });
    const store = async (batch: UsageCloudEvent[]) => {
      const { refused } = await intake.ingest(batch, {
        actor: 'plugin:example-usage',
        partial: false,
      });
      if (refused.length > 0) {
        throw new Error(`usage was refused: ${JSON.stringify(refused[0])}`);
      }
    };
    let batch: UsageCloudEvent[] = [];
    for (const event of events) {
      batch.push(event);
      if (batch.length === BATCH) {
        await store(batch);
        batch = [];
      }
    }
    if (batch.length > 0) await store(batch);
  }

  /** Adds up, rates and finalises what is there. */
  private async work(): Promise<void> {
    const { calendar, knex, periods, prices } = this;
    const leases = Leases.create(knex);
    const logger = quietLogger();
    const now = () => this.nowMs;
    const priceBook = (trx?: Knex.Transaction) => prices.book(trx);
    const common = { knex, leases, calendar, logger, periods, priceBook, now };
    await Rollup.create(common).run();
    await RatingWorker.create(common).run();
    await StatementLifecycle.create({
      ...common,
      store: StatementStore.create(common),
      audit: new AuditLog(knex, nobodyListens(), logger),
      snapshots: this.snapshots(),
    }).run();
  }

  private snapshots(): SnapshotReader {
    const { entities } = this;
    return SnapshotReader.create({
      catalog: {
        getEntitiesByRefs: async () => ({ items: entities }),
      } as never,
      auth: { getOwnServiceCredentials: async () => undefined } as never,
      config: new ConfigReader({}),
      logger: quietLogger(),
      timeZone: this.calendar.timeZone,
    });
  }
}

async function makeUp(endMs: number): Promise<Generator> {
  const folder = path.join(ROOT, 'packages/backend/src/exampleUsage');
  const load = createRequire(__filename);
  const { UsageGenerator } = load(path.join(folder, 'generate.ts'));
  const { parseScenario } = load(path.join(folder, 'scenario.ts'));
  const text = await readFile(path.join(ROOT, 'examples/usage.yaml'), 'utf8');
  return new UsageGenerator(parseScenario(parse(text)), endMs);
}

/** All entities of examples/, with their namespaces. */
async function readExamples(): Promise<Entity[]> {
  const folder = path.join(ROOT, 'examples');
  const files = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    files
      .filter(file => /^(services\/|price-lists\/)?[^/]+\.yaml$/.test(file))
      .sort()
      .map(file => readFile(path.join(folder, file), 'utf8')),
  );
  return texts
    .flatMap(text => parseAllDocuments(text).map(one => one.toJS()))
    .filter(one => one?.kind && one.metadata?.name)
    .map(one => ({
      ...one,
      metadata: { namespace: 'default', ...one.metadata },
    }));
}
