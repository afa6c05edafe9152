import { resolve } from 'node:path';
import type { Knex } from 'knex';
import { ROOT } from '../harness';
import { COMPONENTS, ZONE } from './prices';

type OraclePrice = (
  input: {
    component: unknown;
    zone: string;
    fromMs: number;
    usage: Array<{ hourMs: number; quantity: string }>;
  },
  throughMs: number,
) => bigint;

const HOUR_MS = 3_600_000;

/**
 * What each component of each instance costs in the month, by decimals and
 * Luxon from the raw events.
 */
export async function oracleTotals(
  knex: Knex,
  month: { fromMs: number; toMs: number },
): Promise<Map<string, bigint>> {
  const { oraclePrice }: { oraclePrice: OraclePrice } = await import(
    resolve(
      ROOT,
      'plugins/cloud-costs-backend/src/rating/__testUtils__/oracle.ts',
    )
  );
  const totals = new Map<string, bigint>();
  for (const [index, component] of COMPONENTS.entries()) {
    const { rows } = await knex.raw<{
      rows: Array<{ allocation_id: number; hour: string; quantity: string }>;
    }>(
      `select allocation_id, time_ms / ${HOUR_MS} as hour, (sum(quantity) / 1000000.0)::numeric(40, 6)::text as quantity
       from usage_events where meter_id = ? and time_ms >= ? and time_ms < ? group by 1, 2`,
      [index + 1, month.fromMs, month.toMs],
    );
    const usage = new Map<
      number,
      Array<{ hourMs: number; quantity: string }>
    >();
    for (const row of rows) {
      const known = usage.get(row.allocation_id) ?? [];
      known.push({
        hourMs: Number(row.hour) * HOUR_MS,
        quantity: row.quantity,
      });
      usage.set(row.allocation_id, known);
    }
    for (const [allocation, hours] of usage) {
      totals.set(
        `${allocation} ${component.id}`,
        oraclePrice(
          { component, zone: ZONE, fromMs: month.fromMs, usage: hours },
          month.toMs,
        ),
      );
    }
  }
  return totals;
}

/** Whether the charges come to just that, and `cost_days` too. */
export async function agrees(
  knex: Knex,
  totals: Map<string, bigint>,
): Promise<boolean> {
  const { rows } = await knex.raw<{
    rows: Array<{ key: string; amount: string }>;
  }>(
    `select allocation_id || ' ' || component as key, sum(amount)::text as amount
     from charges group by 1`,
  );
  const [days] = await knex('cost_days').select(
    knex.raw('coalesce(sum(amount), 0)::text as amount'),
  );
  const all = [...totals.values()].reduce((sum, amount) => sum + amount, 0n);
  const found = new Map(rows.map(row => [row.key, BigInt(row.amount)]));
  return (
    all > 0n &&
    BigInt(days.amount) === all &&
    [...totals].every(([key, amount]) => (found.get(key) ?? 0n) === amount) &&
    [...found].every(([key, amount]) => (totals.get(key) ?? 0n) === amount)
  );
}
