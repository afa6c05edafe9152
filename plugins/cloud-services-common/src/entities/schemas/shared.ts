import type { JSONSchema7 } from 'json-schema';

/** A value of one of the words given. */
export const oneOf = (...words: string[]): JSONSchema7 => ({
  type: 'string',
  enum: words,
});

export const text = (maxLength: number): JSONSchema7 => ({
  type: 'string',
  minLength: 1,
  maxLength,
});

export const listOf = (
  items: JSONSchema7,
  limits: { minItems?: number; maxItems?: number } = {},
): JSONSchema7 => ({
  type: 'array',
  items,
  maxItems: 200,
  ...limits,
});

/** An object that has these fields and no others. */
export const objectOf = (
  properties: Record<string, JSONSchema7>,
  required: string[] = [],
): JSONSchema7 => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

export const localizedText = (maxLength: number): JSONSchema7 =>
  objectOf({ en: text(maxLength), de: text(maxLength) }, ['en']);

/** Whether a date exists is a rule of its own: a schema cannot know February. */
export const day: JSONSchema7 = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
};

export const entityRef = text(300);
export const entityRefs = listOf(entityRef);
export const lifecycle = oneOf('experimental', 'production', 'deprecated');
export const protectionLevel = oneOf('normal', 'high', 'very-high');
export const stage = oneOf('development', 'test', 'production');
export const stages: JSONSchema7 = {
  ...listOf(stage, { minItems: 1 }),
  uniqueItems: true,
};

/** Names that become keys of objects and of form data. */
export const planName: JSONSchema7 = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
};
