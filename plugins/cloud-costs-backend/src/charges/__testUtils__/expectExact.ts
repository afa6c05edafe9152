import { planSinceOf } from '../../allocations';
import { rateMonth } from '../../rating';
import type { StoredStatement } from '../../statements';
import { HOUR, METERS, type World } from './World';

type Raw = {
  allocation_id: number;
  meter_id: number;
  time_ms: number | string;
  quantity: number | string;
};

/** What everything should cost, from the raw events alone: key to micro-units. */
async function rateFromEvents(world: World) {
  const charges = new Map<string, bigint>();
  const days = new Map<string, bigint>();
  const payers = new Map<string, bigint>();
  const add = (sums: Map<string, bigint>, key: string, amount: bigint) =>
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  const raw: Raw[] = await world.knex('usage_events');
  const instances: string[] = await world
    .knex('allocations')
    .distinct('instance_id')
    .pluck('instance_id');
  for (const instance of instances) {
    const rows = await world.allocations.ofInstances([instance]);
    const since = planSinceOf(rows);
    for (const allocation of rows) {
      const usage = new Map(
        METERS.map((name, index) => [
          name,
          raw
            .filter(
              event =>
                event.allocation_id === allocation.id &&
                event.meter_id === index + 1,
            )
            .map(event => ({
              hourMs: Math.floor(Number(event.time_ms) / HOUR) * HOUR,
              quantity: BigInt(event.quantity),
            })),
        ]),
      );
      for (const month of world.calendar.monthsBetween(
        allocation.fromMs,
        world.now,
      )) {
        for (const charge of rateMonth({
          allocation: {
            ...allocation,
            planSinceMs: since.get(allocation.id),
          },
          month,
          calendar: world.calendar,
          segments: world.book.segmentsOf(allocation, month),
          usage,
          asOfMs: world.now,
        })) {
          const { day, priceListId, type, component, amount, currency } =
            charge;
          const key = `${allocation.id} ${day} ${priceListId} ${type} ${component}`;
          add(charges, key, amount);
          add(days, `${allocation.id} ${day} ${currency}`, amount);
          add(payers, allocation.payerRef, amount);
        }
      }
    }
  }
  return { charges, days, payers };
}

function withoutZeros(sums: Map<string, bigint>): Record<string, string> {
  return Object.fromEntries(
    [...sums]
      .filter(([, amount]) => amount !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, amount]) => [key, String(amount)]),
  );
}

/** What is stored adds up to what the raw events should cost, in each way of adding up. */
export async function expectExact(world: World): Promise<void> {
  const expected = await rateFromEvents(world);
  const charges = new Map<string, bigint>();
  for (const row of await world.knex('charges')) {
    const key = `${row.allocation_id} ${row.day} ${row.price_list_id} ${row.type} ${row.component}`;
    charges.set(key, (charges.get(key) ?? 0n) + BigInt(row.amount));
  }
  expect(withoutZeros(charges)).toEqual(withoutZeros(expected.charges));

  const days = new Map<string, bigint>();
  for (const row of await world.knex('cost_days')) {
    days.set(
      `${row.allocation_id} ${row.day} ${row.currency}`,
      BigInt(row.amount),
    );
  }
  expect(withoutZeros(days)).toEqual(withoutZeros(expected.days));

  const payers = new Map<string, bigint>();
  const statements = await world.knex('statements').select('id');
  for (const { id } of statements) {
    const statement = (await world.statements.get(id)) as StoredStatement;
    const lines = await world.statements.lines(statement, world.book);
    const sum = lines.reduce((total, line) => total + BigInt(line.amount), 0n);
    if (statement.state === 'final') expect(statement.amount).toBe(sum);
    payers.set(
      statement.payerRef,
      (payers.get(statement.payerRef) ?? 0n) + sum,
    );
  }
  expect(withoutZeros(payers)).toEqual(withoutZeros(expected.payers));
}

/** Everything that final statements say, as texts. */
export async function finalTexts(world: World): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const row of await world.knex('statements').where('state', 'final')) {
    const lines = await world.statements.storedLines(row.id);
    texts.set(row.id, JSON.stringify([row, lines]));
  }
  return texts;
}
