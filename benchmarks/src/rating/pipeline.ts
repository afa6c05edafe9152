import { resolve } from 'node:path';
import type { Knex } from 'knex';
import { ROOT } from '../harness';
import { ALLOCATIONS_FROM, priceVersion } from './prices';

const BACKEND = resolve(ROOT, 'plugins/cloud-costs-backend');

/** Parts of the plugin that it does not export; here as far as they are used. */
type Modules = {
  calendar: {
    BillingCalendar: { create(timeZone: string): Calendar };
  };
  leases: { Leases: { create(knex: Knex): unknown } };
  rollup: { Rollup: { create(options: object): Worker } };
  charges: { RatingWorker: { create(options: object): Worker } };
  prices: { PriceBook: { create(options: object): unknown } };
};
type Worker = { run(): Promise<void> };
type Calendar = {
  dayBounds(day: number): { fromMs: number };
  monthBounds(month: number): { fromMs: number; toMs: number };
};

async function load<K extends keyof Modules>(name: K): Promise<Modules[K]> {
  return import(resolve(BACKEND, `src/${name}/index.ts`));
}

/** From raw events to charges: the plugin's own rollup and rating, on its own tables. */
export class Pipeline {
  private constructor(
    private readonly knex: Knex,
    readonly calendar: Calendar,
    private readonly rollup: Worker,
    private readonly rating: Worker,
  ) {}

  /** @param now - the clock that charges for time go by */
  static async create(knex: Knex, now: number): Promise<Pipeline> {
    await knex.migrate.latest({ directory: resolve(BACKEND, 'migrations') });
    const { BillingCalendar } = await load('calendar');
    const { Leases } = await load('leases');
    const { Rollup } = await load('rollup');
    const { RatingWorker } = await load('charges');
    const { PriceBook } = await load('prices');
    const calendar = BillingCalendar.create('Europe/Berlin');
    const book = PriceBook.create({
      calendar,
      versions: [{ ...priceVersion(), validFromMs: ALLOCATIONS_FROM }],
    });
    const quiet = () => {};
    const logger = {
      debug: quiet,
      info: quiet,
      warn: complain,
      error: complain,
      child: () => logger,
    };
    const common = { knex, leases: Leases.create(knex), calendar, logger };
    return new Pipeline(
      knex,
      calendar,
      Rollup.create(common),
      RatingWorker.create({
        ...common,
        periods: { calendar, graceDays: 5 },
        priceBook: async () => book,
        now: () => now,
      }),
    );
  }

  /** Forgets everything but the raw events. */
  async forget(): Promise<void> {
    await this.knex.raw(
      'truncate usage_days, dirty_months, charges, cost_days, statements, statement_lines',
    );
    await this.knex('cursors').where('name', 'rollup').update({ value: '0' });
    // Time has been charged for: it is usage that is measured here.
    await this.knex('cursors')
      .insert({ name: 'accrued', value: '9999999999999', moved_at: 0 })
      .onConflict('name')
      .ignore();
    await this.knex.raw('analyze usage_days, dirty_months, charges, cost_days');
  }

  async addUp(): Promise<void> {
    await this.rollup.run();
  }

  async rate(): Promise<void> {
    await this.rating.run();
  }
}

function complain(message: string): void {
  throw new Error(message);
}
