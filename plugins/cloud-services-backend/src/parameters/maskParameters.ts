import type { JsonObject, JsonValue } from '@backstage/types';

/** Stands in the place of a secret value. */
export const MASK = '••••••';

const SECRET_NAME =
  /pass(word|wd|phrase|wort)|secret|token|credential|private.?key|api.?key|access.?key/i;

/**
 * Parameters as they may be shown: what the schema marks (`format: password`,
 * `writeOnly`) and what is named like a secret is masked.
 */
export function maskParameters(
  parameters: JsonObject,
  schema?: JsonObject,
): JsonObject {
  return mask(parameters, schema, schema, 0) as JsonObject;
}

/** Whether a property holds a secret, by its name or by its schema. */
export function isSecret(
  name: string,
  schema: JsonObject | undefined,
): boolean {
  return (
    SECRET_NAME.test(name) ||
    schema?.format === 'password' ||
    schema?.writeOnly === true
  );
}

/** Puts the current values back where a form sent the mask that it was shown. */
export function unmask(
  parameters: JsonObject,
  current: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      restore(value ?? null, current[name]),
    ]),
  );
}

function restore(value: JsonValue, before: JsonValue | undefined): JsonValue {
  if (value === MASK && before !== undefined) return before;
  if (Array.isArray(value) && Array.isArray(before)) {
    return value.map((item, index) => restore(item, before[index]));
  }
  return isObject(value) && isObject(before) ? unmask(value, before) : value;
}

function mask(
  value: JsonValue,
  schema: JsonObject | undefined,
  root: JsonObject | undefined,
  depth: number,
): JsonValue {
  if (depth > 64) return MASK;
  const rules = follow(schema, root);
  if (Array.isArray(value)) {
    const items = isObject(rules?.items) ? rules.items : undefined;
    return value.map(item => mask(item, items, root, depth + 1));
  }
  if (!isObject(value)) return value;
  const properties = isObject(rules?.properties) ? rules.properties : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const own = Object.prototype.hasOwnProperty.call(properties, name)
        ? properties[name]
        : undefined;
      const childSchema = isObject(own) ? follow(own, root) : undefined;
      if (isSecret(name, childSchema) && child !== null) return [name, MASK];
      return [name, mask(child ?? null, childSchema, root, depth + 1)];
    }),
  );
}

/** The schema itself, or the definition that it refers to. */
function follow(
  schema: JsonObject | undefined,
  root: JsonObject | undefined,
): JsonObject | undefined {
  const match =
    typeof schema?.$ref === 'string' &&
    /^#\/(definitions|\$defs)\/([^/]+)$/.exec(schema.$ref);
  if (!match) return schema;
  const definitions = root?.[match[1]];
  const target = isObject(definitions) ? definitions[match[2]] : undefined;
  return isObject(target) ? target : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
