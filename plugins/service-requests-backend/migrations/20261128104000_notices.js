// @ts-check

/**
 * What people are told, each thing once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.comment('What people are told; a row is told once, by one replica');
    table.string('id', 700).primary().comment('What makes it the same');
    table.text('notice').notNullable().comment('JSON');
    table.bigInteger('queued_at').notNullable();
    table
      .bigInteger('claimed_until')
      .notNullable()
      .comment('A process is about to tell it until then');
    table.bigInteger('told_at').nullable();
    table.index(['told_at', 'queued_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};
