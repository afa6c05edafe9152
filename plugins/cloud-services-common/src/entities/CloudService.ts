import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { LocalizedText } from '@dualcloud/foundation-common';
import type { Stage } from '../types';

export type { LocalizedText };

/** Standard: ordered by button. Individual: requested, made for one agency. @public */
export type Lane = 'standard' | 'individual';
/** @public */
export type Tier = 'iaas' | 'paas' | 'saas';
/** @public */
export type Lifecycle = 'experimental' | 'production' | 'deprecated';
/** Schutzbedarf: normal, hoch, sehr hoch. @public */
export type ProtectionLevel = 'normal' | 'high' | 'very-high';

/** Lowest first: a service is never built on one of a higher tier. @public */
export const TIERS: readonly Tier[] = ['iaas', 'paas', 'saas'];

/** A network endpoint that the service offers. @public */
export type ServiceEndpoint = {
  name: string;
  /** For example `postgresql`, `https`, `mqtt`. */
  protocol: string;
  port?: number;
  /** One of the service's network zones. */
  zone: string;
};

/** An orderable variant (Leistungsvariante); OSB 2.17, Service Plan. @public */
export type CloudServicePlan = {
  /** Unique within the service. */
  name: string;
  /** The broker's plan id. */
  id: string;
  title?: LocalizedText;
  description?: LocalizedText;
  bullets?: string[];
  /** The same points in German. */
  bulletsDe?: string[];
  free?: boolean;
  /** As in OSB plan metadata: amounts by currency code in lower case, and a unit such as MONTHLY. */
  costs?: Array<{ amount: Record<string, number>; unit: string }>;
  stages: Stage[];
  protectionLevel: ProtectionLevel;
  lifecycle?: Lifecycle;
  simulated?: boolean;
  bindable?: boolean;
  planUpdateable?: boolean;
  /** Version of what runs, from OSB `maintenance_info`. */
  maintenanceInfo?: { version: string; description?: string };
  /** Seconds; OSB `maximum_polling_duration`. */
  maximumPollingDuration?: number;
  /** JSON Schemas (draft-07, no remote `$ref`) for parameters. */
  schemas?: {
    create?: JsonObject;
    update?: JsonObject;
    bind?: JsonObject;
  };
};

/** Spec of a {@link CloudServiceEntity}. @public */
export type CloudServiceSpec = {
  lane: Lane;
  tier: Tier;
  lifecycle: Lifecycle;
  /** Version of the offering, for example `16`. */
  version: string;
  title?: LocalizedText;
  description?: LocalizedText;
  /** Who provides and operates it: a Group. */
  owner: string;
  /** First and last day (YYYY-MM-DD) on which it may be ordered or used. */
  validFrom?: string;
  validUntil?: string;
  /** Of a deprecated service: the CloudService that takes its place. */
  successor?: string;
  /** Individual lane: the agencies (Groups) it is made for. */
  customers?: string[];
  /** Individual lane: the Group that builds it. */
  softwareProvider?: string;
  /** Individual lane: the statute or duty that it serves. */
  legalBasis?: string;
  /** The System that it is the operated form of, or belongs to. */
  system?: string;
  /** CloudServices that it is built from; never of a higher tier. */
  dependsOn?: string[];
  /** CloudService of which it is a part. */
  partOf?: string;
  networkZones: string[];
  endpoints: ServiceEndpoint[];
  /** Where the data lie, in words, for example `Rechenzentrum Nord, Deutschland`. */
  dataLocation: string;
  protectionLevel: ProtectionLevel;
  /** Stages at which it may be used. */
  stages: Stage[];
  /** Standard lane: where it is provisioned. */
  backend?: { broker: string; serviceId: string };
  /** Standard lane: at least one. */
  plans?: CloudServicePlan[];
  /** Ref of a PriceList document. */
  priceList?: string;
  /** Ref of a ServiceLevelAgreement document. */
  serviceLevelAgreement?: string;
  simulated?: boolean;
  /** How to ask for an individual service: a URL or mail address. */
  requestContact?: string;
  tags?: string[];
};

/** An entry of the service catalogue. @public */
export interface CloudServiceEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'CloudService';
  spec: CloudServiceSpec & JsonObject;
}

/** @public */
export function isCloudServiceEntity(
  entity: Entity,
): entity is CloudServiceEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'cloudservice';
}

/** Whether anything can be ordered from it by button. @public */
export function isOrderable(spec: CloudServiceSpec): boolean {
  return spec.lane === 'standard' && (spec.plans?.length ?? 0) > 0;
}
