import type { JsonObject, JsonValue } from '@backstage/types';
import {
  ANNOTATIONS,
  BOOLEAN_KEYWORDS,
  NUMBER_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  UNSUPPORTED_KEYWORDS,
} from './jsonSchemaKeywords';
import { readValueKeyword } from './schemaKeywords';
import { checkPattern } from './schemaPatterns';
import { isObject, type Reading, refuse, type Schema } from './schemaReading';
import { lookUp } from './schemaReferences';
import { checkName, checkNames, readNumber } from './schemaValues';

const MAX_DEPTH = 40;
const MAX_NODES = 4000;

function readRef(
  schema: JsonObject,
  reading: Reading,
  at: string,
  depth: number,
): Schema {
  const ref = schema.$ref;
  if (typeof ref !== 'string') return refuse(at, 'a $ref must be a text');
  if (reading.following.includes(ref)) {
    return refuse(
      at,
      'a $ref leads back to itself; recursion cannot be a form',
    );
  }
  const target = lookUp(ref, reading, at);
  reading.following.push(ref);
  const resolved = read(target, reading, at, depth + 1);
  reading.following.pop();

  const { $ref: _, ...siblings } = schema;
  const rest = read(siblings, reading, at, depth);
  if (!isObject(rest) || Object.keys(rest).length === 0) return resolved;
  const annotations = Object.fromEntries(
    Object.entries(rest).filter(([key]) => ANNOTATIONS.has(key)),
  );
  const demands = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !ANNOTATIONS.has(key)),
  );
  // Up to draft-07 the neighbours of a $ref do not count; what people read still does.
  if (reading.draft <= 7 || Object.keys(demands).length === 0) {
    return isObject(resolved) ? { ...resolved, ...annotations } : resolved;
  }
  return { allOf: [resolved, demands], ...annotations };
}

function readMap(
  value: JsonValue,
  reading: Reading,
  at: string,
  depth: number,
  checkKey: (key: string, at: string) => string,
): JsonObject {
  if (!isObject(value)) return refuse(at, 'must be an object');
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      checkKey(key, at),
      read(
        entry as JsonValue,
        reading,
        `${at}.${key}`.slice(0, 200),
        depth + 1,
      ),
    ]),
  );
}

function readDependencies(
  schema: JsonObject,
  reading: Reading,
  at: string,
  depth: number,
): JsonObject | undefined {
  const result: JsonObject = {};
  for (const keyword of [
    'dependencies',
    'dependentRequired',
    'dependentSchemas',
  ]) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (!isObject(value)) return refuse(at, `${keyword} must be an object`);
    for (const [name, entry] of Object.entries(value)) {
      checkName(name, at);
      const own: Schema | string[] = Array.isArray(entry)
        ? checkNames(entry, at)
        : read(entry as JsonValue, reading, at, depth + 1);
      const other = result[name];
      if (other === undefined) {
        result[name] = own;
      } else {
        const asSchema = (one: JsonValue | undefined): JsonValue =>
          Array.isArray(one) ? { required: one } : (one as JsonValue);
        result[name] = { allOf: [asSchema(other), asSchema(own)] };
      }
    }
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

function readItems(
  schema: JsonObject,
  reading: Reading,
  at: string,
  depth: number,
): JsonObject {
  const one = (value: JsonValue) => read(value, reading, at, depth + 1);
  const list = (value: JsonValue[]) => value.map(one);
  if (Array.isArray(schema.prefixItems)) {
    return {
      items: list(schema.prefixItems),
      ...(schema.items !== undefined && {
        additionalItems: one(schema.items),
      }),
    };
  }
  if (schema.items === undefined) return {};
  return {
    items: Array.isArray(schema.items) ? list(schema.items) : one(schema.items),
  };
}

function readKeyword(
  keyword: string,
  schema: JsonObject,
  reading: Reading,
  at: string,
  depth: number,
): JsonObject {
  const value = schema[keyword] as JsonValue;
  const inner = `${at}${at ? '.' : ''}${keyword}`.slice(0, 200);
  if (UNSUPPORTED_KEYWORDS.has(keyword)) {
    return refuse(inner, 'cannot be expressed in JSON Schema draft-07');
  }
  if (SCHEMA_KEYWORDS.has(keyword)) {
    return { [keyword]: read(value, reading, inner, depth + 1) };
  }
  if (SCHEMA_LIST_KEYWORDS.has(keyword)) {
    if (!Array.isArray(value) || value.length === 0) {
      return refuse(inner, 'must be a list of schemas');
    }
    return {
      [keyword]: value.map((entry, index) =>
        read(entry, reading, `${inner}[${index}]`, depth + 1),
      ),
    };
  }
  if (SCHEMA_MAP_KEYWORDS.has(keyword)) {
    const checkKey = keyword === 'properties' ? checkName : checkPattern;
    return { [keyword]: readMap(value, reading, inner, depth, checkKey) };
  }
  if (NUMBER_KEYWORDS.has(keyword)) return readNumber(keyword, schema, inner);
  if (BOOLEAN_KEYWORDS.has(keyword)) {
    return typeof value === 'boolean'
      ? { [keyword]: value }
      : refuse(inner, 'must be true or false');
  }
  return readValueKeyword(keyword, value, schema, inner);
}

/** A schema and all within it, written anew; throws a `Refusal`. */
export function read(
  value: JsonValue,
  reading: Reading,
  at: string,
  depth: number,
): Schema {
  reading.nodes += 1;
  if (reading.nodes > MAX_NODES) {
    return refuse(
      '',
      `has more than ${MAX_NODES} parts once its references are resolved`,
    );
  }
  if (depth > MAX_DEPTH) {
    return refuse('', `is nested deeper than ${MAX_DEPTH} levels`);
  }
  if (typeof value === 'boolean') return value;
  if (!isObject(value)) return refuse(at, 'must be a schema');
  if (value.$ref !== undefined) return readRef(value, reading, at, depth);

  const result: JsonObject = {};
  for (const keyword of Object.keys(value)) {
    Object.assign(result, readKeyword(keyword, value, reading, at, depth));
  }
  Object.assign(result, readItems(value, reading, at, depth));
  const dependencies = readDependencies(value, reading, at, depth);
  if (dependencies) result.dependencies = dependencies;
  return result;
}
