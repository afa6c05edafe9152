// @ts-check

/**
 * Requests that were handled before there was this portal: where they were kept
 * until somebody recorded them here. All four columns are empty for others.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('requests', table => {
    table.string('kept_in').nullable().comment('System or file');
    table.string('kept_as').nullable().comment('What it was called there');
    table.string('recorded_by').nullable();
    table.bigInteger('recorded_at').nullable();
    table.unique(['kept_in', 'kept_as']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('requests', table => {
    table.dropUnique(['kept_in', 'kept_as']);
    table.dropColumns('kept_in', 'kept_as', 'recorded_by', 'recorded_at');
  });
};
