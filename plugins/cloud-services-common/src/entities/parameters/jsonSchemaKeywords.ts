/**
 * The keywords of JSON Schema draft-07 that a form and a validator need, by what
 * stands in them. Whatever is not here is left out of a schema.
 */
export const SCHEMA_KEYWORDS = new Set([
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
]);
export const SCHEMA_LIST_KEYWORDS = new Set(['allOf', 'anyOf', 'oneOf']);
export const SCHEMA_MAP_KEYWORDS = new Set(['patternProperties', 'properties']);
export const NUMBER_KEYWORDS = new Set([
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maximum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'minimum',
  'minItems',
  'minLength',
  'minProperties',
  'multipleOf',
]);
export const BOOLEAN_KEYWORDS = new Set([
  'readOnly',
  'uniqueItems',
  'writeOnly',
]);

/** What is said about a place rather than demanded of it. */
export const ANNOTATIONS = new Set([
  'default',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
  'x-descriptions',
  'x-titles',
]);

/** Of newer drafts; they cannot be said in draft-07. */
export const UNSUPPORTED_KEYWORDS = new Set([
  '$dynamicRef',
  '$recursiveRef',
  'maxContains',
  'minContains',
  'unevaluatedItems',
]);

export const TYPES = new Set([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);
