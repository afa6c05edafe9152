// @ts-check

/**
 * Limits within which releases are taken over by themselves:
 *
 *   standing_approvals    granted by the agency and the IT service provider
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('standing_approvals', table => {
    table.string('id').primary();
    table.string('draft').notNullable().comment('Always no: it has no drafts');
    table.string('customer_ref').notNullable();
    table.string('software_provider_ref').nullable();
    table.string('requester_party_ref').notNullable();
    table.string('service_ref').notNullable();
    table.string('system_ref').nullable();
    table.text('kinds').notNullable().comment('JSON');
    table.integer('per_week').notNullable();
    table.integer('while_budget_lasts').notNullable().comment('0 or 1');
    table.string('until').notNullable().comment('Last day, in UTC');
    table.string('proposed_by').notNullable();
    table.bigInteger('proposed_at').notNullable();
    table.string('customer_by').nullable();
    table.bigInteger('customer_at').nullable();
    table.string('provider_by').nullable();
    table.bigInteger('provider_at').nullable();
    table.string('withdrawn_by').nullable();
    table.bigInteger('withdrawn_at').nullable();
    table.text('reason').nullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['service_ref', 'customer_ref']);
    table.index(['software_provider_ref']);
    table.index(['updated_at', 'id']);
  });
  await knex.schema.alterTable('takeovers', table => {
    table.string('standing_approval_id').nullable();
    table.index(['standing_approval_id', 'decided_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('takeovers', table => {
    table.dropIndex(['standing_approval_id', 'decided_at']);
    table.dropColumn('standing_approval_id');
  });
  await knex.schema.dropTable('standing_approvals');
};
