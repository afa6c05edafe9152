import type { JsonObject } from '@backstage/types';
import type {
  Failure,
  OperationFailureReason,
  Parties,
  StepState,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { DriverCredentials } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';

/** What an operation does at the broker. */
export type OperationKind =
  | 'provision'
  | 'update'
  | 'deprovision'
  | 'bind'
  | 'unbind';

/**
 * What the next call to the broker is: the request itself, a look at how it is
 * getting on, or the removal of what may have been half made (and a look at that).
 */
export type OperationPhase = 'send' | 'poll' | 'mitigate' | 'mitigate-poll';

type Target = { serviceId: string; planId: string };

/** What to send for a new instance; a snapshot, taken when the order was placed. */
export type ProvisionPayload = Target & {
  parameters: JsonObject;
  maintenanceInfo?: { version: string };
  /** OSB context object. */
  context: JsonObject;
  /** The plan's `maximum_polling_duration`. */
  maximumPollingSeconds?: number;
};

/** What to send for a change, and what the instance's row says once it succeeded. */
export type UpdatePayload = ProvisionPayload & {
  previous: { planId: string; maintenanceInfo?: { version: string } };
  planName: string;
  planTitle: string;
  /** All parameters of the instance after the change, as they are to be shown. */
  resultingParameters: JsonObject;
};

export type DeprovisionPayload = Target & {
  maximumPollingSeconds?: number;
  /**
   * Only to be sure: the instance (or binding) is gone already, but a call of a
   * process that came back late may have made it anew. Has no effect on rows.
   */
  sweep?: true;
};

export type BindPayload = Target & {
  parameters?: JsonObject;
  context: JsonObject;
  maximumPollingSeconds?: number;
  /** Rotation: this binding is revoked once the new one is there. */
  revokes?: string;
  /** Tell the broker that this is the rotation of `revokes` (the plan's `binding_rotatable`). */
  rotatable?: boolean;
};

export type UnbindPayload = DeprovisionPayload;

type PayloadOf = {
  provision: ProvisionPayload;
  update: UpdatePayload;
  deprovision: DeprovisionPayload;
  bind: BindPayload;
  unbind: UnbindPayload;
};

type OfKind<K extends OperationKind> = K extends OperationKind
  ? {
      kind: K;
      payload: PayloadOf[K];
    }
  : never;

/** An operation as it is handed in, within the transaction of its order. */
export type NewOperation = OfKind<OperationKind> & {
  id: string;
  /** Missing for a bind or unbind that belongs to no order. */
  orderId?: string;
  /** Required for bind and unbind: also the id at the broker. */
  bindingId?: string;
  /** Also the id at the broker. */
  instanceId: string;
  brokerName: string;
  /** Operations of the same order that must have succeeded before. */
  dependsOn: string[];
  /** Entity ref of whoever wished it; sent as originating identity. */
  actor: string;
};

/** An operation as it is stored. Times are milliseconds since 1970 by the database's clock. */
export type Operation = NewOperation & {
  state: StepState;
  phase: OperationPhase;
  blocked: boolean;
  /** A call ended without a stored answer, so the broker may have done it. */
  interrupted: boolean;
  brokerOperation?: string;
  /** The broker's last words. */
  description?: string;
  /** Why the last call did not succeed, while the operation goes on. */
  reason?: OperationFailureReason;
  failure?: Failure;
  /** False: the broker said that trying again is pointless. */
  repeatable?: boolean;
  attempts: number;
  mitigationAttempts: number;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  nextAt: number;
  /** When polling is given up. */
  deadlineAt?: number;
  leaseOwner?: string;
  leaseUntil?: number;
  fence: number;
};

/** Where credentials go. Called inside the transaction that stores the binding's success. */
export interface CredentialSink {
  /** Encrypts and stores the value on the binding's row; nothing else may keep it. */
  seal(
    trx: Knex.Transaction,
    bindingId: string,
    credentials: DriverCredentials,
  ): Promise<void>;
}

/** What changed in one transaction, told after its commit. */
export type ProvisioningChange = {
  orderId?: string;
  environmentId?: string;
  instanceIds: string[];
  bindingIds: string[];
  /** Who may be told. */
  parties: Parties & { requestedBy?: string };
  /** Only when this change ended the order. */
  orderFinished?: 'succeeded' | 'failed';
  /** The change feed or the feed of life-cycle events has news. */
  feedChanged: boolean;
};

/** Told after each commit; may be told late or, after a crash, never. Must not throw. */
export interface EngineObserver {
  orderChanged(change: ProvisioningChange): void | Promise<void>;
}
