// @ts-check
const { randomUUID } = require('node:crypto');

const PROVISIONED = 'dev.dualcloud.instance.provisioned.v1';
const PLAN_CHANGED = 'dev.dualcloud.instance.plan-changed.v1';
const TORN_DOWN = 'dev.dualcloud.instance.torn-down.v1';
const BATCH = 100;

/**
 * What has happened so far gets its events too, with the times that were
 * stored. Whoever bills from them needs the plan that an instance began with,
 * so changes of plan are read from the operations, which are kept.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lifecycle_events', table => {
    table.comment(
      'CloudEvents about instances, written in the transaction of the effect; append-only',
    );
    table.bigIncrements('seq');
    table.string('id').notNullable().unique();
    table
      .string('effect')
      .notNullable()
      .unique()
      .comment('What happened, by its natural key: no effect has two events');
    table.string('type').notNullable();
    table.string('instance_id').notNullable();
    table.bigInteger('at').notNullable().comment('When it took effect');
    table.text('data').notNullable().comment('JSON: the instance as it was');
    table.index(['instance_id', 'seq'], 'lifecycle_events_instance_idx');
  });

  const events = await eventsSoFar(knex);
  for (let start = 0; start < events.length; start += BATCH) {
    await knex('lifecycle_events').insert(events.slice(start, start + BATCH));
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lifecycle_events');
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<Array<Record<string, unknown>>>}
 */
async function eventsSoFar(knex) {
  const instances = await knex('instances')
    .leftJoin('environments', 'environments.id', 'instances.environment_id')
    .whereNotNull('instances.ready_at')
    .select('instances.*', { environment_name: 'environments.name' })
    .orderBy('instances.id');
  const operations = await knex('operations')
    .where('state', 'succeeded')
    .whereIn('kind', ['provision', 'update', 'deprovision'])
    .select('id', 'kind', 'instance_id', 'order_id', 'payload', 'finished_at')
    .orderBy(['finished_at', 'id']);
  const steps = new Map();
  for (const operation of operations) {
    const others = steps.get(operation.instance_id) ?? [];
    steps.set(operation.instance_id, [...others, operation]);
  }
  return instances
    .flatMap(row => eventsOf(row, steps.get(row.id) ?? []))
    .sort((a, b) => a.at - b.at);
}

/**
 * @param {Record<string, any>} row
 * @param {Array<Record<string, any>>} operations
 */
function eventsOf(row, operations) {
  const orderOf = kind =>
    operations.find(step => step.kind === kind && step.order_id)?.order_id ??
    row.last_order_id ??
    row.active_order_id ??
    '';
  const updates = operations
    .filter(({ kind }) => kind === 'update')
    .map(step => ({ step, payload: JSON.parse(step.payload) }));
  let plan = firstPlan(row, updates[0]?.payload);
  const event = (type, effect, at, details) => ({
    id: randomUUID(),
    effect,
    type,
    instance_id: row.id,
    at: Number(at),
    data: JSON.stringify(dataOf(row, { plan, ...details })),
  });
  const events = [
    event(PROVISIONED, `provisioned:${row.id}`, row.ready_at, {
      orderId: orderOf('provision'),
    }),
  ];
  for (const { step, payload } of updates) {
    if (payload.planName === plan) continue;
    const previousPlan = plan;
    plan = payload.planName;
    events.push(
      event(PLAN_CHANGED, `plan-changed:${step.id}`, step.finished_at, {
        previousPlan,
        orderId: step.order_id ?? row.last_order_id ?? '',
      }),
    );
  }
  if (row.terminated_at !== null) {
    events.push(
      event(TORN_DOWN, `torn-down:${row.id}`, row.terminated_at, {
        orderId: orderOf('deprovision'),
      }),
    );
  }
  return events;
}

/** The plan before the first change, by its name; its service keeps it in the snapshot. */
function firstPlan(row, firstUpdate) {
  if (!firstUpdate) return row.plan_name;
  const { planId } = firstUpdate.previous;
  if (planId === firstUpdate.planId) return firstUpdate.planName;
  const { plans = [] } = JSON.parse(row.service_snapshot);
  return plans.find(({ id }) => id === planId)?.name ?? planId;
}

function dataOf(row, { plan, previousPlan, orderId }) {
  return {
    instanceId: row.id,
    instanceName: row.name,
    environmentId: row.environment_id ?? undefined,
    environmentName: row.environment_name ?? undefined,
    serviceRef: row.service_ref,
    plan,
    previousPlan,
    stage: row.stage,
    systemRef: row.system_ref,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: row.payer_ref ?? row.customer_ref ?? row.owner_ref,
    orderId,
    simulated: Boolean(row.simulated),
  };
}
