import type { Knex } from 'knex';

const NOW = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Later than any benchmark lasts. */
const NEVER = `${NOW} + 86400000`;

/**
 * Orders of one instance each, stored as the order domain does, but not due
 * yet.
 *
 * @param batch - goes into the ids
 */
export async function seedOrders(
  knex: Knex,
  batch: string,
  count: number,
): Promise<void> {
  await knex.transaction(async trx => {
    const each = { batch, count };
    await trx.raw(
      `insert into orders (id, type, state, requested_by, requested_at,
         instance_id, target_name, stage, owner_ref, system_ref, customer_ref,
         software_provider_ref, request, changes, can_retry)
       select :batch || '-order-' || n, 'create-instance', 'accepted',
         'user:default/jana.brandt', ${NOW}, :batch || '-' || n,
         :batch || '-' || n, 'test', 'group:default/team-' || n % 50,
         'system:default/system-' || n % 100, 'group:default/agency-' || n % 20,
         'group:default/house-' || n % 50, '{}', '[]', false
       from generate_series(1, :count) n`,
      each,
    );
    await trx.raw(
      `insert into instances (id, component_name, depends_on, name, entity_name,
         broker_name, service_ref, service_id, service_title, tier, version,
         plan_id, plan_name, plan_title, parameters, service_snapshot,
         simulated, bindable, stage, state, owner_ref, system_ref, customer_ref,
         software_provider_ref, created_by, created_at, active_order_id)
       select :batch || '-' || n, 'database', '[]', :batch || '-' || n,
         :batch || '-' || n, 'bench', 'cloudservice:default/database',
         'database', 'Database', 'paas', '1', 'small', 'small', 'Small', '{}',
         '{}', false, true, 'test', 'pending', 'group:default/team-' || n % 50,
         'system:default/system-' || n % 100, 'group:default/agency-' || n % 20,
         'group:default/house-' || n % 50, 'user:default/jana.brandt', ${NOW},
         :batch || '-order-' || n
       from generate_series(1, :count) n`,
      each,
    );
    await trx.raw(
      `insert into operations (id, kind, order_id, instance_id, broker_name,
         depends_on, payload, actor, state, phase, blocked, interrupted,
         attempts, mitigation_attempts, created_at, next_at, fence)
       select :batch || '-operation-' || n, 'provision', :batch || '-order-' || n,
         :batch || '-' || n, 'bench', '[]',
         '{"serviceId":"database","planId":"small","parameters":{},"context":{}}',
         'user:default/jana.brandt', 'waiting', 'send', false, false, 0, 0,
         ${NOW}, ${NEVER}, 0
       from generate_series(1, :count) n`,
      each,
    );
  });
  await knex.raw('vacuum analyze orders, instances, operations, journal');
}

/** Lets all of a batch begin. */
export async function release(knex: Knex, batch: string): Promise<void> {
  await knex.raw(
    `update operations set next_at = ${NOW} where id like :batch || '-%'`,
    { batch },
  );
}

/** As if all of a batch had been sent ten minutes ago; polls spread over an interval. */
export async function sendAll(
  knex: Knex,
  batch: string,
  intervalMs: number,
): Promise<void> {
  await knex.raw(
    `update operations set state = 'running', phase = 'poll', attempts = 1,
       started_at = ${NOW} - 600000, deadline_at = ${NEVER},
       next_at = ${NOW} + floor(random() * :intervalMs)::bigint
     where id like :batch || '-%'`,
    { batch, intervalMs },
  );
  await knex.raw(
    `update instances set state = 'provisioning' where id like :batch || '-%'`,
    { batch },
  );
  await knex.raw(
    `update orders set state = 'running' where id like :batch || '-%'`,
    { batch },
  );
  await knex.raw('vacuum analyze orders, instances, operations');
}

/** How many orders of a batch have ended well. */
export async function succeeded(knex: Knex, batch: string): Promise<number> {
  const { rows } = await knex.raw(
    `select count(*)::int as count from orders
     where id like :batch || '-%' and state = 'succeeded'`,
    { batch },
  );
  return rows[0].count;
}
