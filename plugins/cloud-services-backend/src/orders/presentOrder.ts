import type { JsonObject } from '@backstage/types';
import type {
  Order,
  OrderStep,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  fromJson,
  fromOptionalJson,
  toBoolean,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { CloudServicesResource } from '../authorization';
import { type InstanceRow, titlesOf, toParties } from '../instances';
import type { Operation } from '../provisioning';
import type { OrderRow } from './OrderStore';

/** An order as rights see it. */
export function orderResource(row: OrderRow): CloudServicesResource {
  return {
    ref: `order:${row.id}`,
    stage: row.stage,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: row.payer_ref ?? undefined,
    requestedBy: row.requested_by,
  };
}

export function presentOrder(
  row: OrderRow,
  operations: Operation[],
  instances: Map<string, InstanceRow>,
): Order {
  const steps = operations.flatMap(
    operation => presentStep(operation, operations, instances) ?? [],
  );
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: toIsoTime(row.requested_at)!,
    finishedAt: toIsoTime(row.finished_at),
    readySeconds: row.ready_ms === null ? undefined : row.ready_ms / 1000,
    environmentId: row.environment_id ?? undefined,
    instanceId: row.instance_id ?? undefined,
    targetName: row.target_name,
    stage: row.stage,
    parties: toParties(row),
    expiresAt: toIsoTime(row.expires_at),
    steps,
    progress: {
      done: steps.filter(({ state }) => state === 'succeeded').length,
      total: steps.length,
    },
    failure: fromOptionalJson(row.failure),
    canRetry: toBoolean(row.can_retry),
    changes: fromJson(row.changes),
  };
}

function presentStep(
  operation: Operation,
  siblings: Operation[],
  instances: Map<string, InstanceRow>,
): OrderStep | undefined {
  const { kind, dependsOn } = operation;
  // Credentials that a teardown revokes are part of it, not a step of their own.
  if (kind === 'bind' || kind === 'unbind') return undefined;
  const instance = instances.get(operation.instanceId);
  const nameOf = (id: string) =>
    instances.get(siblings.find(other => other.id === id)?.instanceId ?? '')
      ?.component_name;
  const first = dependsOn.flatMap(id => nameOf(id) ?? []);
  const payload = operation.payload as JsonObject;
  const planName =
    typeof payload.planName === 'string'
      ? payload.planName
      : instance?.plan_name;
  return {
    id: operation.id,
    action: kind,
    state: operation.state,
    instanceId: operation.instanceId,
    componentName: instance?.component_name ?? operation.instanceId,
    serviceTitle: instance?.service_title,
    planName,
    ...(instance && titlesOf(instance, planName)),
    dependsOn: [...new Set(first)].filter(
      name => name !== instance?.component_name,
    ),
    description: operation.description,
    reason: operation.state === 'running' ? operation.reason : undefined,
    attempts: operation.attempts,
    simulated: instance ? toBoolean(instance.simulated) : undefined,
    startedAt: toIsoTime(operation.startedAt),
    finishedAt: toIsoTime(operation.finishedAt),
    failure: operation.failure,
  };
}
