// @ts-check
const { randomUUID } = require('node:crypto');

const PROVISIONED = 'dev.dualcloud.instance.provisioned.v1';
const PLAN_CHANGED = 'dev.dualcloud.instance.plan-changed.v1';
const TORN_DOWN = 'dev.dualcloud.instance.torn-down.v1';
const BATCH = 100;

/**
 * @typedef {Record<
 *   'id' | 'name' | 'service_ref' | 'plan_name' | 'service_snapshot' | 'stage' | 'system_ref' | 'owner_ref',
 *   string
 * > & Record<
 *   'environment_id' | 'environment_name' | 'customer_ref' | 'software_provider_ref' | 'payer_ref' |
 *   'active_order_id' | 'last_order_id',
 *   string | null
 * > & {
 *   simulated: boolean | number,
 *   ready_at: number | string,
 *   terminated_at: number | string | null,
 * }} InstanceRow
 *
 * @typedef {{
 *   id: string,
 *   kind: 'provision' | 'update' | 'deprovision',
 *   instance_id: string,
 *   order_id: string | null,
 *   payload: string,
 *   finished_at: number | string,
 * }} Step
 *
 * @typedef {{ planId: string, planName: string, previous: { planId: string } }} Update
 * @typedef {{ plan: string, previousPlan?: string, orderId: string }} Details
 */

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

/** @param {import('knex').Knex} knex */
async function eventsSoFar(knex) {
  /** @type {InstanceRow[]} */
  const instances = await knex('instances')
    .leftJoin('environments', 'environments.id', 'instances.environment_id')
    .whereNotNull('instances.ready_at')
    .select('instances.*', { environment_name: 'environments.name' })
    .orderBy('instances.id');
  /** @type {Step[]} */
  const operations = await knex('operations')
    .where('state', 'succeeded')
    .whereIn('kind', ['provision', 'update', 'deprovision'])
    .select('id', 'kind', 'instance_id', 'order_id', 'payload', 'finished_at')
    .orderBy(['finished_at', 'id']);
  /** @type {Map<string, Step[]>} */
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
 * @param {InstanceRow} row
 * @param {Step[]} operations
 */
function eventsOf(row, operations) {
  const orders = ordersOf(row, operations);
  const updates = operations
    .filter(({ kind }) => kind === 'update')
    .map(step => ({ step, payload: updateOf(step) }));
  let plan = firstPlan(row, updates[0]?.payload);
  const events = [
    eventOf(row, PROVISIONED, `provisioned:${row.id}`, row.ready_at, {
      plan,
      orderId: orders.provision,
    }),
  ];
  for (const { step, payload } of updates) {
    if (payload.planName === plan) continue;
    const previousPlan = plan;
    plan = payload.planName;
    const effect = `plan-changed:${step.id}`;
    events.push(
      eventOf(row, PLAN_CHANGED, effect, step.finished_at, {
        plan,
        previousPlan,
        orderId: step.order_id ?? orders.last,
      }),
    );
  }
  if (row.terminated_at !== null) {
    events.push(
      eventOf(row, TORN_DOWN, `torn-down:${row.id}`, row.terminated_at, {
        plan,
        orderId: orders.deprovision,
      }),
    );
  }
  return events;
}

/**
 * @param {InstanceRow} row
 * @param {Step[]} operations
 */
function ordersOf(row, operations) {
  const last = row.last_order_id ?? row.active_order_id ?? '';
  /** @param {Step['kind']} kind */
  const of = kind =>
    operations.find(step => step.kind === kind)?.order_id ?? last;
  return { provision: of('provision'), deprovision: of('deprovision'), last };
}

/**
 * @param {Step} step
 * @returns {Update}
 */
function updateOf(step) {
  return JSON.parse(step.payload);
}

/**
 * The plan before the first change, by its name; the snapshot of the service has it.
 *
 * @param {InstanceRow} row
 * @param {Update | undefined} firstUpdate
 * @returns {string}
 */
function firstPlan(row, firstUpdate) {
  if (!firstUpdate) return row.plan_name;
  const { planId } = firstUpdate.previous;
  if (planId === firstUpdate.planId) return firstUpdate.planName;
  /** @type {{ plans?: Array<{ id: string, name: string }> }} */
  const { plans = [] } = JSON.parse(row.service_snapshot);
  return plans.find(({ id }) => id === planId)?.name ?? planId;
}

/**
 * @param {InstanceRow} row
 * @param {string} type
 * @param {string} effect
 * @param {number | string} at
 * @param {Details} details
 */
function eventOf(row, type, effect, at, { plan, previousPlan, orderId }) {
  const data = {
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
  return {
    id: randomUUID(),
    effect,
    type,
    instance_id: row.id,
    at: Number(at),
    data: JSON.stringify(data),
  };
}
