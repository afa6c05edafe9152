// @ts-check

const { createHash } = require('node:crypto');

/**
 * As `patternOf` in src/requests/pattern.ts was when this was written.
 *
 * @param {string} type
 * @param {{ buildingBlocks?: unknown }} form
 */
function patternOf(type, form) {
  const { buildingBlocks } = form;
  if (!Array.isArray(buildingBlocks) || buildingBlocks.length === 0)
    return null;
  const named = [...new Set(buildingBlocks.map(String))].sort();
  return createHash('sha256')
    .update(JSON.stringify([type, ...named]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Requests that keep asking for the same thing, and what was decided about them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('requests', table => {
    table
      .string('pattern')
      .nullable()
      .comment(
        'The same for requests of a type that name the same building blocks',
      );
    table.index(['pattern']);
  });
  for (const { id, type, form } of await knex('requests').select(
    'id',
    'type',
    'form',
  )) {
    const pattern = patternOf(type, JSON.parse(form));
    if (pattern) await knex('requests').where({ id }).update({ pattern });
  }

  await knex.schema.createTable('standard_candidates', table => {
    table.comment(
      'Groups of requests: made by hand, or of a pattern that was decided about',
    );
    table.string('id').primary();
    table.string('pattern').nullable().unique();
    table.string('title').nullable();
    table.string('outcome').nullable().comment('standard, individual');
    table
      .string('service_ref')
      .nullable()
      .comment('The standard service that there is now');
    table.text('reason').nullable();
    table.string('decided_by').nullable();
    table.bigInteger('decided_at').nullable();
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
  });
  await knex.schema.createTable('standard_candidate_requests', table => {
    table.comment('What was grouped by hand; a request is in one group');
    table.string('request_id').primary();
    table
      .string('candidate_id')
      .notNullable()
      .references('id')
      .inTable('standard_candidates')
      .onDelete('CASCADE');
    table.index(['candidate_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('standard_candidate_requests');
  await knex.schema.dropTable('standard_candidates');
  await knex.schema.alterTable('requests', table => {
    table.dropIndex(['pattern']);
    table.dropColumn('pattern');
  });
};
