import type { JsonObject, JsonValue } from '@backstage/types';
import { TYPES } from './jsonSchemaKeywords';
import { isObject, refuse } from './schemaReading';
import { findUnsafeKey, plainText } from './unsafe';

/*
 * The parts of a schema that hold no schemas.
 */

export function checkName(name: string, at: string): string {
  const unsafe = findUnsafeKey(name);
  if (unsafe) refuse(at, unsafe);
  return name;
}

export function checkNames(value: JsonValue | undefined, at: string): string[] {
  if (!Array.isArray(value)) refuse(at, 'must be a list of names');
  return value.map(name =>
    typeof name === 'string'
      ? checkName(name, at)
      : refuse(at, 'must be a list of names'),
  );
}

export function localized(value: JsonValue | undefined, maxLength: number) {
  if (!isObject(value)) return undefined;
  const en = plainText(value.en, maxLength);
  const de = plainText(value.de, maxLength);
  if (!en) return undefined;
  return de ? { en, de } : { en };
}

/** Draft-04 has `exclusiveMinimum: true` beside `minimum`. */
export function readNumber(
  keyword: string,
  schema: JsonObject,
  at: string,
): JsonObject {
  const value = schema[keyword];
  const exclusive = /^exclusive(M.*)$/.exec(keyword)?.[1];
  if (exclusive && typeof value === 'boolean') {
    const bound = schema[exclusive.toLocaleLowerCase('en-US')];
    return value && typeof bound === 'number' ? { [keyword]: bound } : {};
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return refuse(at, `${keyword} must be a number`);
  }
  if (
    (keyword === 'minimum' || keyword === 'maximum') &&
    schema[`exclusive${keyword === 'minimum' ? 'Minimum' : 'Maximum'}`] === true
  ) {
    return {};
  }
  return { [keyword]: value };
}

export function readType(value: JsonValue, at: string): JsonObject {
  const types = Array.isArray(value) ? value : [value];
  if (
    types.length === 0 ||
    !types.every(type => typeof type === 'string' && TYPES.has(type))
  ) {
    return refuse(at, 'type is none of JSON Schema');
  }
  return { type: value };
}
