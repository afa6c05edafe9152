/**
 * The parts of the Open Service Broker API 2.17 catalogue that this broker uses.
 *
 * @public
 */
export interface Catalog {
  services: ServiceOffering[];
}

/**
 * A text in the two languages of the portal.
 *
 * @public
 */
export interface LocalisedText {
  en: string;
  de: string;
}

/**
 * A stage of an environment.
 *
 * @public
 */
export type Stage = 'development' | 'test' | 'production';

/**
 * The protection level that a service may be used up to.
 *
 * @public
 */
export type ProtectionLevel = 'normal' | 'high' | 'very-high';

/**
 * What a service offers to the network.
 *
 * @public
 */
export interface ServiceEndpoint {
  name: string;
  protocol: string;
  port?: number;
  zone: string;
}

/**
 * What Dual Cloud wants to know about a service beyond OSB's own metadata conventions.
 * Platforms that do not know the key ignore it.
 *
 * @public
 */
export interface DualCloudServiceMetadata {
  tier: 'iaas' | 'paas' | 'saas';
  lifecycle: 'experimental' | 'production' | 'deprecated';
  version: string;
  /** OSB name of the service that takes over when this one ends. */
  successor?: string;
  /** ISO date (YYYY-MM-DD). */
  validFrom?: string;
  /** ISO date (YYYY-MM-DD). */
  validUntil?: string;
  titles: LocalisedText;
  descriptions: LocalisedText;
  networkZones: string[];
  endpoints: ServiceEndpoint[];
  dataLocation: string;
  protectionLevel: ProtectionLevel;
  stages: Stage[];
  /** True when nothing is really provisioned. */
  simulated: boolean;
}

/**
 * What Dual Cloud wants to know about a plan.
 *
 * @public
 */
export interface DualCloudPlanMetadata {
  titles: LocalisedText;
  descriptions: LocalisedText;
  stages: Stage[];
  protectionLevel: ProtectionLevel;
  bulletsDe?: string[];
}

/**
 * A JSON Schema (draft-07) with German next to English in `x-titles` and `x-descriptions`.
 *
 * @public
 */
export type ParameterSchema = { [key: string]: unknown };

/**
 * Section "Schemas Object" of OSB 2.17.
 *
 * @public
 */
export interface PlanSchemas {
  service_instance: {
    create: { parameters: ParameterSchema };
    update: { parameters: ParameterSchema };
  };
  service_binding: { create: { parameters: ParameterSchema } };
}

/**
 * Section "Service Plan Object" of OSB 2.17.
 *
 * @public
 */
export interface ServicePlan {
  id: string;
  name: string;
  description: string;
  free: boolean;
  bindable: boolean;
  binding_rotatable: boolean;
  plan_updateable: boolean;
  /** Seconds. */
  maximum_polling_duration: number;
  maintenance_info: { version: string; description: string };
  schemas: PlanSchemas;
  metadata: {
    displayName: string;
    bullets: string[];
    costs: Array<{ amount: { eur: number }; unit: string }>;
    dualcloud: DualCloudPlanMetadata;
  };
}

/**
 * Section "Service Offering Object" of OSB 2.17.
 *
 * @public
 */
export interface ServiceOffering {
  id: string;
  name: string;
  description: string;
  tags: string[];
  bindable: boolean;
  instances_retrievable: boolean;
  bindings_retrievable: boolean;
  binding_rotatable: boolean;
  allow_context_updates: boolean;
  plan_updateable: boolean;
  plans: ServicePlan[];
  metadata: {
    displayName: string;
    longDescription: string;
    providerDisplayName: string;
    documentationUrl?: string;
    dualcloud: DualCloudServiceMetadata;
  };
}
