import type { JsonObject, JsonValue } from '@backstage/types';
import { checkPattern } from './schemaPatterns';
import { refuse } from './schemaReading';
import { checkNames, localized, readType } from './schemaValues';
import { findUnsafeValue, plainText } from './unsafe';

/** A keyword whose value holds no schema, in its draft-07 form; nothing for one that is not known. */
export function readValueKeyword(
  keyword: string,
  value: JsonValue,
  schema: JsonObject,
  inner: string,
): JsonObject {
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
