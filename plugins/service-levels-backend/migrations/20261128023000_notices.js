// @ts-check

/**
 * What people are told, each thing once; and in the feed what was stored before
 * there was one.
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
  await fill(knex, 'calendar', 'name', 'calendars');
  await fill(knex, 'agreement', "agreement || '/' || version", 'agreements');
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} kind
 * @param {string} id
 * @param {string} table
 */
async function fill(knex, kind, id, table) {
  await knex(knex.raw('changes (kind, object_id)')).insert(
    knex(table)
      .select(knex.raw('? as kind', [kind]), knex.raw(`${id} as object_id`))
      .whereNotExists(
        knex('changes')
          .where('changes.kind', kind)
          .whereRaw(`changes.object_id = ${id}`),
      ),
  );
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};
