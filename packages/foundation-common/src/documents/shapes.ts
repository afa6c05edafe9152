import type { JSONSchema7 } from 'json-schema';

/** Marks a decimal in a string, so that its faults are told in words. */
export const DECIMAL = 'Decimal';
/** Marks a decimal that must be above zero. */
export const POSITIVE = 'Decimal above zero';

const decimal: JSONSchema7 = {
  title: DECIMAL,
  type: 'string',
  pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$',
};

const text = (maxLength: number): JSONSchema7 => ({
  type: 'string',
  minLength: 1,
  maxLength,
});

const oneOf = (...words: string[]): JSONSchema7 => ({
  type: 'string',
  enum: words,
});

const matching = (pattern: string, errorMessage?: string): JSONSchema7 => ({
  type: 'string',
  pattern,
  ...(errorMessage && { errorMessage }),
});

const listOf = (
  items: JSONSchema7,
  limits: { minItems?: number; maxItems?: number; uniqueItems?: boolean } = {},
): JSONSchema7 => ({ type: 'array', items, maxItems: 200, ...limits });

const objectOf = (
  properties: Record<string, JSONSchema7>,
  required: string[] = [],
): JSONSchema7 => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

function byField(
  field: string,
  schemas: Record<string, JSONSchema7>,
): JSONSchema7 {
  return {
    type: 'object',
    required: [field],
    properties: { [field]: { enum: Object.keys(schemas) } },
    allOf: Object.entries(schemas).map(([value, schema]) => ({
      if: { required: [field], properties: { [field]: { const: value } } },
      then: schema,
    })),
  };
}

/** The whole document of a kind: `metadata` is the catalog's, `spec` is ours. */
function documentOf(
  header: { apiVersion: string; kind: string },
  spec: JSONSchema7,
): JSONSchema7 {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: header.kind,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: header.apiVersion },
      kind: { const: header.kind },
      metadata: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', minLength: 1 } },
      },
      spec,
    },
  };
}

/**
 * What the JSON Schemas of documents are made of. {@link createShapeCheck} tells
 * in words what does not fit them.
 * @public
 */
export const shapes = {
  text,
  oneOf,
  /** `errorMessage` says in words what is wanted. */
  matching,
  /** At most 200 entries, unless the limits say otherwise. */
  listOf,
  /** An object that has these fields and no others. */
  objectOf,
  /** Chooses the schema of an object by the value of one of its fields. */
  byField,
  documentOf,
  /** In a string: a number of YAML or JSON loses digits. */
  decimal,
  positiveDecimal: {
    ...decimal,
    title: POSITIVE,
    not: { pattern: '^0(\\.0+)?$' },
  } satisfies JSONSchema7 as JSONSchema7,
  /** Kebab case. */
  name: matching('^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  version: matching('^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$'),
  /** Whether a date exists is a rule of its own: a schema cannot know February. */
  day: matching('^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  entityRef: text(300),
  localizedText: (maxLength: number): JSONSchema7 =>
    objectOf({ en: text(maxLength), de: text(maxLength) }, ['en']),
};
