import type {
  DualCloudServiceMetadata,
  LocalisedText,
  ParameterSchema,
  ProtectionLevel,
  ServiceOffering,
  ServicePlan,
  Stage,
} from '../osb/catalog';

const ALL_STAGES: Stage[] = ['development', 'test', 'production'];

/** A schema property with its texts in both languages. */
export function property(
  titles: LocalisedText,
  descriptions: LocalisedText,
  rest: ParameterSchema,
): ParameterSchema {
  return {
    title: titles.en,
    description: descriptions.en,
    'x-titles': titles,
    'x-descriptions': descriptions,
    ...rest,
  };
}

/** An object schema that refuses what it does not know. */
export function parameters(
  properties: Record<string, ParameterSchema> = {},
  required: string[] = [],
): ParameterSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length ? { required } : {}),
  };
}

export interface PlanInput {
  id: string;
  name: string;
  titles: LocalisedText;
  descriptions: LocalisedText;
  bullets: string[];
  bulletsDe: string[];
  eurPerMonth: number;
  stages?: Stage[];
  protectionLevel?: ProtectionLevel;
}

export interface OfferingInput {
  id: string;
  name: string;
  titles: LocalisedText;
  descriptions: LocalisedText;
  longDescription: string;
  documentationUrl?: string;
  tags: string[];
  simulated: boolean;
  tier: DualCloudServiceMetadata['tier'];
  lifecycle: DualCloudServiceMetadata['lifecycle'];
  version: string;
  successor?: string;
  validFrom?: string;
  validUntil?: string;
  networkZones: string[];
  endpoints: DualCloudServiceMetadata['endpoints'];
  dataLocation?: string;
  protectionLevel?: ProtectionLevel;
  stages?: Stage[];
  /** Seconds until a platform may give up on an operation. */
  maximumPollingDuration: number;
  maintenance: { version: string; description: string };
  planUpdateable?: boolean;
  create: ParameterSchema;
  update: ParameterSchema;
  bind: ParameterSchema;
  plans: PlanInput[];
}

function sayItIsSimulated(
  text: LocalisedText,
  simulated: boolean,
): LocalisedText {
  return simulated
    ? { en: `${text.en} (simulated)`, de: `${text.de} (simuliert)` }
    : text;
}

/** Makes the catalogue entry, and marks in every text that people see what is only simulated. */
export function describeOffering(input: OfferingInput): ServiceOffering {
  const stages = input.stages ?? ALL_STAGES;
  const protectionLevel = input.protectionLevel ?? 'normal';
  const titles = sayItIsSimulated(input.titles, input.simulated);
  const descriptions = input.simulated
    ? {
        en: `Simulated: nothing is really provisioned. ${input.descriptions.en}`,
        de: `Simuliert: Es wird nichts wirklich bereitgestellt. ${input.descriptions.de}`,
      }
    : input.descriptions;
  const free = input.plans.every(plan => plan.eurPerMonth === 0);

  return {
    id: input.id,
    name: input.name,
    description: descriptions.en,
    tags: input.simulated ? [...input.tags, 'simulated'] : input.tags,
    bindable: true,
    instances_retrievable: true,
    bindings_retrievable: true,
    binding_rotatable: true,
    allow_context_updates: false,
    plan_updateable: input.planUpdateable ?? true,
    plans: input.plans.map(
      (plan): ServicePlan => ({
        id: plan.id,
        name: plan.name,
        description: plan.descriptions.en,
        free: free || plan.eurPerMonth === 0,
        bindable: true,
        binding_rotatable: true,
        plan_updateable: input.planUpdateable ?? true,
        maximum_polling_duration: input.maximumPollingDuration,
        maintenance_info: input.maintenance,
        schemas: {
          service_instance: {
            create: { parameters: input.create },
            update: { parameters: input.update },
          },
          service_binding: { create: { parameters: input.bind } },
        },
        metadata: {
          displayName: plan.titles.en,
          bullets: plan.bullets,
          costs: [{ amount: { eur: plan.eurPerMonth }, unit: 'MONTHLY' }],
          dualcloud: {
            titles: plan.titles,
            descriptions: plan.descriptions,
            stages: plan.stages ?? stages,
            protectionLevel: plan.protectionLevel ?? protectionLevel,
            bulletsDe: plan.bulletsDe,
          },
        },
      }),
    ),
    metadata: {
      displayName: titles.en,
      longDescription: input.simulated
        ? `Simulated: nothing is really provisioned. ${input.longDescription}`
        : input.longDescription,
      providerDisplayName: 'Dual Cloud sandbox',
      ...(input.documentationUrl
        ? { documentationUrl: input.documentationUrl }
        : {}),
      dualcloud: {
        tier: input.tier,
        lifecycle: input.lifecycle,
        version: input.version,
        ...(input.successor ? { successor: input.successor } : {}),
        ...(input.validFrom ? { validFrom: input.validFrom } : {}),
        ...(input.validUntil ? { validUntil: input.validUntil } : {}),
        titles,
        descriptions,
        networkZones: input.networkZones,
        endpoints: input.endpoints,
        dataLocation: input.dataLocation ?? 'This machine',
        protectionLevel,
        stages,
        simulated: input.simulated,
      },
    },
  };
}
