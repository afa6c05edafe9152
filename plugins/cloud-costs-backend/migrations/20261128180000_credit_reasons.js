// @ts-check

/**
 * Why there is a credit may be known in English and German. What was granted
 * before keeps the words that it was granted with.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('credits', table => {
    table
      .text('reasons')
      .nullable()
      .comment('JSON: en, de. Absent: there is only what `reason` says');
  });
};

/**
 * `reason` stays, in English where there were both.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('credits', table => {
    table.dropColumn('reasons');
  });
};
