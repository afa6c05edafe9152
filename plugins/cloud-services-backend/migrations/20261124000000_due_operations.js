// @ts-check

/**
 * With thousands of operations in flight, each claim read all that were due in
 * order to sort them, and each finished order read all instances in order to
 * find its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.raw(
    'create index instances_active_order_idx on instances (active_order_id) where active_order_id is not null',
  );
  // SQLite uses no partial index where the query has parameters; it has few operations.
  if (knex.client.config.client !== 'pg') return;
  await knex.schema.raw(
    "create index operations_claim_idx on operations (next_at) where state in ('waiting', 'running') and not blocked",
  );
  await knex.schema.alterTable('operations', table => {
    table.dropIndex(['state', 'next_at'], 'operations_due_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('instances', table => {
    table.dropIndex(['active_order_id'], 'instances_active_order_idx');
  });
  if (knex.client.config.client !== 'pg') return;
  await knex.schema.alterTable('operations', table => {
    table.dropIndex(['next_at'], 'operations_claim_idx');
    table.index(['state', 'next_at'], 'operations_due_idx');
  });
};
