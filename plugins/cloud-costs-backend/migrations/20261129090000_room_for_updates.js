// @ts-check

/*
 * Rows of the current day change many times while usage and time come in. With
 * room on their page PostgreSQL writes the new version beside the old one and
 * leaves the indexes alone. It holds for pages that are filled from now on.
 */
const ROOM = { usage_days: 75, charges: 90, cost_days: 75 };

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (knex.client.config.client !== 'pg') return;
  for (const [table, percent] of Object.entries(ROOM)) {
    await knex.raw(`alter table ?? set (fillfactor = ${percent})`, [table]);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (knex.client.config.client !== 'pg') return;
  for (const table of Object.keys(ROOM)) {
    await knex.raw('alter table ?? reset (fillfactor)', [table]);
  }
};
