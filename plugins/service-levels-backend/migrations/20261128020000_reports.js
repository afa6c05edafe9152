// @ts-check

/**
 * Monthly service reports:
 *
 *   reports             one for each commitment and month; a draft until its first version
 *   report_versions     what was released, whole; never changed
 *   report_reductions   penalties to be handed to cloud costs, until they are there
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reports', table => {
    table.string('id').primary().comment('<commitment>-<month>');
    table.string('commitment_id').notNullable();
    table.string('month', 7).notNullable();
    table
      .integer('month_number')
      .notNullable()
      .comment('Months since the year 0, to page by');
    table.integer('version').notNullable().comment('0: a draft');
    table.text('comment').nullable().comment('Of the draft');
    table.index(['commitment_id']);
    table.index(['month_number', 'id']);
  });

  await knex.schema.createTable('report_versions', table => {
    table.string('report_id').notNullable();
    table.integer('version').notNullable();
    table.text('content').notNullable().comment('JSON, as it was hashed');
    table.string('hash', 64).notNullable().comment('SHA-256 of the content');
    table.text('reason').nullable().comment('Of a correction');
    table.text('changes').notNullable().comment('JSON');
    table.string('released_by').notNullable();
    table.bigInteger('released_at').notNullable();
    table.primary(['report_id', 'version']);
  });

  await knex.schema.createTable('report_reductions', table => {
    table.string('id').primary().comment('Under which cloud costs know it');
    table.string('report_id').notNullable();
    table.integer('version').notNullable();
    table.string('amount').notNullable().comment('Micro-units; below zero');
    table.string('currency', 3).notNullable();
    table.text('request').notNullable().comment('JSON, as it is handed over');
    table
      .string('state')
      .notNullable()
      .comment('pending, billed, not-installed');
    table.string('billed_month', 7).nullable();
    table.text('problem').nullable();
    table.integer('attempts').notNullable();
    table.bigInteger('next_at').notNullable();
    table.index(['report_id']);
    table.index(['state', 'next_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['report_reductions', 'report_versions', 'reports']) {
    await knex.schema.dropTable(table);
  }
};
