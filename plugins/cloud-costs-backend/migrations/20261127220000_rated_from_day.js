// @ts-check

/**
 * Months are rated again from the first day that something changed on, where
 * they were rated whole.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('dirty_months', table => {
    table
      .integer('from_day')
      .notNullable()
      .defaultTo(0)
      .comment('What days before it cost is as it was; 0: all of the month');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dirty_months', table => {
    table.dropColumn('from_day');
  });
};
