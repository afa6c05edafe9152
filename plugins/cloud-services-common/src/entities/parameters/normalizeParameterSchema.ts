import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonObject, JsonValue } from '@backstage/types';
import { read } from './readSchema';
import { draftOf, isObject, type Reading, Refusal } from './schemaReading';
import { plainText } from './unsafe';

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
