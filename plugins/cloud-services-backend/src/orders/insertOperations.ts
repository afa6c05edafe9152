import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { fromJson } from '@dualcloud/foundation-node';
import type { InstanceRow } from '../instances';
import { insertOperations } from '../provisioning';
import type { CloudServiceSpec } from '@dualcloud/backstage-plugin-cloud-services-common';
import { brokerContext, versionOf } from './insertCreation';
import type { PlannedUpdate } from './OrderPlan';

type Options = { orderId: string; actor: string };

/** One step for each instance that changes, in the order of their dependencies. */
export async function insertUpdates(
  trx: Knex.Transaction,
  updates: PlannedUpdate[],
  { orderId, actor, environmentId }: Options & { environmentId?: string },
): Promise<void> {
  const ids = new Map(
    updates.map(({ instance }) => [instance.component_name, uuid()]),
  );
  await insertOperations(
    trx,
    updates.map(({ instance, plan, sent, resulting }) => ({
      kind: 'update' as const,
      id: ids.get(instance.component_name)!,
      orderId,
      instanceId: instance.id,
      brokerName: instance.broker_name,
      dependsOn: fromJson<string[]>(instance.depends_on).flatMap(
        component => ids.get(component) ?? [],
      ),
      actor,
      payload: {
        serviceId: instance.service_id,
        planId: plan.id,
        planName: plan.name,
        planTitle: plan.title?.en ?? plan.name,
        parameters: sent,
        resultingParameters: resulting,
        maintenanceInfo: versionOf(plan),
        maximumPollingSeconds: plan.maximumPollingDuration,
        previous: {
          planId: instance.plan_id,
          maintenanceInfo: instance.maintenance_version
            ? { version: instance.maintenance_version }
            : undefined,
        },
        context: brokerContext({
          instanceName: instance.name,
          environmentId,
          stage: instance.stage,
          systemRef: instance.system_ref,
          ownerRef: instance.owner_ref,
        }),
      },
    })),
  );
}

/** One step for each instance, in the reverse order of their dependencies. */
export async function insertTeardown(
  trx: Knex.Transaction,
  instances: InstanceRow[],
  { orderId, actor }: Options,
): Promise<void> {
  const ids = new Map(
    instances.map(({ component_name }) => [component_name, uuid()]),
  );
  const builtOn = (component: string) =>
    instances.filter(({ depends_on }) =>
      fromJson<string[]>(depends_on).includes(component),
    );
  await insertOperations(
    trx,
    instances.map(instance => ({
      kind: 'deprovision' as const,
      id: ids.get(instance.component_name)!,
      orderId,
      instanceId: instance.id,
      brokerName: instance.broker_name,
      dependsOn: builtOn(instance.component_name).flatMap(
        ({ component_name }) => ids.get(component_name) ?? [],
      ),
      actor,
      payload: {
        serviceId: instance.service_id,
        planId: instance.plan_id,
        maximumPollingSeconds: maximumPollingOf(instance),
      },
    })),
  );
}

/** From the snapshot: the service may have left the catalogue. */
export function maximumPollingOf(instance: InstanceRow): number | undefined {
  const spec = fromJson<CloudServiceSpec>(instance.service_snapshot);
  return spec.plans?.find(({ id }) => id === instance.plan_id)
    ?.maximumPollingDuration;
}
