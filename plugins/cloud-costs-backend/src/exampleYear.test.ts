import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import { ExampleWorld } from '../dev/ExampleWorld';
import { AnomalyFinder, type AnomalyNotices } from './anomalies';
import { CostMemory, CostTotals, type CostFilter } from './costs';
import { Forecasts } from './forecast';

jest.setTimeout(600_000);

/** The example's year ends with this month. */
const LAST_MONTH = 202610;
/** Those with two months before them. */
const MONTHS = Array.from({ length: 10 }, (_, index) => 202601 + index);
const TESTED_DAYS = [10, 20];

/**
 * What is said about the future and the unusual, held against a year of plausible
 * usage with seasons, growth, changes of plan, a runaway and late events.
 */
describe('the year of the example data', () => {
  let directory: string;
  let knex: Knex;
  let world: ExampleWorld;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'example-year-'));
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: path.join(directory, 'costs.sqlite') },
      useNullAsDefault: true,
    });
    world = await ExampleWorld.create(knex);
    await world.live(LAST_MONTH);
  });
  afterAll(async () => {
    await knex.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  /** Everything, each payer, each system. */
  async function scopes(): Promise<CostFilter[]> {
    const refs = (column: string): Promise<string[]> =>
      knex('allocations').whereNotNull(column).distinct().pluck(column);
    return [
      {},
      ...(await refs('payer_ref')).map(ref => ({ payer: [ref] })),
      ...(await refs('system_ref')).map(ref => ({ system: [ref] })),
    ];
  }

  async function monthSums(filters: CostFilter[]): Promise<bigint[][]> {
    const memory = CostMemory.create({ knex, days: 0 });
    const totals = CostTotals.create({ knex, memory });
    return Promise.all(
      filters.map(async filter => {
        const sums = await totals.sum({
          filter,
          restrict: () => undefined,
          from: MONTHS[0] * 100 + 1,
          to: LAST_MONTH * 100 + 31,
          interval: 'month',
        });
        return [...sums.amounts('', 'EUR')];
      }),
    );
  }

  /** What was known on a day; nothing of it is kept. */
  async function knownOn<T>(
    day: number,
    ask: (forecasts: Forecasts) => Promise<T>,
  ): Promise<T> {
    const book = await world.prices.book();
    const nowMs = world.calendar.dayBounds(day).fromMs + 60_000;
    const trx = await knex.transaction();
    try {
      await trx('charges').where('day', '>=', day).delete();
      await trx('cost_days').where('day', '>=', day).delete();
      await trx('allocations').where('from_ms', '>', nowMs).delete();
      await trx('allocations')
        .where('to_ms', '>', nowMs)
        .update({ to_ms: null });
      return await ask(
        Forecasts.create({
          knex: trx,
          calendar: world.calendar,
          totals: CostTotals.create({
            knex: trx,
            memory: CostMemory.create({ knex: trx, days: 0 }),
          }),
          priceBook: async () => book,
          now: () => nowMs,
        }),
      );
    } finally {
      await trx.rollback();
    }
  }

  it.each(TESTED_DAYS)(
    'ended each month within what was forecast on day %i about as often as that claims',
    async dayOfMonth => {
      const filters = await scopes();
      const sums = await monthSums(filters);
      const errors: number[] = [];
      const told: boolean[] = [];
      for (const [index, month] of MONTHS.entries()) {
        await knownOn(month * 100 + dayOfMonth, async forecasts => {
          for (const [scope, filter] of filters.entries()) {
            const actual = sums[scope][index];
            if (actual === 0n) continue;
            const { month: said } = await forecasts.forecast({
              restrict: () => undefined,
              filter,
            });
            told.push(
              BigInt(said.low) <= actual && actual <= BigInt(said.high),
            );
            const expected = Number(said.expected);
            errors.push(Math.abs(expected / Number(actual) - 1));
          }
        });
      }
      const share = told.filter(Boolean).length / errors.length;
      expect(errors.length).toBeGreaterThan(100);
      expect(share).toBeGreaterThan(0.8);
      expect(share).toBeLessThan(0.97);
      errors.sort((a, b) => a - b);
      expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.005);
    },
  );

  it('shows the runaway and what caused it, and few others', async () => {
    const { calendar } = world;
    await AnomalyFinder.create({
      knex,
      calendar,
      limits: { threshold: 5, floor: 1_000_000n },
      notices: { tell: async () => undefined } as unknown as AnomalyNotices,
      now: () => calendar.monthBounds(LAST_MONTH).toMs + 60_000,
    }).run();
    const runs: Array<{
      instance_name: string;
      first: number;
      last: number;
      days: number;
      more: number;
    }> = await knex('anomalies')
      .join('allocations', 'allocations.id', 'anomalies.allocation_id')
      .groupBy('run_id', 'instance_name')
      .orderBy(['first', 'instance_name'])
      .select('instance_name')
      .min({ first: 'day' })
      .max({ last: 'day' })
      .count({ days: '*' })
      .select({ more: knex.raw('sum(amount - expected)') });
    const runaway = runs.filter(run => run.instance_name.includes('lasttest'));
    expect(runaway).toEqual([
      expect.objectContaining({
        instance_name: 'kfz-lasttest-datenbank',
        first: 20260924,
        last: 20261006,
        days: 13,
      }),
      expect.objectContaining({
        instance_name: 'kfz-lasttest-nachrichten',
        days: 13,
      }),
    ]);
    // In euros: 900 for connections, 2,500 for messages.
    expect(runaway[0].more).toBeGreaterThan(900_000_000);
    expect(runaway[1].more).toBeGreaterThan(2_500_000_000);
    const { cause } = await knex('anomalies')
      .where('day', 20261005)
      .orderBy('amount', 'desc')
      .first();
    expect(JSON.parse(cause)[0]).toMatchObject({
      component: 'messages',
      meter: 'mqtt-messages',
    });
    // New seasons of a register and a school are the others.
    expect(runs.length - runaway.length).toBeLessThanOrEqual(5);
  });
});
