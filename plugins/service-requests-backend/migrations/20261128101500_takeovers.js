// @ts-check

/**
 * Releases and their takeover into operation:
 *
 *   releases              what was delivered, with its papers
 *   takeovers             one for each attempt to take a release over
 *   takeover_items        fulfilled items of checklists
 *   takeover_checks       every look at all gates, append-only
 *   takeover_exceptions   exceptions from gates, with both persons
 *   takeover_verdicts     acceptance, release for operation, handover
 *   takeover_events       every step, append-only
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const parties = table => {
    table.string('draft').notNullable().comment('Always no: it has no drafts');
    table.string('customer_ref').notNullable();
    table.string('software_provider_ref').nullable();
    table.string('requester_party_ref').notNullable();
    table.index(['customer_ref']);
    table.index(['software_provider_ref']);
  };

  await knex.schema.createTable('releases', table => {
    table.string('id').primary();
    table.string('subject').notNullable().comment('Of a service or a request');
    table.string('version').notNullable();
    table.string('kind').notNullable();
    table.string('request_id').nullable();
    table.string('service_ref').nullable();
    table.string('system_ref').nullable();
    table.text('artefacts').notNullable().comment('JSON');
    table.text('notes').notNullable();
    table.text('papers').notNullable().comment('JSON');
    table.text('sbom').nullable().comment('JSON, without its content');
    table.text('sbom_content').nullable();
    table.string('fingerprint').notNullable().comment('Of what was delivered');
    table.string('delivered_by').notNullable();
    table.bigInteger('delivered_at').notNullable();
    parties(table);
    table.unique(['subject', 'customer_ref', 'version']);
    table.index(['delivered_at', 'id']);
    table.index(['request_id']);
  });

  await knex.schema.createTable('takeovers', table => {
    table.string('id').primary();
    table.string('number').notNullable().unique();
    table.string('state').notNullable();
    table.string('release_id').notNullable();
    table.string('request_id').notNullable();
    table.string('service_ref').nullable();
    table.string('system_ref').nullable();
    table.string('test_environment_id').nullable();
    table.string('production_environment_id').nullable();
    table.text('checklist').notNullable().comment('JSON');
    table.text('defects').nullable().comment('JSON');
    table.text('reason').nullable();
    table.string('opened_by').notNullable();
    table.bigInteger('opened_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('decided_at').nullable();
    table.integer('revision').notNullable();
    parties(table);
    table.index(['updated_at', 'id']);
    table.index(['request_id']);
    table.index(['release_id']);
  });

  await knex.schema.createTable('takeover_items', table => {
    table.string('takeover_id').notNullable();
    table.string('item_id').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('evidence').nullable();
    table.primary(['takeover_id', 'item_id']);
  });

  await knex.schema.createTable('takeover_checks', table => {
    table.bigIncrements('id');
    table.string('takeover_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.text('results').notNullable().comment('JSON');
    table.index(['takeover_id', 'id']);
  });

  await knex.schema.createTable('takeover_exceptions', table => {
    table.string('id').primary();
    table.string('takeover_id').notNullable();
    table.string('gate').notNullable();
    table.text('reason').notNullable();
    table.string('until').notNullable().comment('Last day, in UTC');
    table.string('asked_by').notNullable();
    table.bigInteger('asked_at').notNullable();
    table.string('confirmed_by').nullable();
    table.bigInteger('confirmed_at').nullable();
    table.index(['takeover_id']);
  });

  await knex.schema.createTable('takeover_verdicts', table => {
    table.string('takeover_id').notNullable();
    table.string('verdict').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('note').nullable();
    table.primary(['takeover_id', 'verdict']);
  });

  await knex.schema.createTable('takeover_events', table => {
    table.bigIncrements('id');
    table.string('takeover_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('event').notNullable();
    table.text('reason').nullable();
    table.text('details').nullable().comment('JSON');
    table.index(['takeover_id', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'takeover_events',
    'takeover_verdicts',
    'takeover_exceptions',
    'takeover_checks',
    'takeover_items',
    'takeovers',
    'releases',
  ]) {
    await knex.schema.dropTable(table);
  }
};
