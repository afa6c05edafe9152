import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

export const { day, entityRef, listOf, localizedText, objectOf, oneOf, text } =
  shapes;

export const entityRefs = listOf(entityRef);
export const lifecycle = oneOf('experimental', 'production', 'deprecated');
export const protectionLevel = oneOf('normal', 'high', 'very-high');
export const stage = oneOf('development', 'test', 'production');
export const stages: JSONSchema7 = {
  ...listOf(stage, { minItems: 1 }),
  uniqueItems: true,
};

/** Names that become keys of objects and of form data. */
export const planName = shapes.matching('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$');
