// @ts-check

const {
  createFoundationTables,
  dropFoundationTables,
} = require('@dualcloud/foundation-node');

/**
 * All times are milliseconds since 1970 in UTC, as 64-bit integers, so that
 * both databases compare and index them alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const parties = table => {
    table.string('owner_ref').notNullable();
    table.string('system_ref').notNullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.string('payer_ref').nullable();
    table.string('commission_ref').nullable();
  };

  await knex.schema.createTable('environments', table => {
    table.comment('What a blueprint was ordered into');
    table.string('id').primary();
    table.string('name').notNullable();
    table.text('description').nullable();
    table.string('entity_name').notNullable().unique();
    table.string('blueprint_ref').notNullable();
    table.string('blueprint_title').notNullable();
    table.text('blueprint_snapshot').notNullable().comment('JSON');
    table.string('stage').notNullable();
    table.string('state').notNullable();
    parties(table);
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ready_at').nullable();
    table.bigInteger('expires_at').nullable();
    table.bigInteger('terminated_at').nullable();
    table.string('active_order_id').nullable();
    table.string('last_order_id').nullable();
    table.text('failure').nullable().comment('JSON');
    table
      .integer('expiry_warned_days')
      .nullable()
      .comment('Days ahead of the last warning that was sent');
    table.index(['owner_ref', 'created_at'], 'environments_owner_idx');
    table.index(['customer_ref', 'created_at'], 'environments_customer_idx');
    table.index(
      ['software_provider_ref', 'created_at'],
      'environments_provider_idx',
    );
    table.index(['created_at'], 'environments_created_idx');
    table.index(['expires_at'], 'environments_expires_idx');
  });

  await knex.schema.createTable('instances', table => {
    table.comment('One provisioned plan of a cloud service');
    table.string('id').primary().comment('Also the OSB instance_id');
    table.string('environment_id').nullable();
    table.string('component_name').notNullable();
    table.text('depends_on').notNullable().comment('JSON: component names');
    table.string('name').notNullable();
    table.string('entity_name').notNullable().unique();
    table.string('broker_name').notNullable();
    table.string('service_ref').notNullable();
    table.string('service_id').notNullable();
    table.string('service_title').notNullable();
    table.string('tier').notNullable();
    table.string('version').notNullable();
    table.string('plan_id').notNullable();
    table.string('plan_name').notNullable();
    table.string('plan_title').notNullable();
    table.string('maintenance_version').nullable();
    table.text('parameters').notNullable().comment('JSON');
    table
      .text('service_snapshot')
      .notNullable()
      .comment('JSON: spec of the CloudService when it was ordered');
    table.boolean('simulated').notNullable();
    table.boolean('bindable').notNullable();
    table.string('stage').notNullable();
    table.string('state').notNullable();
    table.text('description').nullable();
    table.text('dashboard_url').nullable();
    parties(table);
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ready_at').nullable();
    table.bigInteger('expires_at').nullable();
    table.bigInteger('terminated_at').nullable();
    table.string('active_order_id').nullable();
    table.string('last_order_id').nullable();
    table.text('failure').nullable().comment('JSON');
    table.integer('expiry_warned_days').nullable();
    table.index(['environment_id'], 'instances_environment_idx');
    table.index(['owner_ref', 'created_at'], 'instances_owner_idx');
    table.index(['customer_ref', 'created_at'], 'instances_customer_idx');
    table.index(
      ['software_provider_ref', 'created_at'],
      'instances_provider_idx',
    );
    table.index(['created_at'], 'instances_created_idx');
    table.index(['service_ref'], 'instances_service_idx');
    table.index(['expires_at'], 'instances_expires_idx');
  });

  // A name is taken as long as what bears it is alive.
  await knex.schema.raw(
    'create unique index environments_live_name_uniq on environments (system_ref, name) where terminated_at is null',
  );
  await knex.schema.raw(
    'create unique index instances_live_name_uniq on instances (system_ref, name) where terminated_at is null and environment_id is null',
  );

  await knex.schema.createTable('orders', table => {
    table.comment('Wishes to create, change, extend or tear down');
    table.string('id').primary();
    table.string('type').notNullable();
    table.string('state').notNullable();
    table.string('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('finished_at').nullable();
    table.bigInteger('ready_ms').nullable().comment('From order to ready');
    table.string('environment_id').nullable();
    table.string('instance_id').nullable();
    table.string('target_name').notNullable();
    table.string('stage').notNullable();
    parties(table);
    table.bigInteger('expires_at').nullable();
    table.text('request').notNullable().comment('JSON');
    table.text('changes').notNullable().comment('JSON');
    table.text('failure').nullable().comment('JSON');
    table.boolean('can_retry').notNullable();
    table.string('task_id').nullable();
    table.index(['requested_at'], 'orders_requested_idx');
    table.index(['environment_id'], 'orders_environment_idx');
    table.index(['instance_id'], 'orders_instance_idx');
    table.index(['owner_ref', 'requested_at'], 'orders_owner_idx');
  });

  await knex.schema.createTable('bindings', table => {
    table.comment('Credentials of an instance, envelope-encrypted');
    table.string('id').primary().comment('Also the OSB binding_id');
    table.string('instance_id').notNullable();
    table.string('purpose').nullable();
    table.string('state').notNullable();
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('revealed_at').nullable();
    table.string('revealed_by').nullable();
    table.bigInteger('revoked_at').nullable();
    table.bigInteger('expires_at').nullable();
    table.string('replaces_id').nullable();
    table.text('parameters').notNullable().comment('JSON');
    table.string('task_id').nullable();
    table
      .text('sealed')
      .nullable()
      .comment('JSON: envelope; gone once revealed');
    table.text('failure').nullable().comment('JSON');
    table.index(['instance_id', 'created_at'], 'bindings_instance_idx');
  });

  await knex.schema.createTable('operations', table => {
    table.comment(
      'Work of the engine: the steps of orders, and binds and unbinds',
    );
    table.string('id').primary();
    table
      .string('kind')
      .notNullable()
      .comment('provision, update, deprovision, bind or unbind');
    table.string('order_id').nullable();
    table.string('binding_id').nullable();
    table.string('instance_id').notNullable();
    table.string('broker_name').notNullable();
    table.text('depends_on').notNullable().comment('JSON: operation ids');
    table
      .text('payload')
      .notNullable()
      .comment('JSON: what to send, snapshotted when the intent was stored');
    table.string('actor').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('waiting, running, succeeded, failed or skipped');
    table
      .string('phase')
      .notNullable()
      .comment(
        'send, poll, mitigate or mitigate-poll: what the next call to the broker is',
      );
    table
      .boolean('blocked')
      .notNullable()
      .comment('Some operation in depends_on has not succeeded yet');
    table
      .boolean('interrupted')
      .notNullable()
      .comment(
        'A call ended without an answer that anybody stored: the broker may have done it',
      );
    table
      .boolean('repeatable')
      .nullable()
      .comment('False: the broker said that trying again is pointless');
    table.text('broker_operation').nullable();
    table.text('description').nullable();
    table.text('failure').nullable().comment('JSON');
    table.integer('attempts').notNullable();
    table.integer('mitigation_attempts').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('finished_at').nullable();
    table.bigInteger('next_at').notNullable();
    table
      .bigInteger('deadline_at')
      .nullable()
      .comment('When polling is given up: maximum_polling_duration');
    table.string('lease_owner').nullable();
    table.bigInteger('lease_until').nullable();
    table.bigInteger('fence').notNullable();
    table.index(['state', 'next_at'], 'operations_due_idx');
    table.index(['order_id'], 'operations_order_idx');
    table.index(['instance_id'], 'operations_instance_idx');
    table.index(['binding_id'], 'operations_binding_idx');
  });

  await knex.schema.createTable('journal', table => {
    table.comment('What happened, for people; append-only');
    table.bigIncrements('id');
    table.bigInteger('at').notNullable();
    table.string('event').notNullable();
    table.string('level').notNullable();
    table.text('message').notNullable();
    table.string('order_id').nullable();
    table.string('environment_id').nullable();
    table.string('instance_id').nullable();
    table.string('component_name').nullable();
    table.string('actor').nullable();
    table.index(['order_id', 'id'], 'journal_order_idx');
    table.index(['environment_id', 'id'], 'journal_environment_idx');
    table.index(['instance_id', 'id'], 'journal_instance_idx');
  });

  await createFoundationTables(knex);

  await knex.schema.createTable('broker_status', table => {
    table.string('name').primary();
    table.string('state').notNullable();
    table.text('message').nullable();
    table.bigInteger('last_attempt_at').nullable();
    table.bigInteger('last_success_at').nullable();
    table.integer('services').nullable();
    table.text('rejected_services').nullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'broker_status',
    'journal',
    'operations',
    'bindings',
    'orders',
    'instances',
    'environments',
  ]) {
    await knex.schema.dropTable(table);
  }
  await dropFoundationTables(knex);
};
