import type { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { databaseNow } from '@dualcloud/foundation-node';
import type { Changes } from '../changes';
import { toPartiesColumns } from '../instances';
import { insertOperations } from '../provisioning';
import { conflict } from '../refusals';
import type { OrderPlan, PlannedInstance } from './OrderPlan';

type Creation = OrderPlan & { action: 'create' };

/**
 * A name for the catalog. It says nothing of the thing, because its owner's
 * entity, which everybody may read, has it in a relation; people see the title.
 */
export function entityName(
  kind: 'environment' | 'instance',
  id: string,
): string {
  return `${kind}-${id.slice(-12)}`;
}

/** Stores a new environment with its instances, or a single instance. */
export async function insertCreation(
  trx: Knex.Transaction,
  plan: Creation,
  options: { orderId: string; actor: string; changes: Changes },
): Promise<{
  environmentId?: string;
  instanceId?: string;
  instanceIds: string[];
  insertSteps: () => Promise<void>;
}> {
  const { orderId, actor, changes } = options;
  await checkNameFree(trx, plan);
  const environmentId = plan.blueprint ? uuid() : undefined;
  const common = {
    stage: plan.stage,
    ...toPartiesColumns(plan.parties),
    created_by: actor,
    created_at: databaseNow(trx),
    expires_at: plan.expiresAt ?? null,
    active_order_id: orderId,
  };
  if (environmentId && plan.blueprint) {
    await trx('environments').insert({
      ...common,
      id: environmentId,
      name: plan.targetName,
      description: plan.description ?? null,
      entity_name: entityName('environment', environmentId),
      blueprint_ref: plan.blueprint.ref,
      blueprint_title: plan.blueprint.title,
      blueprint_snapshot: JSON.stringify(plan.blueprint.spec),
      state: 'provisioning',
    });
  }
  const planned = plan.instances.map(instance => ({
    instance,
    id: uuid(),
    name: environmentId
      ? `${plan.targetName}-${instance.componentName}`
      : plan.targetName,
  }));
  for (const { instance, id, name } of planned) {
    await trx('instances').insert({
      ...common,
      ...instanceColumns(instance),
      id,
      environment_id: environmentId ?? null,
      name,
      entity_name: entityName('instance', id),
      state: 'pending',
      description: environmentId ? null : plan.description ?? null,
    });
  }
  await changes.touchAll(trx, [
    ...(environmentId
      ? [{ kind: 'environment' as const, id: environmentId }]
      : []),
    ...planned.map(({ id }) => ({ kind: 'instance' as const, id })),
  ]);
  const operationIds = new Map(
    planned.map(({ instance }) => [instance.componentName, uuid()]),
  );
  return {
    environmentId,
    instanceId: environmentId ? undefined : planned[0]?.id,
    instanceIds: planned.map(({ id }) => id),
    insertSteps: () =>
      insertOperations(
        trx,
        planned.map(({ instance, id, name }) => ({
          kind: 'provision' as const,
          id: operationIds.get(instance.componentName)!,
          orderId,
          instanceId: id,
          brokerName: instance.backend.broker,
          dependsOn: instance.dependsOn.flatMap(
            component => operationIds.get(component) ?? [],
          ),
          actor,
          payload: {
            serviceId: instance.backend.serviceId,
            planId: instance.plan.id,
            parameters: instance.parameters,
            maintenanceInfo: versionOf(instance.plan),
            maximumPollingSeconds: instance.plan.maximumPollingDuration,
            context: brokerContext({
              instanceName: name,
              environmentId,
              environmentName: environmentId && plan.targetName,
              stage: plan.stage,
              systemRef: plan.parties.systemRef,
              ownerRef: plan.parties.ownerRef,
            }),
          },
        })),
      ),
  };
}

/** OSB maintenance_info of a plan, as it is sent. */
export function versionOf(
  plan: PlannedInstance['plan'],
): { version: string } | undefined {
  return plan.maintenanceInfo && { version: plan.maintenanceInfo.version };
}

/** OSB 2.17 context object: who and what the instance is for. */
export function brokerContext(options: {
  instanceName: string;
  environmentId?: string;
  environmentName?: string;
  stage: string;
  systemRef: string;
  ownerRef: string;
}): JsonObject {
  return JSON.parse(
    JSON.stringify({
      platform: 'backstage',
      instance_name: options.instanceName,
      environment_id: options.environmentId,
      environment_name: options.environmentName,
      stage: options.stage,
      system: options.systemRef,
      owner: options.ownerRef,
    }),
  );
}

function instanceColumns(instance: PlannedInstance) {
  const { spec, plan, backend } = instance;
  return {
    component_name: instance.componentName,
    depends_on: JSON.stringify(instance.dependsOn),
    broker_name: backend.broker,
    service_ref: instance.serviceRef,
    service_id: backend.serviceId,
    service_title: instance.serviceTitle,
    tier: spec.tier,
    version: String(spec.version),
    plan_id: plan.id,
    plan_name: plan.name,
    plan_title: plan.title?.en ?? plan.name,
    maintenance_version: plan.maintenanceInfo?.version ?? null,
    parameters: JSON.stringify(instance.parameters),
    service_snapshot: JSON.stringify(spec),
    simulated: Boolean(plan.simulated ?? spec.simulated),
    bindable: plan.bindable !== false,
  };
}

/** For a clear answer; that two at once do not both get through is the unique index's work. */
async function checkNameFree(
  trx: Knex.Transaction,
  plan: Creation,
): Promise<void> {
  const query = trx(plan.blueprint ? 'environments' : 'instances')
    .where({ name: plan.targetName, system_ref: plan.parties.systemRef })
    .whereNull('terminated_at');
  if (!plan.blueprint) query.whereNull('environment_id');
  if (await query.first('id')) throw nameTaken(plan);
}

/** 409: another live one of the system has the name. */
export function nameTaken(plan: OrderPlan): ConflictError {
  const what = plan.type.endsWith('environment')
    ? 'environment'
    : 'service instance';
  return Object.assign(
    conflict(
      'name-taken',
      { name: plan.targetName },
      `"${plan.parties.systemRef}" already has a live ${what} called "${plan.targetName}"; choose another name`,
    ),
    {
      details: [
        { field: 'name', rule: 'unique', message: 'is taken; choose another' },
      ],
    },
  );
}
