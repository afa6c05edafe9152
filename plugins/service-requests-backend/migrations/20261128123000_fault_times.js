// @ts-check

/**
 * Since when something does not work, as it was reported, and from when on it counts
 * as an outage, as the IT service provider has confirmed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tickets', table => {
    table.bigInteger('fault_since').nullable();
    table.bigInteger('outage_from').nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tickets', table => {
    table.dropColumns('fault_since', 'outage_from');
  });
};
