// @ts-check

/**
 * Unusual days of an allocation that follow each other are one thing to look at.
 * All days are looked at again; what somebody has looked at stays.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('anomalies').whereNull('acknowledged_at').delete();
  await knex('cursors').where('name', 'anomalies').delete();
  await knex.schema.alterTable('anomalies', table => {
    table
      .string('run_id')
      .notNullable()
      .defaultTo('')
      .comment(
        'Id of the first of the days that follow each other; its own of a single one',
      );
    table.index(['run_id']);
  });
  await knex('anomalies').update({ run_id: knex.ref('id') });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('anomalies', table => {
    table.dropIndex(['run_id']);
    table.dropColumn('run_id');
  });
};
