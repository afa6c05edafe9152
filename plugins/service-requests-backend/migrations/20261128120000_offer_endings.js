// @ts-check

/**
 * What an accepted offer has put in force ends with its service.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('offers', table => {
    table.string('ends_on').nullable().comment('Last day, such as 2027-03-31');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('offers', table => {
    table.dropColumn('ends_on');
  });
};
