import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { nextCostChange } from '../costs';

/** A row of `allocations`, by default a test database of the road traffic agency. */
export async function seedAllocation(
  knex: Knex,
  row: Record<string, unknown> = {},
): Promise<number> {
  const [{ count }] = await knex('allocations').count({ count: '*' });
  const instance = `instance-${Number(count) + 1}`;
  const [{ id }] = await knex('allocations')
    .insert({
      instance_id: instance,
      segment: 0,
      from_ms: Date.UTC(2026, 0, 1),
      to_ms: null,
      instance_name: `${instance} of kfz`,
      environment_id: 'environment-1',
      environment_name: 'kfz-test',
      service_ref: 'cloudservice:default/sandbox-postgresql',
      plan: 'small',
      begun_by: 'provisioned',
      stage: 'test',
      payer_ref: 'group:default/kraftfahrtamt',
      owner_ref: 'group:default/team-kfz-portal',
      customer_ref: 'group:default/kraftfahrtamt',
      software_provider_ref: 'group:default/softwerk-nord',
      system_ref: 'system:default/kfz-portal',
      tags: '{"purpose":"load"}',
      simulated: false,
      ...row,
    })
    .returning('id');
  return id;
}

/** What a component of an allocation cost on a day. */
export type SeedCharge = {
  allocation: number;
  /** Such as 20261123. */
  day: number;
  amount: bigint | number;
  component?: string;
  type?: string;
  currency?: string;
  billedMonth?: number;
  quantity?: string;
  unit?: string;
  meter?: number;
  priceList?: number;
};

/** Writes charges, and the costs of their days, as the rating does. */
export async function seedCharges(
  knex: Knex,
  charges: SeedCharge[],
): Promise<void> {
  await transact(knex, async trx => {
    for (const charge of charges) {
      const month = Math.floor(charge.day / 100);
      await trx('charges').insert({
        allocation_id: charge.allocation,
        day: charge.day,
        month,
        billed_month: charge.billedMonth ?? month,
        price_list_id: charge.priceList ?? 1,
        component: charge.component ?? 'base',
        type: charge.type ?? 'recurring',
        meter_id: charge.meter ?? null,
        quantity: charge.quantity ?? '1000000',
        unit: charge.unit ?? 'day',
        amount: String(charge.amount),
        currency: charge.currency ?? 'EUR',
        rated_at: Date.now(),
      });
    }
    await sumUpDays(trx, charges);
  });
}

/** Brings `cost_days` in line with the charges of the days that are named. */
export async function sumUpDays(
  trx: Knex.Transaction,
  days: Array<{ allocation: number; day: number; currency?: string }>,
): Promise<void> {
  const seq = await nextCostChange(trx);
  for (const { allocation, day, currency = 'EUR' } of days) {
    const key = { allocation_id: allocation, day, currency };
    await trx('cost_days')
      .insert({
        ...key,
        amount: trx('charges')
          .where(key)
          .select(trx.raw('cast(coalesce(sum(amount), 0) as bigint)')),
        changed_seq: seq,
      })
      .onConflict(Object.keys(key))
      .merge();
  }
}
