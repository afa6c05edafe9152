import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  BROKER_ANNOTATION,
  checkDualCloudEntity,
  DUALCLOUD_API_VERSION,
  formatEntityProblem,
  OSB_SERVICE_ID_ANNOTATION,
  plainLine,
  plainText,
  SIMULATED_ANNOTATION,
  type CloudServiceEntity,
  type CloudServicePlan,
  type CloudServiceSpec,
  type EntityProblem,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { withNormalizedPlans } from '../validation/normalizePlans';
import { readPlanMetadata, readServiceMetadata } from './dualcloudMetadata';

/** Where a service comes from, and what its broker's configuration says of all of them. */
export type OfferingSource = {
  brokerName: string;
  namespace: string;
  location: string;
  /** Default owner: a Group. */
  owner?: string;
  /** From the configuration: what a service does not say itself. */
  defaults: JsonObject;
};

/** What a broker that knows nothing of us does not say; honest words for a person to read. */
const UNSPECIFIED = 'unspecified';
const MAX_TAGS = 20;
/** The catalog reads and compares an entity as a whole, again and again. */
const MAX_ENTITY_BYTES = 512 * 1024;

type Result =
  | { status: 'mapped'; entity: CloudServiceEntity }
  | { status: 'rejected'; reason: string };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(value: JsonValue | undefined, ...path: string[]): JsonObject {
  let place: JsonValue | undefined = value;
  for (const key of path) {
    place =
      isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }
  return isObject(place) ? place : {};
}

function lines(value: JsonValue | undefined): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value
    .flatMap(entry => plainLine(entry, 300) ?? [])
    .slice(0, MAX_TAGS);
  return found.length > 0 ? found : undefined;
}

function costs(value: JsonValue | undefined): CloudServicePlan['costs'] {
  if (!Array.isArray(value)) return undefined;
  const found = value.slice(0, 20).flatMap(cost => {
    const unit = plainLine(objectAt(cost).unit, 100);
    const amount = Object.fromEntries(
      Object.entries(objectAt(cost, 'amount')).flatMap(([currency, sum]) =>
        /^[a-z]{3}$/i.test(currency) &&
        typeof sum === 'number' &&
        Number.isFinite(sum) &&
        sum >= 0
          ? [[currency.toLocaleLowerCase('en-US'), sum]]
          : [],
      ),
    );
    return unit && Object.keys(amount).length > 0 ? [{ amount, unit }] : [];
  });
  return found.length > 0 ? found : undefined;
}

function tags(value: JsonValue | undefined): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value
    .flatMap(tag =>
      typeof tag === 'string'
        ? tag.toLocaleLowerCase('en-US').replace(/[^a-z0-9+#]+/g, '-')
        : [],
    )
    .map(tag => tag.slice(0, 63).replace(/^-+|-+$/g, ''))
    .filter((tag, index, all) => tag && all.indexOf(tag) === index)
    .slice(0, MAX_TAGS);
  return found.length > 0 ? found : undefined;
}

/** Links are shown to people and followed by them: https only, and no credentials in them. */
function links(metadata: JsonObject) {
  const found = [
    { url: metadata.documentationUrl, title: 'Documentation', icon: 'docs' },
    { url: metadata.supportUrl, title: 'Support', icon: 'help' },
  ].flatMap(link => {
    if (typeof link.url !== 'string' || link.url.length > 500) return [];
    try {
      const url = new URL(link.url);
      return url.protocol === 'https:' && !url.username && !url.password
        ? [{ ...link, url: url.href }]
        : [];
    } catch {
      return [];
    }
  });
  return found.length > 0 ? found : undefined;
}

/** Without the keys that are `undefined`: the catalog compares what JSON shows. */
function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function mapPlan(
  plan: JsonValue,
  index: number,
  offering: JsonObject,
  spec: Pick<CloudServiceSpec, 'stages' | 'protectionLevel'>,
): { plan: CloudServicePlan; problems: EntityProblem[] } {
  const own = objectAt(plan);
  const metadata = objectAt(own, 'metadata');
  const read = readPlanMetadata(
    metadata.dualcloud,
    `plans[${index}].metadata.dualcloud`,
  );
  const maintenance = objectAt(own, 'maintenance_info');
  const title = plainLine(metadata.displayName, 200);
  const description = plainText(own.description, 2000);
  const schemaAt = (...path: string[]) => {
    const place = objectAt(own, 'schemas', ...path);
    return isObject(place.parameters) ? place.parameters : undefined;
  };
  const polling = own.maximum_polling_duration;
  return {
    problems: read.problems,
    plan: {
      name: String(own.name ?? ''),
      id: String(own.id ?? ''),
      title: read.metadata.titles ?? (title ? { en: title } : undefined),
      description:
        read.metadata.descriptions ??
        (description ? { en: description } : undefined),
      bullets: lines(metadata.bullets),
      bulletsDe: lines(read.metadata.bulletsDe),
      free: typeof own.free === 'boolean' ? own.free : undefined,
      costs: costs(metadata.costs),
      stages: read.metadata.stages ?? spec.stages,
      protectionLevel: read.metadata.protectionLevel ?? spec.protectionLevel,
      lifecycle: read.metadata.lifecycle,
      simulated: read.metadata.simulated,
      bindable: (own.bindable ?? offering.bindable) === true,
      planUpdateable:
        (own.plan_updateable ?? offering.plan_updateable) === true,
      maintenanceInfo:
        typeof maintenance.version === 'string'
          ? {
              version: maintenance.version,
              description: plainText(maintenance.description, 2000),
            }
          : undefined,
      maximumPollingDuration:
        typeof polling === 'number' && polling >= 1 ? polling : undefined,
      schemas: {
        create: schemaAt('service_instance', 'create'),
        update: schemaAt('service_instance', 'update'),
        bind: schemaAt('service_binding', 'create'),
      },
    },
  };
}

/**
 * The CloudService entity of a service in a broker's catalogue (OSB 2.17,
 * Service Offering), or why it cannot be one. Everything in it is the broker's
 * word: texts become plain text, schemas are normalised, unknown keys are left
 * behind, and the result must pass the same rules as a file's.
 *
 * A broker does not know what its services are called here, so it names a
 * successor as it names its services; `siblings` has their refs by that name.
 */
export function toCloudService(
  offering: JsonObject,
  name: string,
  source: OfferingSource,
  siblings: ReadonlyMap<string, string> = new Map(),
): Result {
  const reject = (problems: EntityProblem[]): Result => ({
    status: 'rejected',
    reason: problems.slice(0, 5).map(formatEntityProblem).join('; '),
  });
  const metadata = objectAt(offering, 'metadata');
  const defaults = readServiceMetadata(
    source.defaults,
    `cloudServices.brokers.${source.brokerName}.defaults`,
  );
  const read = readServiceMetadata(metadata.dualcloud, 'metadata.dualcloud');
  const problems = [...defaults.problems, ...read.problems];
  if (problems.length > 0) return reject(problems);
  if (!source.owner) {
    return {
      status: 'rejected',
      reason: `nobody owns it: set cloudServices.brokers.${source.brokerName}.owner to a group`,
    };
  }
  const stated = { ...defaults.metadata, ...read.metadata };
  const stages = stated.stages ?? ['development', 'test'];
  const protectionLevel = stated.protectionLevel ?? 'normal';
  const plans = (Array.isArray(offering.plans) ? offering.plans : []).map(
    (plan, index) =>
      mapPlan(plan, index, offering, { stages, protectionLevel }),
  );
  const planProblems = plans.flatMap(plan => plan.problems);
  if (planProblems.length > 0) return reject(planProblems);

  const title =
    plainLine(metadata.displayName, 200) ?? plainLine(offering.name, 200);
  const description =
    plainText(metadata.longDescription, 2000) ??
    plainText(offering.description, 2000);
  const titles = stated.titles ?? (title ? { en: title } : undefined);
  const descriptions =
    stated.descriptions ?? (description ? { en: description } : undefined);

  const entity = asJson<CloudServiceEntity>({
    apiVersion: DUALCLOUD_API_VERSION,
    kind: 'CloudService',
    metadata: {
      name,
      namespace: source.namespace,
      title: titles?.en,
      description: descriptions?.en,
      tags: tags(offering.tags),
      links: links(metadata),
      annotations: {
        [ANNOTATION_LOCATION]: source.location,
        [ANNOTATION_ORIGIN_LOCATION]: source.location,
        [BROKER_ANNOTATION]: source.brokerName,
        [OSB_SERVICE_ID_ANNOTATION]: String(offering.id),
        ...(stated.simulated ? { [SIMULATED_ANNOTATION]: 'true' } : {}),
      },
    },
    spec: {
      lane: 'standard',
      tier: stated.tier ?? 'paas',
      lifecycle: stated.lifecycle ?? 'production',
      version:
        stated.version ??
        plans.find(({ plan }) => plan.maintenanceInfo)?.plan.maintenanceInfo
          ?.version ??
        '1',
      title: titles,
      description: descriptions,
      owner: source.owner,
      validFrom: stated.validFrom,
      validUntil: stated.validUntil,
      successor:
        stated.successor &&
        (siblings.get(stated.successor) ?? stated.successor),
      networkZones: stated.networkZones ?? [UNSPECIFIED],
      endpoints: stated.endpoints ?? [],
      dataLocation: stated.dataLocation ?? UNSPECIFIED,
      protectionLevel,
      stages,
      backend: { broker: source.brokerName, serviceId: String(offering.id) },
      plans: plans.map(({ plan }) => plan),
      simulated: stated.simulated,
    },
  });
  const normalized = withNormalizedPlans(entity);
  const faults =
    normalized.problems.length > 0
      ? normalized.problems
      : checkDualCloudEntity(normalized.entity) ?? [];
  const bytes = Buffer.byteLength(JSON.stringify(normalized.entity), 'utf8');
  if (bytes > MAX_ENTITY_BYTES) {
    return {
      status: 'rejected',
      reason: `the service with all its plans has ${bytes} bytes; at most ${MAX_ENTITY_BYTES} are allowed`,
    };
  }
  return faults.length > 0
    ? reject(faults)
    : { status: 'mapped', entity: normalized.entity };
}
