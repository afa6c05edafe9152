// @ts-check

/**
 * IT service management:
 *
 *   tickets            incidents, problems and changes
 *   ticket_events      every step, append-only
 *   ticket_comments    what is said about them, append-only
 *   ticket_links       to other tickets, requests, outages and environments
 *   incident_reports   revisions of incidents on their way to service levels
 *   leases             work that one replica at a time does
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tickets', table => {
    table.string('id').primary();
    table.string('number').notNullable().unique();
    table.string('kind').notNullable().comment('incident, problem, change');
    table.string('title').notNullable();
    table.text('search').notNullable().comment('Number and title, lower case');
    table.text('description').notNullable();
    table.string('state').notNullable();
    table.integer('open').notNullable().comment('0 or 1');
    table.string('draft').notNullable().comment('Always no');
    table.string('incident_class').nullable();
    table.string('service_ref').notNullable();
    table.string('system_ref').nullable();
    table.string('environment_id').nullable();
    table.string('environment_ref').nullable();
    table.string('instance_id').nullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.string('requester_party_ref').notNullable();
    table.string('reported_by').notNullable();
    table.string('reporter_name').nullable();
    table.string('assigned_ref').notNullable();
    table.string('assigned_why').notNullable();
    table.string('agreement').nullable().comment('<name>/<version>');
    table.string('agreement_part').nullable();
    table.text('workaround').nullable();
    table.text('resolution').nullable();
    table.bigInteger('planned_from').nullable();
    table.bigInteger('planned_to').nullable();
    table.bigInteger('reported_at').notNullable();
    table.bigInteger('responded_at').nullable();
    table.bigInteger('restored_at').nullable();
    table.integer('revision').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['updated_at', 'id']);
    table.index(['customer_ref']);
    table.index(['software_provider_ref']);
    table.index(['service_ref', 'open']);
    table.index(['planned_from']);
  });

  await knex.schema.createTable('ticket_events', table => {
    table.bigIncrements('id');
    table.string('ticket_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('event').notNullable();
    table.string('from_state').nullable();
    table.string('to_state').nullable();
    table.text('reason').nullable();
    table.text('details').nullable().comment('JSON');
    table.index(['ticket_id', 'id']);
  });

  await knex.schema.createTable('ticket_comments', table => {
    table.bigIncrements('id');
    table.string('ticket_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('party').notNullable();
    table.integer('internal').notNullable().comment('0 or 1');
    table.text('text').notNullable();
    table.index(['ticket_id', 'id']);
  });

  await knex.schema.createTable('ticket_links', table => {
    table.string('ticket_id').notNullable();
    table.string('kind').notNullable();
    table.string('target_id').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['ticket_id', 'kind', 'target_id']);
    table.index(['kind', 'target_id']);
  });

  await knex.schema.createTable('incident_reports', table => {
    table.string('ticket_id').notNullable();
    table.integer('revision').notNullable();
    table.text('body').notNullable().comment('JSON');
    table.string('state').notNullable().comment('pending, told, refused');
    table.text('problem').nullable();
    table.integer('attempts').notNullable();
    table.bigInteger('next_at').notNullable();
    table.primary(['ticket_id', 'revision']);
    table.index(['state', 'next_at']);
  });

  await knex.schema.createTable('leases', table => {
    table.string('name').primary();
    table.string('holder').nullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('fence').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'leases',
    'incident_reports',
    'ticket_links',
    'ticket_comments',
    'ticket_events',
    'tickets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
