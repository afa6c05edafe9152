// @ts-check

const {
  createFoundationTables,
  dropFoundationTables,
} = require('@dualcloud/foundation-node');

/**
 * The tables of cloud costs, from the raw event to the final statement:
 *
 *   usage_events, lifecycle_events   what was measured, as it came
 *   allocations                      who had which plan of what, from when to when
 *   usage_days                       usage added up: one row for a day, 24 hours in it
 *   charges                          what a component of an allocation cost on a day
 *   statements, statement_lines      what a payer owes for a month
 *
 * Instants are milliseconds since 1970 in UTC, as 64-bit integers. Days are
 * integers such as 20261123, months such as 202611; both in the billing time
 * zone, except `usage_days.utc_day`. Amounts are micro-units of the currency and
 * quantities are millionths of the unit. Sums of quantities may outgrow 64 bits
 * and are therefore stored as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const parties = table => {
    table.string('payer_ref').notNullable().comment('Who gets the statement');
    table.string('owner_ref').notNullable();
    table.string('customer_ref').nullable();
    table.string('software_provider_ref').nullable();
    table.string('system_ref').nullable();
  };

  await knex.schema.createTable('sources', table => {
    table.comment(
      'CloudEvents sources, so that an event carries a number only',
    );
    table.increments('id');
    table.string('name', 1000).notNullable().unique();
  });

  await knex.schema.createTable('meters', table => {
    table.comment('What is counted; the first event settles the unit');
    table.increments('id');
    table.string('name').notNullable().unique();
    table.string('unit').notNullable();
  });

  await knex.schema.createTable('allocations', table => {
    table.comment(
      'One instance on one plan under one set of parties, from when to when. Everything that is charged is charged to one of these',
    );
    table.increments('id');
    table.string('instance_id').notNullable();
    table
      .integer('segment')
      .notNullable()
      .comment(
        '0, 1, … in time order. Negative: void, from = to; kept for what was charged to it before a late event came, and for usage from outside of the instance’s life',
      );
    table.bigInteger('from_ms').notNullable();
    table.bigInteger('to_ms').nullable().comment('Null: still allocated');
    table.string('instance_name').notNullable();
    table.string('environment_id').nullable();
    table.string('environment_name').nullable();
    table.string('service_ref').notNullable();
    table.string('plan').notNullable();
    table
      .string('begun_by')
      .notNullable()
      .comment('provisioned, plan-changed or agreement');
    table.string('stage').notNullable();
    parties(table);
    table.text('tags').notNullable().comment('JSON: string to string');
    table.boolean('simulated').notNullable();
    table
      .bigInteger('last_used_ms')
      .nullable()
      .comment('Time of the last usage event');
    table.unique(['instance_id', 'segment']);
    table.index(['payer_ref']);
    table.index(['customer_ref']);
    table.index(['software_provider_ref']);
    table.index(['owner_ref']);
    table.index(['system_ref']);
    table.index(['service_ref']);
    table.index(['environment_id']);
  });

  await knex.schema.createTable('lifecycle_events', table => {
    table.comment('Life-cycle events as they came, ours and others');
    table.increments('seq');
    table.integer('source_id').notNullable();
    table.string('event_id', 512).notNullable();
    table.string('type').notNullable();
    table.string('instance_id').notNullable();
    table.bigInteger('time_ms').notNullable();
    table.bigInteger('received_ms').notNullable();
    table.text('data').notNullable().comment('JSON');
    table.unique(['source_id', 'event_id']);
    table.index(['instance_id', 'time_ms']);
  });

  await knex.schema.createTable('usage_events', table => {
    table.comment(
      'Measured quantities as they came; kept for a configurable time',
    );
    table.bigIncrements('seq');
    table.integer('source_id').notNullable();
    table
      // Compared byte by byte: no language's order is of use, and it takes longer.
      .specificType(
        'event_id',
        knex.client.config.client === 'pg'
          ? 'varchar(512) collate "C"'
          : 'varchar(512)',
      )
      .notNullable();
    table.integer('allocation_id').notNullable();
    table.integer('meter_id').notNullable();
    table
      .bigInteger('time_ms')
      .notNullable()
      .comment('The hour of this instant gets all of it');
    table
      .bigInteger('quantity')
      .notNullable()
      .comment('Millionths of the unit; negative only in corrections');
    table.bigInteger('received_ms').notNullable();
    table.bigInteger('corrects_seq').nullable();
    table.text('reason').nullable().comment('Of a correction');
    table.unique(['source_id', 'event_id'], {
      indexName: 'usage_events_id_uniq',
    });
    table.index(
      ['allocation_id', 'meter_id', 'time_ms'],
      'usage_events_drill_idx',
    );
    table.index(['corrects_seq'], 'usage_events_corrects_idx', {
      predicate: knex.whereNotNull('corrects_seq'),
    });
  });

  await knex.schema.createTable('usage_days', table => {
    table.comment('Usage added up, for ever; written by the rollup alone');
    table.integer('allocation_id').notNullable();
    table.integer('meter_id').notNullable();
    table.integer('utc_day').notNullable().comment('Days since 1970 in UTC');
    table
      .text('hours')
      .notNullable()
      .comment(
        '24 integers, separated by commas: millionths of the unit in each UTC hour',
      );
    table.integer('events').notNullable();
    table.primary(['allocation_id', 'meter_id', 'utc_day']);
  });

  await knex.schema.createTable('cursors', table => {
    table.comment(
      'How far something has read: the rollup, other plugins’ feeds. “allocations” counts how often allocations changed, for caches',
    );
    table.string('name').primary();
    table.string('value').notNullable();
    table.bigInteger('moved_at').notNullable();
  });

  await knex.schema.createTable('leases', table => {
    table.comment(
      'Work that one replica at a time does, on the database’s clock',
    );
    table.string('name').primary();
    table.string('holder').nullable();
    table.bigInteger('expires_at').notNullable();
    table
      .bigInteger('fence')
      .notNullable()
      .comment('Rises with each claim; each write of the work checks it');
  });

  await knex.schema.createTable('dirty_months', table => {
    table.comment('What must be rated again');
    table.integer('allocation_id').notNullable();
    table.integer('month').notNullable();
    table.string('reason').notNullable();
    table.bigInteger('since').notNullable();
    table.primary(['allocation_id', 'month']);
  });

  await knex.schema.createTable('price_lists', table => {
    table.comment(
      'Versions of price lists as they were read; never changed once in force',
    );
    table.increments('id');
    table.string('list').notNullable();
    table.string('version').notNullable();
    table.bigInteger('valid_from_ms').notNullable();
    table.string('currency', 3).notNullable();
    table.string('entity_ref').nullable();
    table.text('document').notNullable().comment('JSON: spec of the PriceList');
    table.string('hash').notNullable();
    table
      .string('customer_ref')
      .nullable()
      .comment('Of an agreed price: for this customer only');
    table.bigInteger('stored_at').notNullable();
    table.unique(['list', 'version']);
  });

  await knex.schema.createTable('price_list_problems', table => {
    table.comment('Documents that were refused, and why');
    table.string('entity_ref').primary();
    table.text('problems').notNullable().comment('JSON');
    table.bigInteger('found_at').notNullable();
  });

  await knex.schema.createTable('charges', table => {
    table.comment(
      'What a price component of an allocation cost on a day. The rows of one day add up to what is rated, over all months they were billed in',
    );
    table.bigIncrements('id');
    table.integer('allocation_id').notNullable();
    table.integer('day').notNullable();
    table.integer('month').notNullable().comment('The month of the day');
    table
      .integer('billed_month')
      .notNullable()
      .comment('Later than month: an adjustment');
    table.integer('price_list_id').notNullable();
    table
      .string('component')
      .notNullable()
      .comment('Id of the component in the plan');
    table
      .string('type')
      .notNullable()
      .comment('Type of the component, discount, or credit');
    table.integer('meter_id').nullable();
    table
      .text('quantity')
      .notNullable()
      .comment('Millionths of the unit; of the day');
    table.string('unit').notNullable();
    table
      .bigInteger('amount')
      .notNullable()
      .comment('Micro-units of the currency');
    table.string('currency', 3).notNullable();
    table.bigInteger('rated_at').notNullable();
    table.unique(
      [
        'allocation_id',
        'day',
        'component',
        'price_list_id',
        'type',
        'billed_month',
      ],
      { indexName: 'charges_line_uniq' },
    );
    table.index(['month', 'allocation_id'], 'charges_month_idx');
    table.index(['billed_month', 'allocation_id'], 'charges_billed_idx');
    table.index(['day', 'allocation_id'], 'charges_day_idx');
  });

  await knex.schema.createTable('cost_days', table => {
    table.comment(
      'The charges of a day for an allocation, added up; what views read. A row never goes: what is charged no more has the amount 0',
    );
    table.integer('allocation_id').notNullable();
    table.integer('day').notNullable();
    table.string('currency', 3).notNullable();
    table.bigInteger('amount').notNullable();
    table
      .bigInteger('changed_seq')
      .notNullable()
      .comment(
        'From the cursor cost-changes, counted up in the same transaction (nextCostChange); also when charges of the day changed and their sum did not',
      );
    table.primary(['allocation_id', 'day', 'currency']);
    table.index(['day', 'allocation_id', 'amount'], 'cost_days_day_idx');
    table.index(['changed_seq']);
  });

  await knex.schema.createTable('statements', table => {
    table.comment(
      'One for each payer, month and currency; never changed once final',
    );
    table.string('id').primary();
    table
      .string('number')
      .nullable()
      .unique()
      .comment('Given when it becomes final');
    table.string('payer_ref').notNullable();
    table.integer('month').notNullable();
    table.string('currency', 3).notNullable();
    table.string('state').notNullable().comment('open, in-grace, final');
    table.bigInteger('in_grace_until').notNullable();
    table.bigInteger('finalised_at').nullable();
    table.string('finalised_by').nullable();
    table
      .bigInteger('amount')
      .nullable()
      .comment('Of the lines; set when final');
    table
      .bigInteger('payable')
      .nullable()
      .comment('Of the lines, each in whole cents; set when final');
    table
      .text('snapshot')
      .nullable()
      .comment(
        'JSON: parties’ names and addresses, price lists; set when final',
      );
    table
      .string('digest')
      .nullable()
      .comment('SHA-256 over lines and snapshot; set when final');
    table.unique(['payer_ref', 'month', 'currency']);
  });

  await knex.schema.createTable('statement_lines', table => {
    table.comment(
      'Lines of final statements; open ones are computed from charges',
    );
    table.string('statement_id').notNullable();
    table.integer('position').notNullable();
    table.text('line').notNullable().comment('JSON: a StatementLine');
    table.primary(['statement_id', 'position']);
  });

  await knex.schema.createTable('credits', table => {
    table.comment(
      'What the provider grants or takes by hand, or another plugin hands over (reductions)',
    );
    table.string('id').primary();
    table
      .string('source')
      .notNullable()
      .comment('user, or the plugin that handed it over');
    table.string('payer_ref').notNullable();
    table.integer('allocation_id').nullable();
    table.integer('month').notNullable();
    table
      .bigInteger('amount')
      .notNullable()
      .comment('Micro-units; negative is in the payer’s favour');
    table.string('currency', 3).notNullable();
    table.text('reason').notNullable();
    table.string('corrects_statement_id').nullable();
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.integer('billed_month').notNullable();
    table.string('system_ref').nullable();
    table.index(['payer_ref', 'billed_month']);
  });

  await knex.schema.createTable('reratings', table => {
    table.comment('Who had what rated again, why, and what came of it');
    table.string('id').primary();
    table.text('scope').notNullable().comment('JSON');
    table.integer('from_month').notNullable();
    table.integer('to_month').notNullable();
    table.text('reason').notNullable();
    table.string('state').notNullable().comment('queued, running, done');
    table.string('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('finished_at').nullable();
    table
      .integer('last_allocation_id')
      .notNullable()
      .defaultTo(0)
      .comment('How far it has come');
    table.integer('allocations').nullable();
    table
      .text('difference')
      .nullable()
      .comment('JSON: currency to micro-units');
  });

  await knex.schema.createTable('budgets', table => {
    table.string('id').primary();
    table.string('name').notNullable();
    table
      .string('scope_type')
      .notNullable()
      .comment('organisation, system or environment');
    table.string('scope_ref').notNullable();
    table.string('period').notNullable().comment('month or year');
    table.bigInteger('amount').notNullable();
    table.string('currency', 3).notNullable();
    table.text('thresholds').notNullable().comment('JSON: percentages');
    table.boolean('refuses_orders').notNullable();
    table
      .string('owner_ref')
      .notNullable()
      .comment('Whose budget it is; its members are told');
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.integer('version').notNullable();
    table.index(['scope_type', 'scope_ref']);
    table.index(['owner_ref']);
  });

  await knex.schema.createTable('budget_alerts', table => {
    table.string('budget_id').notNullable();
    table.integer('period_start').notNullable().comment('Month or year');
    table.integer('threshold').notNullable();
    table.bigInteger('amount').notNullable();
    table.bigInteger('crossed_at').notNullable();
    table.bigInteger('notified_at').nullable();
    table.primary(['budget_id', 'period_start', 'threshold']);
  });

  await knex.schema.createTable('reservations', table => {
    table.comment(
      'Money set aside for orders until it is known what came of them',
    );
    table.string('order_id').primary();
    table.text('request').notNullable().comment('JSON');
    table
      .text('amounts')
      .notNullable()
      .comment('JSON: of each item, micro-units by budget and month');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('released_at').nullable();
  });

  await knex.schema.createTable('anomalies', table => {
    table.comment('Days that stand out');
    table.string('id').primary();
    table.integer('allocation_id').notNullable();
    table.integer('day').notNullable();
    table.string('currency', 3).notNullable();
    table.bigInteger('amount').notNullable();
    table.bigInteger('expected').notNullable();
    table.text('cause').notNullable().comment('JSON');
    table.bigInteger('found_at').notNullable();
    table.string('acknowledged_by').nullable();
    table.bigInteger('acknowledged_at').nullable();
    table.text('note').nullable();
    table.text('score').notNullable().comment('Robust z, a decimal');
    table.bigInteger('notified_at').nullable();
    table.unique(['allocation_id', 'day', 'currency']);
    table.index(['day']);
  });

  await knex.schema.createTable('saved_views', table => {
    table.string('id').primary();
    table.string('user_ref').notNullable();
    table.string('name').notNullable();
    table
      .text('query')
      .notNullable()
      .comment('JSON: the page’s URL parameters');
    table.bigInteger('created_at').notNullable();
    table.unique(['user_ref', 'name']);
  });

  await createFoundationTables(knex);
  await keepFinalStatements(knex);
  await knex('cursors').insert({
    name: 'cost-changes',
    value: '0',
    moved_at: 0,
  });
  await knex('leases').insert(
    ['rollup', 'rating'].map(name => ({
      name,
      holder: null,
      expires_at: 0,
      fence: 0,
    })),
  );
  await knex('cursors').insert([
    { name: 'rollup', value: '0', moved_at: 0 },
    { name: 'lifecycle-feed', value: '', moved_at: 0 },
    { name: 'allocations', value: '0', moved_at: 0 },
    { name: 'price-book', value: '0', moved_at: 0 },
  ]);
};

/**
 * The database itself refuses to change what is final.
 *
 * @param {import('knex').Knex} knex
 */
async function keepFinalStatements(knex) {
  const message = 'a final statement never changes';
  if (knex.client.config.client !== 'pg') {
    for (const event of ['update', 'delete']) {
      await knex.raw(`
        create trigger statements_final_${event} before ${event} on statements
        when old.state = 'final' begin select raise(abort, '${message}'); end`);
      await knex.raw(`
        create trigger statement_lines_final_${event} before ${event} on statement_lines
        begin select raise(abort, '${message}'); end`);
    }
    await knex.raw(`
      create trigger statement_lines_final_insert before insert on statement_lines
      when (select state from statements where id = new.statement_id) = 'final'
      begin select raise(abort, '${message}'); end`);
    return;
  }
  await knex.raw(`
    create function refuse_final_statement() returns trigger language plpgsql as $$
    begin
      if tg_table_name = 'statements' then
        if old.state = 'final' then raise exception '${message}'; end if;
      elsif tg_op <> 'INSERT' then
        raise exception '${message}';
      elsif exists (
        select from statements where id = new.statement_id and state = 'final'
      ) then
        raise exception '${message}';
      end if;
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end $$`);
  await knex.raw(`
    create trigger statements_final before update or delete on statements
    for each row execute function refuse_final_statement()`);
  await knex.raw(`
    create trigger statement_lines_final before insert or update or delete on statement_lines
    for each row execute function refuse_final_statement()`);
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await dropFoundationTables(knex);
  for (const table of [
    'saved_views',
    'anomalies',
    'reservations',
    'budget_alerts',
    'budgets',
    'reratings',
    'credits',
    'statement_lines',
    'statements',
    'cost_days',
    'charges',
    'price_list_problems',
    'price_lists',
    'dirty_months',
    'leases',
    'cursors',
    'usage_days',
    'usage_events',
    'lifecycle_events',
    'allocations',
    'meters',
    'sources',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function refuse_final_statement');
  }
};
