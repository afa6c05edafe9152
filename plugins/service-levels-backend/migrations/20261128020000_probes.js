// @ts-check

/**
 * How levels are measured:
 *
 *   probes              what is measured, derived from agreements and environments; who is at it; the last result
 *   probe_commitments   whose agreement asks for it
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('probes', table => {
    table.string('id').primary();
    table.string('subject_ref').notNullable();
    table.string('measurement').notNullable();
    table
      .string('type')
      .notNullable()
      .comment('http, tcp, postgresql, instance, source');
    table.text('target').notNullable().comment('JSON');
    table
      .string('state')
      .notNullable()
      .comment(
        'active, ended, or why it is not measured: simulated, not-allowed, no-instance, no-source, clash',
      );
    table.string('gaps').notNullable().comment('up, down, excluded');
    table.integer('interval_s').notNullable();
    table.integer('timeout_s').notNullable();
    table.string('hash').notNullable().comment('Of what is derived');
    table
      .bigInteger('next_at')
      .notNullable()
      .comment('When it is due, on the database’s clock');
    table.bigInteger('claimed_until').notNullable();
    table
      .bigInteger('fence')
      .notNullable()
      .comment('Drawn by each claim; results of older ones are refused');
    table
      .string('instance_id')
      .nullable()
      .comment('Whose credentials it logs in with');
    table
      .string('binding_id')
      .nullable()
      .comment('Its own credentials; never their value');
    table
      .integer('binding_round')
      .notNullable()
      .comment('How many it has had, so that asking again is no second wish');
    table
      .bigInteger('measured_until_s')
      .nullable()
      .comment('How far a source has been asked');
    table.bigInteger('last_s').nullable();
    table.boolean('last_up').nullable();
    table.integer('last_ms').nullable();
    table.string('last_reason').nullable();
    table.integer('last_status').nullable();
    table
      .string('problem')
      .nullable()
      .comment('Why the last attempt measured nothing');
    table.string('problem_text', 300).nullable();
    table.index(['state', 'next_at']);
    table.index(['subject_ref']);
  });

  await knex.schema.createTable('probe_commitments', table => {
    table.string('probe_id').notNullable();
    table.string('commitment_id').notNullable();
    table.primary(['probe_id', 'commitment_id']);
    table.index(['commitment_id']);
  });

  await knex.schema.alterTable('instances', table => {
    table
      .string('component')
      .nullable()
      .comment('Its name in the environment, as blueprints have it');
  });
  // What is known already is read again, with the component.
  await knex('cursors').where('name', 'environments').update({ value: '0' });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('instances', table => {
    table.dropColumn('component');
  });
  await knex.schema.dropTable('probe_commitments');
  await knex.schema.dropTable('probes');
};
