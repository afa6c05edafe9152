// @ts-check

/**
 * Other plugins follow final statements, price lists and budgets in the feed,
 * those from before there was one included. Credits know the service that they are
 * about, and where they are explained.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('credits', table => {
    table.string('service_ref').nullable();
    table
      .text('explanation_url')
      .nullable()
      .comment('Where it is explained: a path of the portal, or a URL');
  });
  await fill(knex, 'price-list', "list || '/' || version", knex('price_lists'));
  const final = knex('statements').where('state', 'final');
  await fill(knex, 'statement', 'id', final);
  await fill(knex, 'budget', 'id', knex('budgets'));
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} kind
 * @param {string} id
 * @param {import('knex').Knex.QueryBuilder} rows
 */
async function fill(knex, kind, id, rows) {
  await knex(knex.raw('changes (kind, object_id)')).insert(
    rows.select(knex.raw('? as kind', [kind]), knex.raw(`${id} as object_id`)),
  );
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('changes').delete();
  await knex.schema.alterTable('credits', table => {
    table.dropColumn('service_ref');
    table.dropColumn('explanation_url');
  });
};
