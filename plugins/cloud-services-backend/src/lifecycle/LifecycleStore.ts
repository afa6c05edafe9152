import type {
  LifecycleEvent,
  LifecycleEventData,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type BigIntColumn,
  isPostgres,
  toBoolean,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { InstanceRow } from '../instances';
import { payerOf, toParties } from '../instances/parties';

/*
 * The second outbox. The change feed tells how things are and forgets how they
 * came to be; whoever bills needs each step with its time. So this one is
 * append-only.
 *
 * One event for each effect. The event is written in the transaction that makes
 * the effect durable, and that transaction is fenced: of two processes that
 * learnt of the same success one commits, with its event, and the other with
 * nothing. `effect` names the effect by its natural key and is unique, so that
 * not even a fault in what stands before it makes two events of one.
 *
 * What billing may rely on, for each instance: `provisioned` comes first, once;
 * `torn-down` comes last, once, and only after `provisioned`. A creation that
 * failed, with what its orphan mitigation removed, leaves no trace here.
 *
 * No reader misses what commits late. A sequence number is drawn before its
 * transaction commits, so a reader might see 8 while 7 is still on its way, put
 * 8 down as its cursor and never ask for 7. The reader therefore takes a lock
 * on the table that waits for the writers in flight and holds back new ones:
 * when it has the lock, every number that was ever drawn is committed or will
 * never be. The events come last in their transactions, so nobody waits long.
 * SQLite has one writer at a time and needs no lock.
 */

/** What an operation did to an instance. */
export type LifecycleEffect = {
  instanceId: string;
  orderId: string | undefined;
} & (
  | { kind: 'provision' | 'deprovision' }
  | {
      kind: 'update';
      operationId: string;
      /** The plan's name before. */
      previousPlan: string;
    }
);

/** An event as it is stored. */
export type LifecycleEventRow = {
  seq: number | string;
  id: string;
  effect: string;
  type: LifecycleEvent['type'];
  instance_id: string;
  at: number | string;
  data: string;
};

type Snapshot = InstanceRow & {
  environment_name: string | null;
  finished_at: BigIntColumn;
};

/** The append-only feed of what happened to instances. */
export class LifecycleStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): LifecycleStore {
    return new LifecycleStore(knex);
  }

  /**
   * Appends the event of an effect that has just been written to the instance's
   * row, if it is one. The caller has locked the row.
   * @returns whether the feed has news
   */
  async record(
    trx: Knex.Transaction,
    effect: LifecycleEffect,
  ): Promise<boolean> {
    const snapshot = await takeSnapshot(trx, effect);
    const event = snapshot && eventOf(effect, snapshot);
    if (!snapshot || !event) return false;
    const { previousPlan, ...facts } = event;
    await trx('lifecycle_events')
      .insert({
        ...facts,
        id: uuid(),
        instance_id: snapshot.id,
        data: JSON.stringify(dataOf(snapshot, effect.orderId, previousPlan)),
      })
      .onConflict('effect')
      .ignore();
    return true;
  }

  /** Events after a cursor, in order. */
  async list(options: {
    after: number;
    limit: number;
  }): Promise<LifecycleEventRow[]> {
    // A reader that freezes must not hold its lock: every teardown would wait.
    return transact(this.knex, async trx => {
      if (isPostgres(trx)) {
        await trx.raw('lock table lifecycle_events in share mode');
      }
      return trx('lifecycle_events')
        .where('seq', '>', options.after)
        .orderBy('seq')
        .limit(options.limit);
    });
  }
}

async function takeSnapshot(
  trx: Knex.Transaction,
  effect: LifecycleEffect,
): Promise<Snapshot | undefined> {
  const query = trx('instances')
    .leftJoin('environments', 'environments.id', 'instances.environment_id')
    .where('instances.id', effect.instanceId)
    .select('instances.*', { environment_name: 'environments.name' });
  if (effect.kind === 'update') {
    query.select({
      finished_at: trx('operations')
        .where('id', effect.operationId)
        .select('finished_at'),
    });
  }
  return query.first();
}

type Event = Pick<LifecycleEventRow, 'type' | 'effect'> & {
  at: BigIntColumn;
  previousPlan?: string;
};

/** Nothing happens to what was never usable. */
function eventOf(effect: LifecycleEffect, row: Snapshot): Event | undefined {
  if (row.ready_at === null) return undefined;
  switch (effect.kind) {
    case 'provision':
      return {
        type: 'dev.dualcloud.instance.provisioned.v1',
        effect: `provisioned:${row.id}`,
        at: row.ready_at,
      };
    case 'update':
      if (effect.previousPlan === row.plan_name) return undefined;
      return {
        type: 'dev.dualcloud.instance.plan-changed.v1',
        effect: `plan-changed:${effect.operationId}`,
        at: row.finished_at,
        previousPlan: effect.previousPlan,
      };
    default:
      return {
        type: 'dev.dualcloud.instance.torn-down.v1',
        effect: `torn-down:${row.id}`,
        at: row.terminated_at,
      };
  }
}

function dataOf(
  row: Snapshot,
  orderId: string | undefined,
  previousPlan: string | undefined,
): LifecycleEventData {
  return {
    instanceId: row.id,
    instanceName: row.name,
    environmentId: row.environment_id ?? undefined,
    environmentName: row.environment_name ?? undefined,
    serviceRef: row.service_ref,
    plan: row.plan_name,
    previousPlan,
    stage: row.stage,
    systemRef: row.system_ref,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: payerOf(toParties(row)),
    orderId: orderId ?? row.active_order_id ?? row.last_order_id ?? '',
    simulated: toBoolean(row.simulated),
  };
}
