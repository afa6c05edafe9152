import type {
  Operation,
  OperationKind,
  StoredBinding,
  StoredInstance,
  ThingState,
} from './types';

/*
 * Rows of the tables as the things that they are about.
 */

export interface Row {
  [column: string]: unknown;
}

export function toInstance(row: Row): StoredInstance {
  return {
    id: row.id as string,
    serviceId: row.service_id as string,
    planId: row.plan_id as string,
    parameters: JSON.parse(row.parameters as string),
    organizationGuid: row.organization_guid as string,
    spaceGuid: row.space_guid as string,
    maintenanceVersion: row.maintenance_version as string,
    state: row.state as ThingState,
    operationId: row.operation_id as string,
  };
}

export function toBinding(row: Row): StoredBinding {
  return {
    id: row.id as string,
    instanceId: row.instance_id as string,
    parameters: JSON.parse(row.parameters as string),
    request: row.request as string,
    state: row.state as ThingState,
    operationId: row.operation_id as string,
  };
}

export function toOperation(row: Row): Operation {
  const flag = (value: unknown) =>
    value === null || value === undefined ? undefined : value === 1;
  return {
    id: row.id as string,
    kind: row.kind as OperationKind,
    instanceId: row.instance_id as string,
    bindingId: (row.binding_id as string | null) ?? undefined,
    state: row.state as Operation['state'],
    description: row.description as string,
    target: row.target ? JSON.parse(row.target as string) : undefined,
    fault: row.fault ? JSON.parse(row.fault as string) : undefined,
    instanceUsable: flag(row.instance_usable),
    updateRepeatable: flag(row.update_repeatable),
  };
}

export const toColumn = (value: boolean | undefined) =>
  value === undefined ? null : Number(value);
