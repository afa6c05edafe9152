import type { Knex } from 'knex';

/**
 * Creates the tables that the stores of this package need: `audit_log` for
 * `AuditLog`, `idempotency_keys` for `IdempotencyStore` and `changes` for
 * `ChangeStore`. A plugin's first migration calls it, so every plugin has the
 * same tables in a database of its own.
 *
 * Migrations that have run call this too, so what it creates never changes. A
 * later shape gets a function of its own and a migration in each plugin.
 * @public
 */
export async function createFoundationTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_log', table => {
    table.comment(
      'One row for each mutation, written in its transaction; append-only',
    );
    table.bigIncrements('id');
    table.bigInteger('at').notNullable();
    table.string('actor').notNullable();
    table.string('action').notNullable();
    table.string('object_ref').notNullable();
    table.text('details').notNullable().comment('JSON, without secrets');
    table
      .bigInteger('published_at')
      .nullable()
      .comment("When Backstage's auditor was told");
    table.index(['published_at', 'id'], 'audit_log_unpublished_idx');
  });

  await knex.schema.createTable('idempotency_keys', table => {
    table.string('actor').notNullable();
    table.string('key').notNullable();
    table.string('route').notNullable();
    table.string('body_hash').notNullable();
    table.integer('status').nullable();
    table.text('response').nullable().comment('JSON');
    table.bigInteger('created_at').notNullable();
    table.primary(['actor', 'key']);
    table.index(['created_at'], 'idempotency_keys_created_idx');
  });

  await knex.schema.createTable('changes', table => {
    table.comment('One row for each object, moved to the end when it changes');
    table.bigIncrements('seq');
    table.string('kind').notNullable();
    table.string('object_id').notNullable();
    table.unique(['kind', 'object_id'], { indexName: 'changes_object_uniq' });
  });
}

/** Drops what {@link createFoundationTables} creates. @public */
export async function dropFoundationTables(knex: Knex): Promise<void> {
  for (const table of ['changes', 'idempotency_keys', 'audit_log']) {
    await knex.schema.dropTable(table);
  }
}
