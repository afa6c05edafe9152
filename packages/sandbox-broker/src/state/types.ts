import type { AsyncFault } from '../faults/types';
import type { InstanceRecord, Parameters } from '../services/types';

export type OperationKind =
  | 'provision'
  | 'update'
  | 'deprovision'
  | 'bind'
  | 'unbind';

/** `creating` until the first operation has succeeded; `failed` when it has not. */
export type ThingState = 'creating' | 'ready' | 'failed' | 'deleted';

export interface StoredInstance extends InstanceRecord {
  organizationGuid: string;
  spaceGuid: string;
  maintenanceVersion: string;
  state: ThingState;
  operationId: string;
}

export interface StoredBinding {
  id: string;
  instanceId: string;
  parameters: Parameters;
  /** `bind_resource`, `app_guid` and the predecessor: compared when the same request comes again. */
  request: string;
  state: ThingState;
  operationId: string;
}

export interface UpdateTarget {
  planId: string;
  parameters: Parameters;
  maintenanceVersion: string;
  /** The request as it came: the same one again is answered with the same operation. */
  request: string;
}

export interface Operation {
  id: string;
  kind: OperationKind;
  instanceId: string;
  bindingId?: string;
  state: 'in progress' | 'succeeded' | 'failed';
  description: string;
  target?: UpdateTarget;
  fault?: AsyncFault;
  instanceUsable?: boolean;
  updateRepeatable?: boolean;
}
