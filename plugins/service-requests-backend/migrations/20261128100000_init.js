// @ts-check
const {
  createFoundationTables,
  dropFoundationTables,
} = require('@dualcloud/foundation-node');

/**
 * Requests and what is said about them:
 *
 *   request_types        versions of request types; a request keeps the one it began with
 *   requests             one for each wish
 *   request_events       every step, append-only
 *   request_messages     the conversation, append-only
 *   request_attachments  files; the bytes are in `content`
 *   request_items        fulfilled items of checklists
 *   counters             the next number for people
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createFoundationTables(knex);

  await knex.schema.createTable('counters', table => {
    table.string('name').primary();
    table.integer('value').notNullable();
  });

  await knex.schema.createTable('request_types', table => {
    table.string('id').primary().comment('<name>@<hash of the spec>');
    table.string('name').notNullable();
    table.text('spec').notNullable().comment('JSON');
    table.integer('built_in').notNullable().comment('0 or 1');
    table.integer('current').notNullable().comment('0 or 1');
    table.index(['name', 'current']);
  });

  await knex.schema.createTable('requests', table => {
    table.string('id').primary();
    table.string('number').notNullable().unique();
    table.string('type').notNullable();
    table.string('type_id').notNullable();
    table.string('title').notNullable();
    table.text('search').notNullable().comment('Number and title, lower case');
    table.string('state').notNullable();
    table.string('phase').notNullable();
    table.string('waits_for').nullable();
    table.bigInteger('state_since').notNullable();
    table.bigInteger('due_at').nullable();
    table.string('due_counted').nullable().comment('service-hours, elapsed');
    table
      .integer('reminders')
      .notNullable()
      .comment('0, 1 reminded, 2 escalated');
    table.text('form').notNullable().comment('JSON');
    table.string('draft').notNullable().comment('yes, no');
    table.integer('ended').notNullable().comment('0 or 1');
    table.string('customer_ref').notNullable();
    table.string('software_provider_ref').nullable();
    table.string('system_ref').nullable();
    table.string('service_ref').nullable();
    table.string('requester_ref').notNullable();
    table.string('requester_party_ref').notNullable();
    table.text('assignment').notNullable().comment('JSON');
    table.string('test_environment_id').nullable();
    table.string('production_environment_id').nullable();
    table.text('data_record').nullable().comment('JSON');
    table.integer('revision').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['updated_at', 'id']);
    table.index(['customer_ref']);
    table.index(['software_provider_ref']);
    table.index(['service_ref']);
    table.index(['ended', 'due_at']);
  });

  await knex.schema.createTable('request_events', table => {
    table.bigIncrements('id');
    table.string('request_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('event').notNullable();
    table.string('from_state').nullable();
    table.string('to_state').nullable();
    table.text('reason').nullable();
    table.text('details').nullable().comment('JSON');
    table.index(['request_id', 'id']);
  });

  await knex.schema.createTable('request_messages', table => {
    table.string('id').primary();
    table.string('request_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('party').notNullable();
    table.integer('internal').notNullable().comment('0 or 1');
    table.text('text').notNullable();
    table.index(['request_id', 'at']);
  });

  await knex.schema.createTable('request_attachments', table => {
    table.string('id').primary();
    table.string('request_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('name').notNullable();
    table.string('media_type').notNullable();
    table.integer('size').notNullable().comment('Bytes');
    table.string('sha256', 64).notNullable();
    table.integer('internal').notNullable().comment('0 or 1');
    table.string('scan').notNullable().comment('clean, not-scanned');
    table.binary('content').notNullable();
    table.index(['request_id', 'at']);
  });

  await knex.schema.createTable('request_items', table => {
    table.string('request_id').notNullable();
    table.string('item_id').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('evidence').nullable();
    table.primary(['request_id', 'item_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'request_items',
    'request_attachments',
    'request_messages',
    'request_events',
    'requests',
    'request_types',
    'counters',
  ]) {
    await knex.schema.dropTable(table);
  }
  await dropFoundationTables(knex);
};
