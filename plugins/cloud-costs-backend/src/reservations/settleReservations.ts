import { databaseNow, fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { lifecycleKind } from '../allocations/readLifecycleEvent';
import {
  readItems,
  type ReservationRow,
  type ReservedItem,
} from './reservationRows';

/** An instance that has come of an order, or what it has become. */
type Outcome = {
  orderId: string;
  instanceId: string;
  serviceRef: string;
  plan: string;
};

/**
 * Instances have begun or ended: what is set aside for their orders is less.
 *
 * As soon as an instance is there, the forecast expects its fees, so those are
 * set aside no longer. Its usage the forecast has to learn first; that stays set
 * aside until the reservation expires or the instance ends. This is part of the
 * transaction that makes the allocations, so no fee is ever counted twice or not
 * at all.
 *
 * Everything that is known of the instances is gone through again, so it does not
 * matter in which order events come and whether they come again.
 */
export async function settleReservations(
  trx: Knex.Transaction,
  instanceIds: string[],
): Promise<void> {
  const { begun, ended } = await readOutcomes(trx, instanceIds);
  const rows: ReservationRow[] = await trx('reservations')
    .whereIn('order_id', [...new Set(begun.map(({ orderId }) => orderId))])
    .whereNull('released_at')
    .where('expires_at', '>', databaseNow(trx))
    .orderBy('order_id')
    .forUpdate();
  for (const row of rows) {
    const items = begun
      .filter(({ orderId }) => orderId === row.order_id)
      .reduce(settle, readItems(row))
      .map(item =>
        ended.has(item.instanceId ?? '') ? { ...item, usage: {} } : item,
      );
    await trx('reservations')
      .where('order_id', row.order_id)
      .update({ amounts: JSON.stringify(items) });
  }
}

/** The item that the instance has come of owes no fees any more. */
function settle(items: ReservedItem[], outcome: Outcome): ReservedItem[] {
  const { instanceId, serviceRef, plan } = outcome;
  const come =
    items.find(item => item.instanceId === instanceId) ??
    items.find(
      item =>
        item.instanceId === undefined &&
        item.serviceRef === serviceRef &&
        item.plan === plan,
    );
  return items.map(item =>
    item === come ? { ...item, instanceId, fees: {} } : item,
  );
}

async function readOutcomes(
  trx: Knex.Transaction,
  instanceIds: string[],
): Promise<{ begun: Outcome[]; ended: Set<string> }> {
  const rows: Array<{ type: string; instance_id: string; data: string }> =
    await trx('lifecycle_events')
      .whereIn('instance_id', instanceIds)
      .orderBy(['time_ms', 'event_id'])
      .select('type', 'instance_id', 'data');
  const begun: Outcome[] = [];
  const ended = new Set<string>();
  for (const { type, instance_id: instanceId, data } of rows) {
    const kind = lifecycleKind(type);
    if (kind === 'torn-down') ended.add(instanceId);
    if (kind !== 'provisioned' && kind !== 'plan-changed') continue;
    const { orderId, serviceRef, plan } = fromJson<Partial<Outcome>>(data);
    if (typeof orderId !== 'string' || !serviceRef || !plan) continue;
    begun.push({ orderId, instanceId, serviceRef, plan });
  }
  return { begun, ended };
}
