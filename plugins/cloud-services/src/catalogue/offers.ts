import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  BROKER_ANNOTATION,
  isCloudServiceEntity,
  isEnvironmentBlueprintEntity,
  SIMULATED_ANNOTATION,
  type CloudServiceSpec,
  type EnvironmentBlueprintSpec,
  type Lane,
  type Lifecycle,
  type LocalizedText,
  type OrderOptions,
  type ProtectionLevel,
  type Stage,
  type Tier,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** A service or blueprint as the catalogue shows it. */
export type Offer = {
  ref: string;
  kind: 'service' | 'blueprint';
  namespace: string;
  name: string;
  lane: Lane;
  tier?: Tier;
  title?: LocalizedText;
  description?: LocalizedText;
  fallbackTitle: string;
  fallbackDescription: string;
  lifecycle: Lifecycle;
  version: string;
  validFrom?: string;
  validUntil?: string;
  successor?: string;
  stages: Stage[];
  protectionLevel: ProtectionLevel;
  networkZones: string[];
  dataLocation?: string;
  simulated: boolean;
  owner: string;
  customers: string[];
  softwareProvider?: string;
  requestContact?: string;
  broker?: string;
};

/** Why something cannot be ordered by button. */
export type Obstacle =
  | 'individual'
  | 'notYet'
  | 'expired'
  | 'noSystem'
  | 'notYourStage';

export type OfferFilter = {
  text: string;
  tier?: string;
  stage?: string;
  party?: string;
};

/** The entity fields that the catalogue needs; leaves out the plans' schemas, which are large. */
export const OFFER_FIELDS = [
  'kind',
  'metadata',
  'spec.lane',
  'spec.tier',
  'spec.lifecycle',
  'spec.version',
  'spec.title',
  'spec.description',
  'spec.owner',
  'spec.validFrom',
  'spec.validUntil',
  'spec.successor',
  'spec.customers',
  'spec.softwareProvider',
  'spec.stages',
  'spec.protectionLevel',
  'spec.networkZones',
  'spec.dataLocation',
  'spec.simulated',
  'spec.requestContact',
];

/** The refs in a spec may be short (`group-name`); the catalog's rule makes them full. */
function groupRef(ref: string, namespace: string): string {
  const [kind, rest] = ref.includes(':') ? ref.split(':', 2) : ['group', ref];
  const full = rest.includes('/') ? rest : `${namespace}/${rest}`;
  return `${kind}:${full}`.toLocaleLowerCase('en-US');
}

/** What the catalogue shows of an entity; `undefined` for any other kind. */
export function toOffer(entity: Entity): Offer | undefined {
  const namespace = entity.metadata.namespace ?? 'default';
  const annotations = entity.metadata.annotations ?? {};
  const common = {
    ref: stringifyEntityRef(entity),
    namespace,
    name: entity.metadata.name,
    fallbackTitle: entity.metadata.title ?? entity.metadata.name,
    fallbackDescription: entity.metadata.description ?? '',
    broker: annotations[BROKER_ANNOTATION],
  };
  if (isCloudServiceEntity(entity)) {
    const spec: CloudServiceSpec = entity.spec;
    return {
      ...common,
      kind: 'service',
      lane: spec.lane,
      tier: spec.tier,
      title: spec.title,
      description: spec.description,
      lifecycle: spec.lifecycle,
      version: spec.version,
      validFrom: spec.validFrom,
      validUntil: spec.validUntil,
      successor: spec.successor,
      stages: spec.stages ?? [],
      protectionLevel: spec.protectionLevel,
      networkZones: spec.networkZones ?? [],
      dataLocation: spec.dataLocation,
      simulated:
        spec.simulated === true || annotations[SIMULATED_ANNOTATION] === 'true',
      owner: groupRef(spec.owner, namespace),
      customers: (spec.customers ?? []).map(ref => groupRef(ref, namespace)),
      softwareProvider:
        spec.softwareProvider && groupRef(spec.softwareProvider, namespace),
      requestContact: spec.requestContact,
    };
  }
  if (isEnvironmentBlueprintEntity(entity)) {
    const spec: EnvironmentBlueprintSpec = entity.spec;
    return {
      ...common,
      kind: 'blueprint',
      lane: 'standard',
      title: spec.title,
      description: spec.description,
      lifecycle: spec.lifecycle,
      version: spec.version,
      stages: spec.stages ?? [],
      protectionLevel: spec.protectionLevel,
      networkZones: [],
      simulated: false,
      owner: groupRef(spec.owner, namespace),
      customers: [],
    };
  }
  return undefined;
}

/**
 * Why the offer cannot be ordered today by this person; `undefined` when it can.
 * The backend decides again. Without `options` only the offer itself is asked.
 */
export function findObstacle(
  offer: Pick<Offer, 'lane' | 'validFrom' | 'validUntil' | 'stages'>,
  today: string,
  options?: OrderOptions,
): Obstacle | undefined {
  if (offer.lane === 'individual') return 'individual';
  if (offer.validFrom && today < offer.validFrom) return 'notYet';
  if (offer.validUntil && today > offer.validUntil) return 'expired';
  if (!options) return undefined;
  if (options.systems.length === 0) return 'noSystem';
  const mayUse = options.systems.some(system =>
    system.stages.some(stage => offer.stages.includes(stage)),
  );
  return mayUse ? undefined : 'notYourStage';
}

/** Every group that has a part in the offer, with its part. */
export function partiesOf(
  offer: Offer,
): Array<{ ref: string; part: 'provider' | 'customer' | 'softwareProvider' }> {
  return [
    { ref: offer.owner, part: 'provider' as const },
    ...offer.customers.map(ref => ({ ref, part: 'customer' as const })),
    ...(offer.softwareProvider
      ? [{ ref: offer.softwareProvider, part: 'softwareProvider' as const }]
      : []),
  ];
}

/** Whether the offer passes the filter; texts are searched in every language. */
export function matches(offer: Offer, filter: OfferFilter): boolean {
  if (filter.tier) {
    const tier = offer.kind === 'blueprint' ? 'blueprint' : offer.tier;
    if (tier !== filter.tier) return false;
  }
  if (filter.stage && !offer.stages.some(stage => stage === filter.stage)) {
    return false;
  }
  if (
    filter.party &&
    !partiesOf(offer).some(({ ref }) => ref === filter.party)
  ) {
    return false;
  }
  const haystack = [
    offer.name,
    offer.fallbackTitle,
    offer.fallbackDescription,
    offer.title?.en,
    offer.title?.de,
    offer.description?.en,
    offer.description?.de,
  ]
    .join('\n')
    .toLocaleLowerCase();
  return filter.text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => haystack.includes(word));
}

/** The template that the catalog generates for an offer. */
export function templateName(offer: Pick<Offer, 'name'>): string {
  return `order-${offer.name}`;
}
