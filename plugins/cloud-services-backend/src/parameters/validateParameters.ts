import type { JsonObject } from '@backstage/types';
import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { FieldFault } from '@dualcloud/foundation-node';
import { checkSchema } from './checkSchema';
import { isTimeout, timedRegExp } from './timedRegExp';

const PARAMETERS_LIMIT = 64 * 1024;

/**
 * Checks parameters against the plan's schema (JSON Schema draft-07). The
 * schema is a broker's and is treated as hostile; see {@link checkSchema}.
 *
 * @param field - where the parameters stand, for the faults
 * @returns the faults; none if the parameters are in order
 */
export function validateParameters(
  parameters: JsonObject,
  schema: JsonObject | undefined,
  field: string,
): FieldFault[] {
  const size = JSON.stringify(parameters).length;
  if (size > PARAMETERS_LIMIT) {
    return [
      {
        field,
        rule: 'maxSize',
        message: `has ${size} characters; at most ${PARAMETERS_LIMIT} are allowed`,
      },
    ];
  }
  if (!schema) return [];
  const broken = checkSchema(schema);
  if (broken) return [schemaFault(field, broken)];
  try {
    const validate = compiler().compile({
      ...schema,
      // It must not collide with the id of any other schema, nor be another draft.
      $id: undefined,
      $schema: undefined,
    });
    if (validate(parameters)) return [];
    return toFaults(validate.errors ?? [], field);
  } catch (error) {
    return [
      schemaFault(
        field,
        isTimeout(error)
          ? 'one of its patterns takes too long'
          : String(error instanceof Error ? error.message : error).slice(
              0,
              300,
            ),
      ),
    ];
  }
}

// One for each schema: ajv keeps every schema that it has seen for ever.
function compiler(): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    inlineRefs: false,
    validateFormats: true,
    logger: false,
    code: {
      regExp: Object.assign(
        (pattern: string, flags: string) =>
          timedRegExp(pattern, flags) as RegExp,
        { code: 'new RegExp' },
      ),
    },
  });
  addFormats(ajv, { mode: 'fast' });
  return ajv;
}

function toFaults(errors: ErrorObject[], field: string): FieldFault[] {
  return errors.slice(0, 50).map(error => {
    const path = error.instancePath.split('/').filter(Boolean).map(unescape);
    const { missingProperty, additionalProperty, allowedValues } =
      error.params as Record<string, unknown>;
    const extra = missingProperty ?? additionalProperty;
    if (typeof extra === 'string') path.push(extra);
    const allowed = Array.isArray(allowedValues)
      ? `: ${allowedValues.join(', ')}`
      : '';
    return {
      field: [field, ...path].join('.'),
      rule: error.keyword,
      message: `${messageOf(error)}${allowed}`.slice(0, 500),
    };
  });
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'additionalProperties') {
    return 'is not a parameter of this plan';
  }
  return error.message ?? 'is not valid';
}

function unescape(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

function schemaFault(field: string, why: string): FieldFault {
  return {
    field,
    rule: 'schema',
    message: `cannot be checked because the plan's schema cannot be used: ${why}. Tell the provider of the service`,
  };
}
