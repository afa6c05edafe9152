// @ts-check

/**
 * The portal's own looks at takeovers that a standing approval may let pass.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('takeovers', table => {
    table
      .bigInteger('looked_at')
      .nullable()
      .comment('When a replica last took it upon itself to look');
    table
      .text('in_the_way')
      .nullable()
      .comment('JSON; what that look found, and people were told of');
    table.index(['state', 'service_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('takeovers', table => {
    table.dropIndex(['state', 'service_ref']);
    table.dropColumns('looked_at', 'in_the_way');
  });
};
