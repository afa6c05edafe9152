import type { JsonObject, JsonValue } from '@backstage/types';
import type { JSONSchema7 } from 'json-schema';
import {
  checkShape,
  plainLine,
  plainText,
  type CloudServicePlan,
  type CloudServiceSpec,
  type EntityProblem,
  type LocalizedText,
} from '@dualcloud/backstage-plugin-cloud-services-common';

const word = (...words: string[]): JSONSchema7 => ({
  type: 'string',
  enum: words,
});
const line: JSONSchema7 = { type: 'string', minLength: 1, maxLength: 300 };
const localized: JSONSchema7 = {
  type: 'object',
  required: ['en'],
  properties: {
    en: { type: 'string', minLength: 1, maxLength: 5000 },
    de: { type: 'string', minLength: 1, maxLength: 5000 },
  },
};
const stages: JSONSchema7 = {
  type: 'array',
  minItems: 1,
  maxItems: 3,
  items: word('development', 'test', 'production'),
};
const protectionLevel = word('normal', 'high', 'very-high');

const serviceSchema: JSONSchema7 = {
  type: 'object',
  properties: {
    tier: word('iaas', 'paas', 'saas'),
    lifecycle: word('experimental', 'production', 'deprecated'),
    version: { type: 'string', minLength: 1, maxLength: 100 },
    successor: line,
    validFrom: { type: 'string', maxLength: 10 },
    validUntil: { type: 'string', maxLength: 10 },
    titles: localized,
    descriptions: localized,
    networkZones: { type: 'array', minItems: 1, maxItems: 50, items: line },
    endpoints: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        required: ['name', 'protocol', 'zone'],
        properties: {
          name: line,
          protocol: line,
          port: { type: 'integer', minimum: 1, maximum: 65535 },
          zone: line,
        },
      },
    },
    dataLocation: line,
    protectionLevel,
    stages,
    simulated: { type: 'boolean' },
    owner: line,
  },
};

const planSchema: JSONSchema7 = {
  type: 'object',
  properties: {
    titles: localized,
    descriptions: localized,
    stages,
    protectionLevel,
    bulletsDe: { type: 'array', maxItems: 20, items: { type: 'string' } },
    lifecycle: word('experimental', 'production', 'deprecated'),
    simulated: { type: 'boolean' },
  },
};

/** `metadata.dualcloud` of an OSB service, texts plain. */
export type ServiceMetadata = Partial<
  Pick<
    CloudServiceSpec,
    | 'tier'
    | 'lifecycle'
    | 'version'
    | 'successor'
    | 'validFrom'
    | 'validUntil'
    | 'networkZones'
    | 'endpoints'
    | 'dataLocation'
    | 'protectionLevel'
    | 'stages'
    | 'simulated'
  >
> & { titles?: LocalizedText; descriptions?: LocalizedText };

/** `metadata.dualcloud` of an OSB plan, texts plain. */
export type PlanMetadata = Partial<
  Pick<
    CloudServicePlan,
    'stages' | 'protectionLevel' | 'bulletsDe' | 'lifecycle' | 'simulated'
  >
> & { titles?: LocalizedText; descriptions?: LocalizedText };

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every text of a value as plain text, however deep. */
function plain(value: JsonValue | undefined, maxLength: number): JsonValue {
  if (typeof value === 'string') return plainText(value, maxLength) ?? '';
  if (Array.isArray(value)) return value.map(entry => plain(entry, maxLength));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        key,
        plain(entry, maxLength),
      ]),
    );
  }
  return value ?? null;
}

function texts(value: JsonValue | undefined, maxLength: number) {
  if (!isObject(value)) return undefined;
  const shorten = maxLength <= 200 ? plainLine : plainText;
  const en = shorten(value.en, maxLength);
  const de = shorten(value.de, maxLength);
  if (!en) return undefined;
  return de ? { en, de } : { en };
}

function pick<T>(
  value: JsonValue | undefined,
  schema: JSONSchema7,
  path: string,
): { metadata: T; problems: EntityProblem[] } {
  const empty = {} as T;
  if (value === undefined || value === null) {
    return { metadata: empty, problems: [] };
  }
  const problems = checkShape(schema, value, path);
  if (problems.length > 0 || !isObject(value)) {
    return { metadata: empty, problems };
  }
  // Only the keys that the schema knows; the rest is left behind.
  const known = Object.keys(schema.properties ?? {}).filter(key =>
    Object.hasOwn(value, key),
  );
  const metadata = Object.fromEntries(
    known.map(key => {
      if (key === 'titles') return [key, texts(value[key], 200)];
      if (key === 'descriptions') return [key, texts(value[key], 2000)];
      return [key, plain(value[key], 300)];
    }),
  );
  return { metadata: metadata as T, problems };
}

/** Reads `metadata.dualcloud` of a service, strictly: what is there must be right. */
export function readServiceMetadata(
  value: JsonValue | undefined,
  path: string,
) {
  return pick<ServiceMetadata>(value, serviceSchema, path);
}

/** Reads `metadata.dualcloud` of a plan, strictly. */
export function readPlanMetadata(value: JsonValue | undefined, path: string) {
  return pick<PlanMetadata>(value, planSchema, path);
}
