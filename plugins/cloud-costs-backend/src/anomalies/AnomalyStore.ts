import { randomUUID } from 'node:crypto';
import { databaseNow, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { dayNumber } from '../costs/query';
import type { FoundAnomaly, MeasuredDay } from './findAnomalies';
import { runsOf } from './runsOf';

/** A row of `anomalies`: a day on which an allocation stands out. */
export type AnomalyRow = {
  id: string;
  run_id: string;
  allocation_id: number;
  day: number;
  currency: string;
  amount: string | number;
  expected: string | number;
  score: string;
  cause: string;
  acknowledged_by: string | null;
  acknowledged_at: string | number | null;
  note: string | null;
  notified_at: string | number | null;
};

/** Reads what days cost, and keeps which of them stand out. */
export class AnomalyStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): AnomalyStore {
    return new AnomalyStore(knex);
  }

  /** What the measured components of allocations cost on days. */
  async measured(ids: number[], days: number[]): Promise<MeasuredDay[]> {
    const rows: Array<{
      allocation_id: number;
      day: number;
      component: string;
      meter: string;
      unit: string;
      currency: string;
      amount: string | number;
      quantity: string;
    }> = await this.knex('charges')
      .join('meters', 'meters.id', 'charges.meter_id')
      .whereIn('allocation_id', ids)
      .whereIn('day', days)
      .select(
        'allocation_id',
        'day',
        'component',
        { meter: 'meters.name' },
        'charges.unit',
        'currency',
        'amount',
        'quantity',
      );
    return rows.map(row => ({
      allocationId: row.allocation_id,
      day: row.day,
      component: row.component,
      meter: row.meter,
      unit: row.unit,
      currency: row.currency,
      amount: BigInt(row.amount),
      quantity: BigInt(row.quantity),
    }));
  }

  /** The allocations of which something was measured on one of the days. */
  async measuredOn(days: number[]): Promise<number[]> {
    return this.knex('charges')
      .whereIn('day', days)
      .whereNotNull('meter_id')
      .distinct()
      .pluck('allocation_id');
  }

  /**
   * Replaces what stands out on a day of the allocations that were looked at.
   * What late usage has put right goes; what somebody has looked at stays.
   */
  async replace(
    day: number,
    ids: number[],
    found: readonly FoundAnomaly[],
  ): Promise<void> {
    await transact(this.knex, async trx => {
      const before: AnomalyRow[] = await trx('anomalies')
        .whereIn('allocation_id', ids)
        .where({ day });
      const kept = new Set(found.map(keyOf));
      const gone = before.filter(
        row =>
          row.acknowledged_at === null &&
          !kept.has(
            keyOf({ allocationId: row.allocation_id, currency: row.currency }),
          ),
      );
      await trx('anomalies')
        .whereIn(
          'id',
          gone.map(({ id }) => id),
        )
        .delete();
      for (const one of found) await write(trx, one);
      const changed = new Set([
        ...gone.map(row => row.allocation_id),
        ...found.map(({ allocationId }) => allocationId),
      ]);
      for (const id of changed) await joinRuns(trx, id);
    });
  }

  /** All days of runs, in the order of time. */
  async daysOf(runIds: readonly string[]): Promise<Map<string, AnomalyRow[]>> {
    const rows: AnomalyRow[] = await this.knex('anomalies')
      .whereIn('run_id', runIds)
      .orderBy('day');
    const runs = new Map<string, AnomalyRow[]>();
    for (const row of rows) {
      const known = runs.get(row.run_id);
      if (known) known.push(row);
      else runs.set(row.run_id, [row]);
    }
    return runs;
  }
}

function keyOf(one: { allocationId: number; currency: string }): string {
  return `${one.allocationId} ${one.currency}`;
}

async function write(trx: Knex.Transaction, one: FoundAnomaly): Promise<void> {
  const id = randomUUID();
  await trx('anomalies')
    .insert({
      id,
      run_id: id,
      allocation_id: one.allocationId,
      day: one.day,
      currency: one.currency,
      amount: String(one.amount),
      expected: String(one.expected),
      score: one.score,
      cause: JSON.stringify(one.causes),
      found_at: databaseNow(trx),
    })
    .onConflict(['allocation_id', 'day', 'currency'])
    .merge(['amount', 'expected', 'score', 'cause']);
}

async function joinRuns(
  trx: Knex.Transaction,
  allocationId: number,
): Promise<void> {
  const rows: AnomalyRow[] = await trx('anomalies').where({
    allocation_id: allocationId,
  });
  const runs = runsOf(
    rows.map(row => ({
      id: row.id,
      day: dayNumber(row.day),
      currency: row.currency,
      amount: BigInt(row.amount),
      expected: BigInt(row.expected),
    })),
  );
  for (const row of rows) {
    const runId = runs.get(row.id);
    if (runId === row.run_id) continue;
    await trx('anomalies').where('id', row.id).update({ run_id: runId });
  }
}
