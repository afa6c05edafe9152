// @ts-check

const {
  createFoundationTables,
  dropFoundationTables,
} = require('@dualcloud/foundation-node');

/**
 * The tables of service levels, from the agreement to the released report:
 *
 *   calendars, agreements      documents as they were read, by version
 *   commitments                what is agreed with whom about what, from when to when
 *   samples, spans             what was measured: as it came, and run-length encoded
 *   metric_hours               good and all events of an hour
 *   outages, outage_events     when something was down, who caused it, and all that was said about it
 *   incidents                  as the service desk and other systems have them
 *   maintenance_windows        single ones; recurring ones are in the calendars
 *
 * Instants that figures are made of are seconds since 1970 in UTC (`…_s`); those
 * that say when something was written are milliseconds (`…_at`). Intervals begin
 * inclusive and end exclusive. Days are texts such as 2026-11-23 and months such
 * as 2026-11, both in the time zone of the commitment's calendar.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const json = (table, /** @type {string} */ name) =>
    table.text(name).notNullable().comment('JSON');

  await knex.schema.createTable('calendars', table => {
    table.comment('Service calendars; a change holds from when it is stored');
    table.string('name').primary().comment('Entity ref');
    json(table, 'document');
    table.string('hash').notNullable();
    table.bigInteger('stored_at').notNullable();
  });

  await knex.schema.createTable('agreements', table => {
    table.comment(
      'Versions of agreements; once in force only their end can be brought forward, by the next version',
    );
    table.increments('id');
    table.string('agreement').notNullable();
    table.string('version').notNullable();
    table
      .string('kind')
      .notNullable()
      .comment('general, special, environments');
    table.string('entity_ref').nullable().comment('Of the document');
    table.string('offer_ref').nullable().comment('Of an accepted offer');
    table.string('service_ref').nullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.string('system_ref').nullable();
    json(table, 'document');
    table.string('hash').notNullable();
    table.string('valid_from', 10).notNullable();
    table.string('valid_until', 10).nullable().comment('Last day, included');
    table.bigInteger('stored_at').notNullable();
    table.unique(['agreement', 'version']);
    table.index(['service_ref']);
    table.index(['customer_ref']);
  });

  await knex.schema.createTable('document_problems', table => {
    table.comment('Documents that were refused, and why');
    table.string('entity_ref').primary();
    json(table, 'problems');
    table.bigInteger('found_at').notNullable();
  });

  await knex.schema.createTable('commitments', table => {
    table.comment(
      'What is agreed about one subject with one customer, or with everybody: agreements applied to services and live environments. Kept after their end',
    );
    table.string('id').primary();
    table.string('agreement').notNullable();
    table
      .string('kind')
      .notNullable()
      .comment('general, special, environments');
    table
      .string('subject_ref')
      .notNullable()
      .comment('Entity ref of what is measured');
    table.string('service_ref').nullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.string('owner_ref').nullable();
    table.string('system_ref').nullable();
    table.string('environment_id').nullable();
    table.string('environment_name').nullable();
    table.string('stage').nullable();
    table
      .string('general', 3)
      .notNullable()
      .comment('yes: promised to everybody, so everybody may see it; no');
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').nullable();
    table.index(['subject_ref']);
    table.index(['customer_ref']);
    table.index(['software_provider_ref']);
    table.index(['owner_ref']);
    table.index(['system_ref']);
    table.index(['environment_id']);
    table.index(['agreement']);
  });

  await knex.schema.createTable('environments', table => {
    table.comment('From the feed of the cloud services; kept after their end');
    table.string('id').primary();
    table.string('ref').notNullable().comment('Entity ref');
    table.string('name').notNullable();
    table.string('stage').notNullable();
    table.string('owner_ref').notNullable();
    table.string('system_ref').notNullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').nullable();
  });

  await knex.schema.createTable('instances', table => {
    table.comment('From the feed of the cloud services, to be probed');
    table.string('id').primary();
    table.string('ref').notNullable().comment('Entity ref');
    table.string('name').notNullable();
    table.string('environment_ref').nullable();
    table.string('service_ref').notNullable();
    table.boolean('simulated').notNullable();
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').nullable();
    table.index(['environment_ref']);
  });

  await knex.schema.createTable('series', table => {
    table.comment(
      'One measurement of one subject, so that a sample carries a number only',
    );
    table.increments('id');
    table.string('subject_ref').notNullable();
    table.string('measurement').notNullable();
    table.unique(['subject_ref', 'measurement']);
  });

  await knex.schema.createTable('samples', table => {
    table.comment('Kept for a configurable time; everything is made of spans');
    table.integer('series_id').notNullable();
    table.bigInteger('at_s').notNullable();
    table.integer('for_s').notNullable().comment('Seconds that it stands for');
    table.boolean('up').notNullable();
    table.primary(['series_id', 'at_s']);
  });

  await knex.schema.createTable('spans', table => {
    table.comment('Up or down from when to when; what is between two is a gap');
    table.integer('series_id').notNullable();
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').notNullable();
    table.boolean('up').notNullable();
    table.primary(['series_id', 'from_s']);
    table.index(['series_id', 'to_s']);
  });

  await knex.schema.createTable('metric_hours', table => {
    table.comment('Good and all events, for latency and success rate');
    table.integer('series_id').notNullable();
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').notNullable();
    table.bigInteger('good').notNullable();
    table.bigInteger('total').notNullable();
    table.primary(['series_id', 'from_s']);
  });

  await knex.schema.createTable('outages', table => {
    table.string('id').primary();
    table.string('subject_ref').notNullable();
    table
      .string('customer_ref')
      .nullable()
      .comment('Where only one customer’s service was down');
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').nullable().comment('Null: it still is');
    table
      .string('state')
      .notNullable()
      .comment('reported, confirmed, rejected, disputed, settled');
    table.string('cause').notNullable();
    table.string('claimed_cause').nullable();
    table.text('cause_reason').nullable();
    table
      .string('source')
      .notNullable()
      .comment('probe, source, samples, incident, report');
    table.string('source_id').notNullable();
    table.string('impact').notNullable().comment('none, degraded, down');
    table.string('incident_class').nullable();
    table.string('title', 500).nullable();
    table.string('reported_by').nullable();
    table.string('confirmed_by').nullable();
    table
      .text('pending')
      .nullable()
      .comment('JSON: new times that wait for a second person, and whose');
    table.integer('revision').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.unique(['source', 'source_id']);
    table.index(['subject_ref', 'from_s']);
    table.index(['to_s']);
  });

  await knex.schema.createTable('outage_events', table => {
    table.comment('All that was said about an outage; append-only');
    table.bigIncrements('id');
    table.string('outage_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('by').notNullable();
    table.string('action').notNullable();
    table.text('reason').nullable();
    table.text('before').nullable().comment('JSON');
    table.text('after').nullable().comment('JSON');
    table.index(['outage_id', 'id']);
  });

  await knex.schema.createTable('incidents', table => {
    table.comment('The newest revision of each');
    table.string('source').notNullable();
    table.string('id').notNullable();
    table.integer('revision').notNullable();
    table.string('subject_ref').notNullable();
    table.string('customer_ref').nullable();
    table.string('incident_class').notNullable();
    table.string('title', 500).nullable();
    table.bigInteger('reported_s').notNullable();
    table.bigInteger('responded_s').nullable();
    table.bigInteger('restored_s').nullable();
    table.string('outage_id').nullable();
    table.string('url', 2000).nullable();
    table.boolean('withdrawn').notNullable();
    table.string('hash').notNullable();
    table.primary(['source', 'id']);
    table.index(['subject_ref', 'reported_s']);
  });

  await knex.schema.createTable('maintenance_windows', table => {
    table.string('id').primary();
    table.bigInteger('from_s').notNullable();
    table.bigInteger('to_s').notNullable();
    table.string('impact').notNullable();
    json(table, 'titles');
    table.text('description').nullable();
    table.bigInteger('announced_s').notNullable();
    table.string('announced_by').notNullable();
    table.bigInteger('withdrawn_s').nullable();
    table.text('withdrawn_reason').nullable();
    table.index(['from_s']);
    table.index(['to_s']);
  });

  await knex.schema.createTable('maintenance_subjects', table => {
    table.string('window_id').notNullable();
    table.string('subject_ref').notNullable();
    table.primary(['window_id', 'subject_ref']);
    table.index(['subject_ref']);
  });

  await knex.schema.createTable('maintenance_objections', table => {
    table.string('window_id').notNullable();
    table.string('commitment_id').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at_s').notNullable();
    table.text('reason').notNullable();
    table.primary(['window_id', 'commitment_id']);
  });

  await knex.schema.createTable('cursors', table => {
    table.comment(
      'How far something has read; “documents” and “facts” count changes, for caches',
    );
    table.string('name').primary();
    table.string('value').notNullable();
    table.bigInteger('moved_at').notNullable();
  });

  await knex('cursors').insert(
    ['documents', 'facts', 'environments'].map(name => ({
      name,
      value: '0',
      moved_at: 0,
    })),
  );

  await createFoundationTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await dropFoundationTables(knex);
  for (const table of [
    'cursors',
    'maintenance_objections',
    'maintenance_subjects',
    'maintenance_windows',
    'incidents',
    'outage_events',
    'outages',
    'metric_hours',
    'spans',
    'samples',
    'series',
    'instances',
    'environments',
    'commitments',
    'document_problems',
    'agreements',
    'calendars',
  ]) {
    await knex.schema.dropTable(table);
  }
};
