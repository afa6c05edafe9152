import type {
  Failure,
  OrderType,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  databaseNow,
  fromOptionalJson,
  lockRows,
} from '@dualcloud/foundation-node';
import { insertOperations, type OperationRow } from '../OperationStore';
import type { NewOperation, Operation } from '../types';

const PARTIES = {
  owner_ref: 'group:default/team-kfz-portal',
  system_ref: 'system:default/kfz-portal',
  customer_ref: 'group:default/kraftfahrtamt',
  software_provider_ref: 'group:default/softwerk-nord',
};
export const ACTOR = 'user:default/jana.brandt';
export const TARGET = { serviceId: 'service', planId: 'small' };

/** Components by name, with the names that they depend on. */
export type Components = Record<string, string[]>;

/** An environment with its instances, as the order domain stores them. */
export async function seedEnvironment(
  knex: Knex,
  components: Components,
  state: 'pending' | 'ready' = 'pending',
) {
  const environmentId = uuid();
  await knex('environments').insert({
    id: environmentId,
    name: `test-${environmentId}`,
    entity_name: `test-${environmentId}`,
    blueprint_ref: 'environmentblueprint:default/web',
    blueprint_title: 'Web',
    blueprint_snapshot: '{}',
    stage: 'test',
    state: state === 'pending' ? 'provisioning' : 'ready',
    ...PARTIES,
    created_by: ACTOR,
    created_at: databaseNow(knex),
  });
  const instances: Record<string, string> = {};
  for (const name of Object.keys(components)) {
    instances[name] = await seedInstance(knex, {
      name,
      environmentId,
      dependsOn: components[name],
      state,
    });
  }
  return { environmentId, instances, components };
}

export async function seedInstance(
  knex: Knex,
  options: {
    name?: string;
    environmentId?: string;
    dependsOn?: string[];
    state?: string;
  } = {},
): Promise<string> {
  const { name = 'database', environmentId, dependsOn = [] } = options;
  const id = uuid();
  await knex('instances').insert({
    id,
    environment_id: environmentId ?? null,
    component_name: name,
    depends_on: JSON.stringify(dependsOn),
    name: `${name}-${id}`,
    entity_name: `${name}-${id}`,
    broker_name: 'memory',
    service_ref: 'cloudservice:default/memory-database',
    service_id: TARGET.serviceId,
    service_title: 'Database',
    tier: 'paas',
    version: '1',
    plan_id: TARGET.planId,
    plan_name: TARGET.planId,
    plan_title: 'Small',
    parameters: '{}',
    service_snapshot: '{}',
    simulated: false,
    bindable: true,
    stage: 'test',
    state: options.state ?? 'pending',
    ...PARTIES,
    created_by: ACTOR,
    created_at: databaseNow(knex),
  });
  return id;
}

/** An order and its operations, stored in one transaction as the order domain does it. */
export async function seedOrder(
  knex: Knex,
  options: {
    type: OrderType;
    environmentId?: string;
    instanceId?: string;
    operations: (orderId: string) => NewOperation[];
  },
): Promise<string> {
  const orderId = uuid();
  await knex.transaction(async trx => {
    const operations = options.operations(orderId);
    await trx('orders').insert({
      id: orderId,
      type: options.type,
      state: 'accepted',
      requested_by: ACTOR,
      requested_at: databaseNow(trx),
      environment_id: options.environmentId ?? null,
      instance_id: options.instanceId ?? null,
      target_name: 'test',
      stage: 'test',
      ...PARTIES,
      request: '{}',
      changes: '[]',
      can_retry: false,
    });
    await trx('instances')
      .whereIn(
        'id',
        operations.map(({ instanceId }) => instanceId),
      )
      .update({ active_order_id: orderId });
    if (options.environmentId) {
      await trx('environments')
        .where('id', options.environmentId)
        .update({ active_order_id: orderId });
    }
    await insertOperations(trx, operations);
  });
  return orderId;
}

/** Creates all components, in dependency order. */
export function seedCreation(
  knex: Knex,
  environment: Awaited<ReturnType<typeof seedEnvironment>>,
  payload: Partial<(NewOperation & { kind: 'provision' })['payload']> = {},
) {
  return seedForEach(knex, environment, 'create-environment', false, {
    kind: 'provision',
    payload: { ...TARGET, parameters: {}, context: {}, ...payload },
  });
}

/** Tears all components down, in reverse dependency order. */
export function seedTeardown(
  knex: Knex,
  environment: Awaited<ReturnType<typeof seedEnvironment>>,
  payload: Partial<(NewOperation & { kind: 'deprovision' })['payload']> = {},
) {
  return seedForEach(knex, environment, 'terminate-environment', true, {
    kind: 'deprovision',
    payload: { ...TARGET, ...payload },
  });
}

async function seedForEach(
  knex: Knex,
  environment: Awaited<ReturnType<typeof seedEnvironment>>,
  type: OrderType,
  reverse: boolean,
  work:
    | Pick<NewOperation & { kind: 'provision' }, 'kind' | 'payload'>
    | Pick<NewOperation & { kind: 'deprovision' }, 'kind' | 'payload'>,
) {
  const { components, instances, environmentId } = environment;
  const names = Object.keys(components);
  const ids = Object.fromEntries(names.map(name => [name, uuid()]));
  return seedOrder(knex, {
    type,
    environmentId,
    operations: orderId =>
      names.map(name => ({
        ...work,
        id: ids[name],
        orderId,
        instanceId: instances[name],
        brokerName: 'memory',
        dependsOn: (reverse
          ? names.filter(other => components[other].includes(name))
          : components[name]
        ).map(other => ids[other]),
        actor: ACTOR,
      })),
  });
}

/** A binding and the operation that makes it; refused while an order is active on the instance. */
export async function seedBinding(
  knex: Knex,
  instanceId: string,
  options: {
    rotates?: string;
    payload?: Partial<(NewOperation & { kind: 'bind' })['payload']>;
  } = {},
): Promise<string> {
  const bindingId = uuid();
  await knex.transaction(async trx => {
    await lockRows(trx, 'instances', [instanceId]);
    const instance = await trx('instances').where('id', instanceId).first();
    if (instance.state !== 'ready' || instance.active_order_id) {
      throw new Error(`instance "${instanceId}" takes no bindings now`);
    }
    await trx('bindings').insert({
      id: bindingId,
      instance_id: instanceId,
      state: 'creating',
      created_by: ACTOR,
      created_at: databaseNow(trx),
      replaces_id: options.rotates ?? null,
      parameters: '{}',
    });
    await insertOperations(trx, [
      {
        kind: 'bind',
        id: uuid(),
        bindingId,
        instanceId,
        brokerName: 'memory',
        dependsOn: [],
        actor: ACTOR,
        payload: {
          ...TARGET,
          context: {},
          revokes: options.rotates,
          ...options.payload,
        },
      },
    ]);
  });
  return bindingId;
}

type Readable = {
  state: string;
  failure?: Failure;
  row: Record<string, unknown>;
};

/** A row's state and failure. */
export async function read(
  knex: Knex,
  table: 'orders' | 'environments' | 'instances' | 'bindings',
  id: string,
): Promise<Readable> {
  const row = await knex(table).where({ id }).first();
  return { state: row.state, failure: fromOptionalJson(row.failure), row };
}

export async function operationsOf(
  knex: Knex,
  where: Partial<Pick<OperationRow, 'order_id' | 'instance_id' | 'binding_id'>>,
): Promise<Array<Pick<Operation, 'kind' | 'state' | 'attempts'>>> {
  return knex('operations')
    .select('kind', 'state', 'attempts')
    .where(where)
    .orderBy(['created_at', 'id']);
}

export async function journalOf(knex: Knex, orderId: string) {
  const rows: Array<{ event: string }> = await knex('journal')
    .where('order_id', orderId)
    .orderBy('id');
  return rows.map(({ event }) => event);
}
