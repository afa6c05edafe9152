/**
 * An Open Service Broker API 2.17 server that really provisions on the machine it runs on.
 *
 * @packageDocumentation
 */
export { createSandboxBroker } from './createSandboxBroker';
export type {
  SandboxBroker,
  SandboxBrokerOptions,
} from './createSandboxBroker';
export type { ActiveFaultRule, FaultSwitch } from './faults/FaultSwitch';
export type {
  AnswerFault,
  AsyncFault,
  FaultRule,
  OsbOperation,
} from './faults/types';
export type { SandboxState } from './http/adminRouter';
export type { MeteredUsage } from './metering/Meter';
export type { InstanceUsage, RealThings } from './services/types';
export type {
  Catalog,
  DualCloudPlanMetadata,
  DualCloudServiceMetadata,
  LocalisedText,
  ParameterSchema,
  PlanSchemas,
  ProtectionLevel,
  ServiceEndpoint,
  ServiceOffering,
  ServicePlan,
  Stage,
} from './osb/catalog';
