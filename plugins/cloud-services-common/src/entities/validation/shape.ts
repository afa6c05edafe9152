import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { JSONSchema7 } from 'json-schema';
import type { EntityProblem } from './EntityProblem';

const compiled = new WeakMap<JSONSchema7, ValidateFunction>();
let ajv: Ajv | undefined;

// Compiled on first use: importing this package costs nothing.
function validatorFor(schema: JSONSchema7): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    ajv ??= new Ajv({ allErrors: true, strict: false });
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

function pathOf(root: string, pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, part) =>
        /^[0-9]+$/.test(part) ? `${path}[${part}]` : `${path}.${part}`,
      root,
    );
}

function inWords(error: ErrorObject): { suffix: string; message: string } {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return {
        suffix: `.${params.missingProperty}`,
        message: 'is required and is missing',
      };
    case 'additionalProperties':
      return {
        suffix: `.${params.additionalProperty}`,
        message: 'is not a field of this kind; remove it or correct its name',
      };
    case 'enum':
      return {
        suffix: '',
        message: `must be one of ${params.allowedValues.join(', ')}`,
      };
    case 'type':
      return { suffix: '', message: `must be of type ${params.type}` };
    case 'minItems':
      return {
        suffix: '',
        message: `needs at least ${params.limit} entr${
          params.limit === 1 ? 'y' : 'ies'
        }`,
      };
    case 'minLength':
      return { suffix: '', message: 'must not be empty' };
    case 'maxLength':
      return {
        suffix: '',
        message: `must have at most ${params.limit} characters`,
      };
    default:
      return { suffix: '', message: error.message ?? 'is not valid' };
  }
}

/** Checks a value against one of our schemas; problems are told in words. @public */
export function checkShape(
  schema: JSONSchema7,
  value: unknown,
  root: string,
): EntityProblem[] {
  const validate = validatorFor(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 20).map(error => {
    const { suffix, message } = inWords(error);
    return {
      path: `${pathOf(root, error.instancePath)}${suffix}`,
      rule: `schema-${error.keyword}`,
      message,
    };
  });
}
