import type { Database } from 'better-sqlite3';
import type { ServiceOffering } from '../osb/catalog';

/**
 * Values of the user's choice, validated against the plan's schema.
 *
 * @public
 */
export type Parameters = { [name: string]: unknown };

/** A service instance as the services see it. */
export interface InstanceRecord {
  id: string;
  serviceId: string;
  planId: string;
  parameters: Parameters;
}

/** A binding as the services see it; credentials are there once it has been made. */
export interface BindingRecord {
  id: string;
  instanceId: string;
  parameters: Parameters;
  credentials?: Credentials;
}

/**
 * What a binding hands out.
 *
 * @public
 */
export type Credentials = { [name: string]: unknown };

export interface BindingResult {
  credentials: Credentials;
  /** Section "Binding Endpoint Object" of OSB 2.17. */
  endpoints?: Array<{ host: string; ports: string[]; protocol: 'tcp' }>;
}

/** What a service may use while it works on one operation. */
export interface StepContext {
  /** Says what is going on, for people: it becomes the description of last_operation. */
  progress(description: string): void;
  /** Aborted when the broker stops; the operation is then run again at the next start. */
  signal: AbortSignal;
}

export interface ExistingInstance {
  instance: InstanceRecord;
  bindings: BindingRecord[];
}

/**
 * What really exists, read from the real systems and not from the broker's own records.
 *
 * @public
 */
export interface RealThings {
  databases?: string[];
  roles?: string[];
  mqttUsers?: string[];
  buckets?: string[];
  containers?: string[];
}

/**
 * What has been measured for one instance since it was made.
 *
 * @public
 */
export interface InstanceUsage {
  instanceId: string;
  service: string;
  counters: Record<string, number>;
}

/**
 * One kind of thing that the sandbox can provision.
 *
 * Every method can be called again for work that was done, or half done, before: after a crash the broker repeats
 * the operation that it was in the middle of.
 */
export interface SandboxService {
  readonly offering: ServiceOffering;
  readonly simulated: boolean;
  start(existing: ExistingInstance[]): Promise<void>;
  stop(): Promise<void>;
  provision(instance: InstanceRecord, context: StepContext): Promise<void>;
  update(
    current: InstanceRecord,
    target: InstanceRecord,
    context: StepContext,
  ): Promise<void>;
  /** Removes the instance with all that belongs to it, its bindings included. */
  deprovision(
    instance: InstanceRecord,
    bindings: BindingRecord[],
    context: StepContext,
  ): Promise<void>;
  bind(
    instance: InstanceRecord,
    binding: BindingRecord,
    context: StepContext,
  ): Promise<BindingResult>;
  unbind(
    instance: InstanceRecord,
    binding: BindingRecord,
    context: StepContext,
  ): Promise<void>;
  /** Facts about an instance, without secrets: the attributes of "fetch service instance". */
  describe(instance: InstanceRecord): Promise<Record<string, string>>;
  real(): Promise<RealThings>;
  usage(): Promise<InstanceUsage[]>;
}

/** What the broker gives to a service when it creates it. */
export interface ServiceEnvironment {
  dataDir: string;
  /** Address that real services listen on, and that credentials name. */
  host: string;
  /** A free port: the preferred one or, if that is taken, another; remembered for the next start. */
  port(name: string, preferred: number): Promise<number>;
  /** Shared SQLite file; a service creates tables that bear its name. */
  database: Database;
  /** Duration of a simulated operation in milliseconds; without it one to three seconds. */
  latencyMs?: number;
  /** Seconds and the like that only tests want to change. */
  quotaCheckMs: number;
  /** Operating system user that runs PostgreSQL when the broker runs as root. */
  postgresOsUser?: string;
  /** Image of the Linux servers, which podman must have; without it Debian's, or one that the broker makes. */
  linuxImage?: string;
  /** The data folder goes when the broker stops, and with it must go what lies outside. */
  temporary: boolean;
  /** Environment variables that matter to children; never contains the broker's password. */
  log: Log;
}

/** Writes a line for the operator. Never give it a secret. */
export type Log = (message: string) => void;

export type ServiceFactory = (
  environment: ServiceEnvironment,
) => Promise<SandboxService>;
