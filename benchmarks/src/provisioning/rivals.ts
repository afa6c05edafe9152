import type { Knex } from 'knex';
import { request } from 'undici';

const NOW = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Stores that one operation has succeeded, and what follows from it. */
async function complete(
  knex: Knex,
  operation: { id: string; order_id: string; instance_id: string },
): Promise<void> {
  await knex.transaction(async trx => {
    await trx.raw(
      `update operations set state = 'succeeded', finished_at = ${NOW},
         lease_owner = null, lease_until = null where id = ?`,
      [operation.id],
    );
    await trx.raw(
      `update instances set state = 'ready', ready_at = ${NOW},
         active_order_id = null, last_order_id = ? where id = ?`,
      [operation.order_id, operation.instance_id],
    );
    await trx.raw(
      `update orders set state = 'succeeded', finished_at = ${NOW} where id = ?`,
      [operation.order_id],
    );
  });
}

/**
 * The least that a queue in these tables can do: claim what is due, twenty at a
 * time, and complete it. No broker is called, nothing is written for people.
 */
export async function claimAndComplete(knex: Knex): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw(
      `update operations set state = 'running', lease_owner = 'limit',
         lease_until = ${NOW} + 15000, next_at = ${NOW} + 15000,
         fence = fence + 1
       where id = any(array(
         select id from operations
         where state in ('waiting', 'running') and not blocked
           and next_at <= ${NOW}
         order by next_at limit 20 for update skip locked))
       returning id, order_id, instance_id`,
    );
    if (rows.length === 0) return;
    await Promise.all(
      rows.map((row: Parameters<typeof complete>[1]) => complete(knex, row)),
    );
  }
}

/** What one writes first: one after the other, ask, poll until it is there, store. */
export async function putAndPoll(
  knex: Knex,
  options: { batch: string; brokerUrl: string },
): Promise<void> {
  const operations: Array<Parameters<typeof complete>[1]> = await knex(
    'operations',
  )
    .select('id', 'order_id', 'instance_id')
    .where('id', 'like', `${options.batch}-%`);
  for (const operation of operations) {
    const url = `${options.brokerUrl}/v2/service_instances/${operation.instance_id}`;
    const made = await request(url, {
      method: 'PUT',
      query: { accepts_incomplete: 'true' },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service_id: 'database', plan_id: 'small' }),
    });
    await made.body.dump();
    for (let state = ''; state !== 'succeeded'; ) {
      const polled = await request(`${url}/last_operation`);
      ({ state } = (await polled.body.json()) as { state: string });
    }
    await complete(knex, operation);
  }
}
