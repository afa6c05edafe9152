import { TestDatabases } from '@backstage/backend-test-utils';
import { transact } from '@dualcloud/foundation-node';
import fc from 'fast-check';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { HOUR, World } from '../charges/__testUtils__/World';
import { ensureStatements, graceEndsAt } from './billing';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const PAYER = 'group:default/a';
const MONTHS = [202601, 202602, 202603];
const BEGIN = Date.parse('2026-01-10T12:00:00+01:00');

/** What should be, without a database. */
type Model = {
  now: number;
  states: Map<number, 'open' | 'in-grace' | 'final'>;
  amounts: Map<number, bigint>;
  /** What a final statement says, from the moment on in which it was final. */
  texts: Map<number, string>;
};

type Real = { world: World; allocation: number };
type Command = fc.AsyncCommand<Model, Real>;

const idOf = async ({ world }: Real, month: number): Promise<string> =>
  (await world.knex('statements').where({ month }).first('id')).id;

/** Statement and lines, word for word. */
async function textOf({ world }: Real, month: number): Promise<string> {
  const row = await world.knex('statements').where({ month }).first();
  const lines = await world
    .knex('statement_lines')
    .where('statement_id', row.id)
    .orderBy('position');
  return JSON.stringify([row, lines]);
}

async function finaliseByHand(real: Real, month: number): Promise<string> {
  const lifecycle = real.world.lifecycle();
  const id = await idOf(real, month);
  const statement = await real.world.statements.get(id);
  if (!statement) throw new Error(`there is no statement of ${month}`);
  const prepared = await lifecycle.prepare(statement);
  const outcome = await transact(real.world.knex, trx =>
    lifecycle.finalise(trx, { id, actor: 'p', reason: 'now' }, prepared),
  );
  return 'refusal' in outcome ? outcome.refusal : 'done';
}

/** Whether the database is as the model says; what is final stays word for word. */
async function expectAgreement(model: Model, real: Real): Promise<void> {
  const rows = await real.world
    .knex('statements')
    .orderBy('month')
    .select('month', 'state', 'number', 'amount');
  expect(rows.map(({ month, state }) => [month, state])).toEqual(
    [...model.states].sort(([a], [b]) => a - b),
  );
  for (const { month, state, amount } of rows) {
    if (state !== 'final') continue;
    expect(BigInt(amount)).toBe(model.amounts.get(month));
    const text = await textOf(real, month);
    expect(text).toBe(model.texts.get(month) ?? text);
    model.texts.set(month, text);
  }
  const numbers = rows.flatMap(({ number }) => number ?? []).sort();
  expect(numbers).toEqual(
    numbers.map((_, index) => `2026-${String(index + 1).padStart(6, '0')}`),
  );
}

class Wait implements Command {
  constructor(private readonly days: number) {}
  check = () => true;
  async run(model: Model, { world }: Real) {
    model.now += this.days * 24 * HOUR;
    world.now = model.now;
  }
  toString = () => `wait ${this.days} days`;
}

class Charge implements Command {
  constructor(
    private readonly month: number,
    private readonly day: number,
    private readonly amount: bigint,
  ) {}
  // What comes late is billed in another month; see rating.property.test.ts.
  check = ({ states }: Readonly<Model>) => states.get(this.month) !== 'final';
  async run(model: Model, { world, allocation }: Real) {
    const day = this.month * 100 + this.day;
    const component = `c${await count(world)}`;
    await seedCharges(world.knex, [
      { allocation, day, amount: this.amount, component },
    ]);
    const before = model.amounts.get(this.month) ?? 0n;
    model.amounts.set(this.month, before + this.amount);
  }
  toString = () => `charge ${this.amount} in ${this.month}`;
}

/** Time moves statements on, on as many replicas at once. */
class Run implements Command {
  constructor(private readonly replicas: number) {}
  check = () => true;
  run = async (model: Model, real: Real) => {
    const { world } = real;
    const replicas = Array.from({ length: this.replicas }, () =>
      world.lifecycle(),
    );
    await Promise.all(replicas.map(one => one.run()));
    for (const [month, state] of model.states) {
      if (state === 'final') continue;
      const isOver = model.now >= world.calendar.monthBounds(month).toMs;
      if (isOver) model.states.set(month, 'in-grace');
      if (model.now >= graceEndsAt(world.periods, month)) {
        model.states.set(month, 'final');
      }
    }
    await expectAgreement(model, real);
  };
  toString = () => `run on ${this.replicas}`;
}

/** Of several clicks at once one counts at most. */
function expectOneDone(
  outcomes: string[],
  wanted: { first: string; others: string },
): void {
  const [first, ...others] = [...outcomes].sort();
  expect(first).toBe(wanted.first);
  expect(new Set([...others, wanted.others])).toEqual(new Set([wanted.others]));
}

/** The IT service provider does not wait, and perhaps clicks twice. */
class Finalise implements Command {
  constructor(private readonly month: number, private readonly times: number) {}
  check = () => true;
  run = async (model: Model, real: Real) => {
    const { month } = this;
    const outcomes = await Promise.all(
      Array.from({ length: this.times }, () => finaliseByHand(real, month)),
    );
    const isOver = model.now >= real.world.calendar.monthBounds(month).toMs;
    const wasFinal = model.states.get(month) === 'final';
    if (isOver) model.states.set(month, 'final');
    const refusal = isOver ? 'final' : 'open';
    expectOneDone(outcomes, {
      first: isOver && !wasFinal ? 'done' : refusal,
      others: refusal,
    });
    await expectAgreement(model, real);
  };
  toString = () => `finalise ${this.month}, ${this.times} times`;
}

class Tamper implements Command {
  constructor(private readonly month: number) {}
  check = ({ states }: Readonly<Model>) => states.get(this.month) === 'final';
  run = async (model: Model, real: Real) => {
    const { knex } = real.world;
    const id = await idOf(real, this.month);
    const tries = [
      () => knex('statements').where({ id }).update({ payable: 1 }),
      () => knex('statements').where({ id }).update({ state: 'open' }),
      () => knex('statements').where({ id }).delete(),
      () => knex('statement_lines').where('statement_id', id).delete(),
      () => knex('statement_lines').update({ line: '{}' }),
      () =>
        knex('statement_lines').insert({
          statement_id: id,
          position: 99,
          line: '{}',
        }),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toThrow(
        /a final statement never changes/,
      );
    }
    await expectAgreement(model, real);
  };
  toString = () => `tamper with ${this.month}`;
}

/** However far the steps before got: all that there is gets final, and stays so. */
const END: readonly Command[] = [
  new Wait(150),
  new Run(2),
  ...MONTHS.map(month => new Tamper(month)),
];

async function count({ knex }: World): Promise<number> {
  const [{ charges }] = await knex('charges').count({ charges: '*' });
  return Number(charges);
}

const month = fc.constantFrom(...MONTHS);
const commands = fc.commands<Model, Real, false>(
  [
    fc.integer({ min: 1, max: 25 }).map(days => new Wait(days)),
    fc
      .tuple(
        month,
        fc.integer({ min: 1, max: 28 }),
        fc.bigInt(-9_999n, 99_999n),
      )
      .map(([of, day, amount]) => new Charge(of, day, amount)),
    fc.integer({ min: 1, max: 2 }).map(replicas => new Run(replicas)),
    fc
      .tuple(month, fc.integer({ min: 1, max: 2 }))
      .map(([of, times]) => new Finalise(of, times)),
    month.map(of => new Tamper(of)),
  ],
  { maxCommands: 30, size: 'max' },
);

/** Three months with a charge each, on the tenth of the first. */
async function begin(world: World): Promise<{ model: Model; real: Real }> {
  const { knex } = world;
  world.now = BEGIN;
  const allocation = await seedAllocation(knex, { payer_ref: PAYER });
  await seedCharges(
    knex,
    MONTHS.map(of => ({ allocation, day: of * 100 + 1, amount: 5_000 })),
  );
  await knex('cursors').insert({
    name: 'accrued',
    value: String(BEGIN * 2),
    moved_at: 0,
  });
  await transact(knex, trx =>
    ensureStatements(
      trx,
      world.periods,
      MONTHS.map(of => ({ payerRef: PAYER, month: of, currency: 'EUR' })),
      BEGIN,
    ),
  );
  return {
    model: {
      now: BEGIN,
      states: new Map(MONTHS.map(of => [of, 'open'])),
      amounts: new Map(MONTHS.map(of => [of, 5_000n])),
      texts: new Map(),
    },
    real: { world, allocation },
  };
}

it.each(databases.eachSupportedId())(
  'statements move on like their model, on two replicas too, on %s',
  async databaseId => {
    await fc.assert(
      fc.asyncProperty(commands, async steps => {
        const knex = await databases.init(databaseId);
        const world = await World.create(knex);
        const { model, real } = await begin(world);
        await fc.asyncModelRun(() => ({ model, real }), steps);
        await fc.asyncModelRun(() => ({ model, real }), [...END]);
        expect([...model.texts.keys()].sort()).toEqual(MONTHS);
      }),
      { numRuns: 10 },
    );
  },
);

it.each(databases.eachSupportedId())(
  'older months have the lower numbers, on %s',
  async databaseId => {
    const world = await World.create(await databases.init(databaseId));
    const { model, real } = await begin(world);
    await fc.asyncModelRun(
      () => ({ model, real }),
      [new Wait(150), new Run(1)],
    );
    const rows = await world.knex('statements').orderBy('number');
    expect(rows.map(row => row.month)).toEqual(MONTHS);
  },
);
