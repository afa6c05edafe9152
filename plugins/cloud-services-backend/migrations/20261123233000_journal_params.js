// @ts-check

/**
 * Entries and failures get words and parameters beside their English sentences,
 * so that a page can tell them in its reader's language. What was written before
 * has none and stays in English.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('journal', table => {
    table.text('params').nullable().comment('JSON: strings and numbers');
  });
  await knex.schema.alterTable('operations', table => {
    table
      .string('reason')
      .nullable()
      .comment('Why the last call did not succeed; null while all goes well');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropColumn('reason');
  });
  await knex.schema.alterTable('journal', table => {
    table.dropColumn('params');
  });
};
