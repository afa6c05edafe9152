// @ts-check

/**
 * Tickets in connected ticket systems:
 *
 *   connector_tickets    what was last exchanged about each ticket, and what is on its way
 *   connector_messages   what came in, each once
 *   connector_conflicts  what both sides changed
 *   connector_refusals   tickets of a system that were not taken in
 *   connector_states     whether a system can be told and read, and up to where it was read
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('connector_tickets', table => {
    table.string('connector').notNullable();
    table.string('ticket_id').notNullable();
    table.string('external_id').nullable();
    table.bigInteger('sequence').nullable().comment('The highest that came in');
    table.text('base').notNullable().comment('JSON, fields as last exchanged');
    table.bigInteger('told_comment').notNullable().comment('The last one');
    table.bigInteger('told_at').nullable().comment('Null: never yet');
    table.text('outgoing').nullable().comment('JSON, told until it is taken');
    table.integer('due').notNullable().comment('0 or 1');
    table.integer('attempts').notNullable();
    table.bigInteger('next_at').notNullable();
    table.text('problem').nullable();
    table.primary(['connector', 'ticket_id']);
    table.unique(['connector', 'external_id']);
    table.index(['due', 'attempts', 'next_at']);
  });

  await knex.schema.createTable('connector_messages', table => {
    table.string('connector').notNullable();
    table.string('kind').notNullable().comment('message, remark, seal, ticket');
    table.string('id').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['connector', 'kind', 'id']);
    table.index(['kind', 'at']);
  });

  await knex.schema.createTable('connector_conflicts', table => {
    table.string('id').primary();
    table.string('connector').notNullable();
    table.string('ticket_id').notNullable();
    table.string('field').notNullable();
    table.text('ours').notNullable().comment('JSON');
    table.text('theirs').notNullable().comment('JSON');
    table.bigInteger('at').notNullable();
    table.string('settled_by').nullable();
    table.bigInteger('settled_at').nullable();
    table.string('side').nullable().comment('ours, theirs');
    table.index(['settled_at', 'at']);
    table.index(['ticket_id']);
  });

  await knex.schema.createTable('connector_refusals', table => {
    table.string('connector').notNullable();
    table.string('external_id').notNullable();
    table.text('reason').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['connector', 'external_id']);
    table.index(['at']);
  });

  await knex.schema.createTable('connector_states', table => {
    table.string('connector').notNullable();
    table.string('direction').notNullable().comment('tell, read');
    table.text('cursor').nullable();
    table.bigInteger('worked_at').nullable();
    table.bigInteger('failing_since').nullable();
    table.integer('failures').notNullable().comment('Since it last worked');
    table.bigInteger('next_at').notNullable();
    table.text('problem').nullable();
    table.primary(['connector', 'direction']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'connector_states',
    'connector_refusals',
    'connector_conflicts',
    'connector_messages',
    'connector_tickets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
