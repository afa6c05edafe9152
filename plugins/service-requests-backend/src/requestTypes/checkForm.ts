import type { JsonObject } from '@backstage/types';
import { type FieldFault, invalid } from '@dualcloud/foundation-node';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { StoredRequestType } from './RequestTypeBook';

/** What a form may weigh as JSON. */
const LARGEST = 200_000;
const MOST_FAULTS = 50;

const compiled = new Map<string, ValidateFunction>();

/**
 * A form that is filled in as its type's pages say.
 * @throws InputError that names the fields at fault
 */
export function requireCompleteForm(
  type: StoredRequestType,
  form: JsonObject,
): void {
  const validate = validatorOf(type);
  if (validate(form)) return;
  throw invalid(
    (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if')
      .slice(0, MOST_FAULTS)
      .map(toFault),
  );
}

/**
 * A form that may be kept as a draft: not too large, and without fields that the
 * type does not have.
 * @throws InputError that names the fields at fault
 */
export function requireDraftForm(
  type: StoredRequestType,
  form: JsonObject,
): void {
  if (JSON.stringify(form).length > LARGEST) {
    throw invalid([
      {
        field: 'form',
        rule: 'size',
        message: `is larger than ${
          LARGEST / 1000
        } kB; attach long documents instead`,
      },
    ]);
  }
  const known = fieldsOf(type);
  const unknown = Object.keys(form).filter(key => !known.has(key));
  if (known.size > 0 && unknown.length > 0) {
    throw invalid(
      unknown.slice(0, MOST_FAULTS).map(key => ({
        field: `form.${key}`,
        rule: 'known-field',
        message: `is not a field of this form; it has ${[...known].join(', ')}`,
      })),
    );
  }
}

/** Empty where pages add fields by conditions: then a schema alone can tell. */
function fieldsOf({ spec }: StoredRequestType): Set<string> {
  const isOpen = spec.form.some(page =>
    ['dependencies', 'allOf', 'oneOf', 'anyOf', 'if'].some(key => key in page),
  );
  return isOpen
    ? new Set()
    : new Set(
        spec.form.flatMap(page =>
          Object.keys((page.properties ?? {}) as JsonObject),
        ),
      );
}

function validatorOf(type: StoredRequestType): ValidateFunction {
  let validate = compiled.get(type.id);
  if (!validate) {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    validate = ajv.compile({
      type: 'object',
      allOf: type.spec.form.map(page => ({ ...page, type: 'object' })),
    });
    compiled.set(type.id, validate);
  }
  return validate;
}

function toFault(error: ErrorObject): FieldFault {
  const path = error.instancePath.split('/').filter(Boolean);
  const { missingProperty, allowedValues } = error.params as Record<
    string,
    unknown
  >;
  if (typeof missingProperty === 'string') path.push(missingProperty);
  const message =
    error.keyword === 'required'
      ? 'is required'
      : error.message ?? 'is not valid';
  return {
    field: ['form', ...path].join('.'),
    rule: error.keyword,
    message: Array.isArray(allowedValues)
      ? `${message}: ${allowedValues.join(', ')}`
      : message,
  };
}
