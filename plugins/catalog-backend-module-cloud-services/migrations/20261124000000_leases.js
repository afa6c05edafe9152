// @ts-check

/**
 * One sync of a broker at a time; times are milliseconds since 1970 on the database's clock.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('leases', table => {
    table.string('name').primary();
    table.string('holder').nullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('fence').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leases');
};
