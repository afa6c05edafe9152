import type { JsonObject } from '@backstage/types';

/**
 * The driver interface has the semantics of the Open Service Broker API 2.17:
 * asynchronous, idempotent by an id that the platform chose, with
 * `lastOperation` to ask how things stand. A driver holds no state: whatever
 * must outlive the process (the operation token, the ids) the engine stores
 * before it calls.
 */

/** Who the platform acts for (OSB 2.17, Originating Identity). @public */
export type OriginatingIdentity = {
  /** Entity ref of the user; or of the service on whose wish the engine acts. */
  userEntityRef: string;
};

/** What every call carries. @public */
export type DriverCall = {
  /** Ends the call; the outcome is then unknown. */
  signal: AbortSignal;
  originatingIdentity?: OriginatingIdentity;
  /** For correlation in logs; OSB `X-Broker-API-Request-Identity`. */
  requestId?: string;
};

/** What reading a catalogue carries. @public */
export type CatalogCall = DriverCall & {
  /** Told of each service that is left out because it breaks the specification. */
  onRejected?: (service: { name: string; message: string }) => void;
};

/** Names one instance at the broker. @public */
export type DriverInstanceRef = {
  instanceId: string;
  serviceId: string;
  planId: string;
};

/** @public */
export type ProvisionRequest = DriverInstanceRef & {
  parameters?: JsonObject;
  maintenanceInfo?: { version: string };
  /** OSB context object: platform, names and refs of system, stage, owner. */
  context: JsonObject;
};

/** @public */
export type UpdateRequest = ProvisionRequest & {
  previous: { planId: string; maintenanceInfo?: { version: string } };
};

/** @public */
export type BindRequest = DriverInstanceRef & {
  bindingId: string;
  parameters?: JsonObject;
  context: JsonObject;
  /** OSB 2.17 binding rotation. */
  predecessorBindingId?: string;
};

/** @public */
export type DriverBindingRef = DriverInstanceRef & { bindingId: string };

/** Answer to a call that changes something. @public */
export type OperationResult =
  | { status: 'done'; dashboardUrl?: string; existed?: boolean }
  | {
      status: 'in-progress';
      /** Opaque; handed back to `lastOperation`. */
      operation?: string;
      dashboardUrl?: string;
      retryAfterMs?: number;
    }
  /** 410 Gone on deprovision or unbind: it is not there, which is what was wanted. */
  | { status: 'gone' };

/** @public */
export type BindResult =
  | { status: 'done'; credentials: DriverCredentials }
  | { status: 'in-progress'; operation?: string; retryAfterMs?: number };

/** Credentials as the broker gives them. Never log, never store in plain text. @public */
export type DriverCredentials = {
  credentials: JsonObject;
  endpoints?: Array<{ host: string; ports: string[]; protocol?: string }>;
  /** ISO 8601; from OSB binding metadata. */
  expiresAt?: string;
};

/**
 * Answer to `lastOperation`. `gone` (410) is a success of a deprovision or unbind; during any
 * other operation it is an invalid answer, and polling goes on, as it does after a DriverError.
 * @public
 */
export type LastOperationResult = {
  state: 'in-progress' | 'succeeded' | 'failed' | 'gone';
  /** The broker's words, as plain text of at most 2000 characters. */
  description?: string;
  retryAfterMs?: number;
  /** OSB 2.17: false means a failed update or deprovision left the instance unusable. */
  instanceUsable?: boolean;
  /** OSB 2.17: whether the failed update may be tried again. */
  updateRepeatable?: boolean;
};

/** An OSB 2.17 Service Offering, checked for shape and size by the driver. @public */
export type DriverServiceOffering = {
  id: string;
  name: string;
  description: string;
  bindable: boolean;
  instances_retrievable?: boolean;
  bindings_retrievable?: boolean;
  allow_context_updates?: boolean;
  plan_updateable?: boolean;
  tags?: string[];
  metadata?: JsonObject;
  plans: Array<{
    id: string;
    name: string;
    description: string;
    metadata?: JsonObject;
    free?: boolean;
    bindable?: boolean;
    binding_rotatable?: boolean;
    plan_updateable?: boolean;
    /** Seconds. */
    maximum_polling_duration?: number;
    maintenance_info?: { version: string; description?: string };
    schemas?: JsonObject;
  }>;
};

/**
 * Provisions standard services at one broker.
 *
 * Every method throws {@link DriverError}, whose `outcome` tells the engine
 * what to do: nothing else about the transport leaks out.
 * @public
 */
export interface CloudServiceDriver {
  /** What the driver talks to, without credentials; shown to the IT service provider. */
  readonly endpoint: string;
  /** The services that the broker offers now. */
  catalog(call: CatalogCall): Promise<DriverServiceOffering[]>;
  provision(
    request: ProvisionRequest,
    call: DriverCall,
  ): Promise<OperationResult>;
  update(request: UpdateRequest, call: DriverCall): Promise<OperationResult>;
  deprovision(
    request: DriverInstanceRef,
    call: DriverCall,
  ): Promise<OperationResult>;
  lastOperation(
    request: DriverInstanceRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult>;
  bind(request: BindRequest, call: DriverCall): Promise<BindResult>;
  unbind(request: DriverBindingRef, call: DriverCall): Promise<OperationResult>;
  lastBindingOperation(
    request: DriverBindingRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult>;
  /** The instance as the broker has it; `undefined` when there is none. */
  fetchInstance(
    request: DriverInstanceRef,
    call: DriverCall,
  ): Promise<
    | { planId?: string; parameters?: JsonObject; dashboardUrl?: string }
    | undefined
  >;
  /** For a binding that was made asynchronously. */
  fetchBinding(
    request: DriverBindingRef,
    call: DriverCall,
  ): Promise<DriverCredentials | undefined>;
}
