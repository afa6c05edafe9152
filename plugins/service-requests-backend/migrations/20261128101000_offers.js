// @ts-check

/**
 * Offers and what came of them:
 *
 *   offers               versions of the offer of a request; content is whole in each
 *   offer_acceptances    who has accepted, in order
 *   offer_effects        what an accepted offer puts in force, and how far that is
 *   individual_services  services that come from accepted offers, as the catalog takes them
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('offers', table => {
    table.string('id').primary();
    table.string('request_id').notNullable();
    table.integer('version').notNullable();
    table.string('state').notNullable();
    table.text('content').notNullable().comment('JSON');
    table.string('valid_until', 10).notNullable();
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('published_at').nullable();
    table.bigInteger('decided_at').nullable();
    table.text('decision_reason').nullable();
    table.string('effective_from', 10).nullable().comment('Once accepted');
    table.string('saga').nullable().comment('putting-in-force, in-force');
    table.bigInteger('next_at').notNullable().comment('When the saga goes on');
    table.integer('attempts').notNullable();
    table.unique(['request_id', 'version']);
    table.index(['saga', 'next_at']);
  });

  await knex.schema.createTable('offer_acceptances', table => {
    table.bigIncrements('id');
    table.string('offer_id').notNullable();
    table.string('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('comment').nullable();
    table.unique(['offer_id', 'by']);
  });

  await knex.schema.createTable('offer_effects', table => {
    table.string('offer_id').notNullable();
    table.string('kind').notNullable().comment('price, agreement, service');
    table.string('state').notNullable();
    table.string('ref').nullable();
    table.text('document').notNullable().comment('JSON, as it is handed over');
    table.text('problem').nullable();
    table.primary(['offer_id', 'kind']);
  });

  await knex.schema.createTable('individual_services', table => {
    table.string('name').primary();
    table.string('request_id').notNullable();
    table.string('offer_id').notNullable();
    table.string('price_list').notNullable();
    table.string('agreement').notNullable();
    table.text('entity').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'individual_services',
    'offer_effects',
    'offer_acceptances',
    'offers',
  ]) {
    await knex.schema.dropTable(table);
  }
};
