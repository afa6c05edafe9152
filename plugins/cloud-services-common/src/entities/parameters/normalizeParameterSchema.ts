import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  ANNOTATIONS,
  BOOLEAN_KEYWORDS,
  NUMBER_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  TYPES,
  UNSUPPORTED_KEYWORDS,
} from './jsonSchemaKeywords';
import { findUnsafeKey, findUnsafeValue, plainText } from './unsafe';

/**
 * OSB lets a broker send parameter schemas of any JSON Schema draft, while
 * Backstage's forms, its scaffolder and our own check of an order each know
 * draft-07. So a schema is read once and written anew: only known keywords are
 * carried over, each converted to its draft-07 form, every `$ref` replaced by
 * what it points to within the same schema, every text made plain. What cannot
 * be said in draft-07, points outside, refers to itself, or is too large, is
 * refused with a reason: a form that silently asks for less than the broker
 * demands is worse than none.
 *
 * Normalising twice changes nothing.
 */

const MAX_DEPTH = 40;
const MAX_NODES = 4000;
const MAX_PATTERN_LENGTH = 500;

/** Thrown inside; {@link normalizeParameterSchema} turns it into a reason. */
class Refusal extends Error {}

type Draft = 4 | 6 | 7 | 2019 | 2020;
type Schema = JsonObject | boolean;

type Reading = {
  root: JsonObject;
  draft: Draft;
  nodes: number;
  /** `$ref`s that are being followed; meeting one again is a circle. */
  following: string[];
};

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(at: string, reason: string): never {
  throw new Refusal(`${at || 'the schema'}: ${reason}`);
}

function draftOf(schema: JsonObject): Draft {
  const { $schema } = schema;
  if ($schema === undefined) {
    return schema.$defs !== undefined ? 2020 : 7;
  }
  const found =
    /json-schema\.org\/(?:draft-0([467])|draft\/(2019-09|2020-12))\/schema#?$/.exec(
      String($schema),
    );
  if (found?.[1]) return Number(found[1]) as Draft;
  if (found?.[2]) return found[2] === '2019-09' ? 2019 : 2020;
  if (/json-schema\.org\/schema#?$/.test(String($schema))) return 7;
  throw new Refusal(
    `$schema: "${plainText(
      $schema,
      100,
    )}" is no draft that can be used; drafts 04, 06, 07, 2019-09 and 2020-12 can`,
  );
}

/** Quantified groups within quantified groups take exponential time on some inputs. */
function isExpensivePattern(pattern: string): boolean {
  const groups: boolean[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') {
      i += 1;
    } else if (char === '[') {
      while (i < pattern.length && pattern[i] !== ']') {
        i += pattern[i] === '\\' ? 2 : 1;
      }
    } else if (char === '(') {
      groups.push(false);
    } else if (char === ')') {
      const repeats = groups.pop() ?? false;
      const quantified = /^(?:[*+]|\{\d+,\d*\})/.test(pattern.slice(i + 1));
      if (repeats && quantified) return true;
      if ((repeats || quantified) && groups.length > 0) {
        groups[groups.length - 1] = true;
      }
    } else if (/^(?:[*+]|\{\d+,\})/.test(pattern.slice(i))) {
      if (groups.length > 0) groups[groups.length - 1] = true;
    }
  }
  return false;
}

function checkPattern(pattern: string, at: string): string {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    refuse(at, `a pattern is longer than ${MAX_PATTERN_LENGTH} characters`);
  }
  try {
    RegExp(pattern, 'u');
  } catch {
    try {
      RegExp(pattern);
    } catch {
      refuse(at, 'a pattern is not a regular expression');
    }
    refuse(at, 'a pattern is not a Unicode regular expression (ECMA-262)');
  }
  if (isExpensivePattern(pattern)) {
    refuse(at, 'a pattern nests repetitions, which can take for ever');
  }
  const unsafe = findUnsafeValue(pattern);
  // `{2}` is fine; only the scaffolder's own markers are not.
  if (unsafe) refuse(at, unsafe);
  return pattern;
}

function checkName(name: string, at: string): string {
  const unsafe = findUnsafeKey(name);
  if (unsafe) refuse(at, unsafe);
  return name;
}

function checkNames(value: JsonValue | undefined, at: string): string[] {
  if (!Array.isArray(value)) refuse(at, 'must be a list of names');
  return value.map(name =>
    typeof name === 'string'
      ? checkName(name, at)
      : refuse(at, 'must be a list of names'),
  );
}

function localized(value: JsonValue | undefined, maxLength: number) {
  if (!isObject(value)) return undefined;
  const en = plainText(value.en, maxLength);
  const de = plainText(value.de, maxLength);
  if (!en) return undefined;
  return de ? { en, de } : { en };
}

function findAnchor(value: JsonValue, anchor: string): JsonValue | undefined {
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = findAnchor(entry, anchor);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (
    value.$anchor === anchor ||
    value.$id === `#${anchor}` ||
    value.id === `#${anchor}`
  ) {
    return value;
  }
  for (const entry of Object.values(value)) {
    const found = entry === undefined ? undefined : findAnchor(entry, anchor);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lookUp(ref: string, reading: Reading, at: string): JsonValue {
  if (ref !== '#' && !ref.startsWith('#')) {
    refuse(at, 'a $ref points outside the schema; nothing is fetched');
  }
  const fragment = ref.slice(1);
  if (fragment === '') return reading.root;
  if (!fragment.startsWith('/')) {
    return (
      findAnchor(reading.root, fragment) ??
      refuse(at, `the $ref "${plainText(ref, 100)}" points to nothing`)
    );
  }
  let place: JsonValue | undefined = reading.root;
  for (const part of fragment.slice(1).split('/')) {
    let key: string;
    try {
      key = decodeURIComponent(part)
        .replaceAll('~1', '/')
        .replaceAll('~0', '~');
    } catch {
      return refuse(at, 'a $ref cannot be read');
    }
    if (Array.isArray(place)) {
      place = place[Number(key)];
    } else {
      place =
        isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
    }
    if (place === undefined) {
      return refuse(at, `the $ref "${plainText(ref, 100)}" points to nothing`);
    }
  }
  return place;
}

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

/** Draft-04 has `exclusiveMinimum: true` beside `minimum`. */
function readNumber(
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

function readType(value: JsonValue, at: string): JsonObject {
  const types = Array.isArray(value) ? value : [value];
  if (
    types.length === 0 ||
    !types.every(type => typeof type === 'string' && TYPES.has(type))
  ) {
    return refuse(at, 'type is none of JSON Schema');
  }
  return { type: value };
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
  switch (keyword) {
    case 'type':
      return readType(value, inner);
    case 'required':
      return { required: checkNames(value, inner) };
    case 'pattern':
      return typeof value === 'string'
        ? { pattern: checkPattern(value, inner) }
        : refuse(inner, 'must be a text');
    case 'format':
      return typeof value === 'string' && /^[a-z][a-z0-9-]{0,40}$/.test(value)
        ? { format: value }
        : {};
    case 'enum':
    case 'const': {
      const unsafe = findUnsafeValue(value);
      if (unsafe) return refuse(inner, unsafe);
      if (keyword === 'const') return { const: value };
      return Array.isArray(value) && value.length > 0
        ? { enum: value }
        : refuse(inner, 'must be a list of values');
    }
    case 'default':
      return findUnsafeValue(value) ? {} : { default: value };
    case 'examples':
      return Array.isArray(value) && !findUnsafeValue(value)
        ? { examples: value.slice(0, 10) }
        : {};
    case 'title':
    case 'description': {
      const text = plainText(value, keyword === 'title' ? 200 : 2000);
      return text ? { [keyword]: text } : {};
    }
    case 'x-titles':
    case 'x-descriptions': {
      const texts = localized(value, keyword === 'x-titles' ? 200 : 2000);
      return texts ? { [keyword]: texts } : {};
    }
    case 'unevaluatedProperties':
      if (value === true) return {};
      return value === false &&
        !['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'].some(
          other => schema[other] !== undefined,
        )
        ? { additionalProperties: false }
        : refuse(inner, 'cannot be expressed in JSON Schema draft-07');
    default:
      return {};
  }
}

function read(
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

function isUsable(schema: JsonObject): string | undefined {
  const ajv = new Ajv({ strict: false, validateFormats: true });
  addFormats(ajv);
  for (const format of [...ajvUnknownFormats(schema)]) {
    if (!ajv.formats[format]) ajv.addFormat(format, true);
  }
  try {
    ajv.compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function ajvUnknownFormats(value: JsonValue | undefined): Set<string> {
  const formats = new Set<string>();
  const visit = (entry: JsonValue | undefined) => {
    if (Array.isArray(entry)) entry.forEach(visit);
    else if (isObject(entry)) {
      if (typeof entry.format === 'string') formats.add(entry.format);
      Object.values(entry).forEach(visit);
    }
  };
  visit(value);
  return formats;
}

/** Outcome of {@link normalizeParameterSchema}. @public */
export type NormalizedParameterSchema =
  | { status: 'usable'; schema: JsonObject }
  | { status: 'refused'; reason: string };

/**
 * A plan's parameter schema as draft-07 without `$ref`s and without anything
 * that could steer the portal; or why it cannot be used.
 * @param schema - JSON Schema draft-04, -06, -07, 2019-09 or 2020-12 of an object
 * @public
 */
export function normalizeParameterSchema(
  schema: JsonValue | undefined,
): NormalizedParameterSchema {
  try {
    if (!isObject(schema)) throw new Refusal('the schema must be an object');
    const reading: Reading = {
      root: schema,
      draft: draftOf(schema),
      nodes: 0,
      following: [],
    };
    const result = read(schema, reading, '', 0);
    if (!isObject(result)) throw new Refusal('the schema must be an object');
    if (result.type === undefined) result.type = 'object';
    if (result.type !== 'object') {
      throw new Refusal(
        'type: parameters are an object, so type must be "object"',
      );
    }
    const fault = isUsable(result);
    if (fault)
      throw new Refusal(`not a valid JSON Schema: ${plainText(fault, 300)}`);
    return { status: 'usable', schema: result };
  } catch (error) {
    if (error instanceof Refusal) {
      return { status: 'refused', reason: error.message };
    }
    throw error;
  }
}
