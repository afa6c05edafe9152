// @ts-check

/**
 * What reports would say now, so that reading one does not work out a year.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('report_figures', table => {
    table.comment('What reports would say now; may be forgotten at any time');
    table.string('report_id').primary();
    table
      .string('facts', 20)
      .notNullable()
      .comment(
        'How many changes of facts were counted before it was worked out',
      );
    table
      .bigInteger('fresh_until')
      .nullable()
      .comment('Seconds since 1970; null: until a fact changes');
    table.text('content').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('report_figures');
};
