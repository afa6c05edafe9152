import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { LocatedProblem } from './problems';
import { DECIMAL, POSITIVE, priceListSchema } from './schema';

const MAX_PROBLEMS = 50;
let validator: ValidateFunction | undefined;

// Compiled on first use: importing this package costs nothing.
function validate(): ValidateFunction {
  validator ??= new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
  }).compile(priceListSchema);
  return validator;
}

function pathOf(pointer: string): Array<string | number> {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^[0-9]+$/.test(part) ? Number(part) : part));
}

const DECIMAL_IN_WORDS =
  'in quotes and with a point, at most 12 digits before and 6 after it, such as "0.0125"';

function aboutDecimal(error: ErrorObject): Omit<LocatedProblem, 'at'> {
  if (typeof error.data !== 'string') {
    return {
      rule: 'decimal',
      message: `must be written as text, ${DECIMAL_IN_WORDS}: a number loses digits`,
    };
  }
  if (error.data.startsWith('-')) {
    return {
      rule: 'not-negative',
      message: `is "${error.data.slice(
        0,
        40,
      )}" and must not be below zero; for what is given back use a discount or a credit`,
    };
  }
  if (error.keyword === 'not') {
    return { rule: 'above-zero', message: 'must be above zero' };
  }
  if (/^\d+\.\d{7,}$/.test(error.data)) {
    return {
      rule: 'decimal',
      message: `"${error.data.slice(
        0,
        40,
      )}" has more than 6 digits after the point; for a price so fine use "per" with a larger number of units`,
    };
  }
  return {
    rule: 'decimal',
    message: `"${error.data.slice(
      0,
      40,
    )}" is not a decimal; write it ${DECIMAL_IN_WORDS}`,
  };
}

function inWords(error: ErrorObject): string {
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return 'is required and is missing';
    case 'additionalProperties':
      return 'is not a field here; remove it or correct its name';
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}`;
    case 'const':
      return `must be ${params.allowedValue}`;
    case 'type':
      return `must be of type ${params.type}`;
    case 'minItems':
      return 'needs at least one entry';
    case 'pattern':
      return error.parentSchema?.title === 'Hour'
        ? 'must be a whole hour in quotes, "00:00" to "24:00"'
        : `must match ${params.pattern}`;
    default:
      return error.message ?? 'is not valid';
  }
}

function toProblem(error: ErrorObject): LocatedProblem {
  const at = pathOf(error.instancePath);
  const title = error.parentSchema?.title;
  if (title === DECIMAL || title === POSITIVE) {
    return { at, ...aboutDecimal(error) };
  }
  const field = error.params.missingProperty ?? error.params.additionalProperty;
  return {
    at: field === undefined ? at : [...at, field],
    rule: `schema-${error.keyword}`,
    message: inWords(error),
  };
}

/** Checks a document by the JSON Schema; problems are told in words. */
export function checkShape(document: unknown): LocatedProblem[] {
  const check = validate();
  if (check(document)) return [];
  const seen = new Set<string>();
  return (check.errors ?? [])
    .filter(error => error.keyword !== 'if')
    .map(toProblem)
    .filter(({ at, rule }) => {
      const key = JSON.stringify([at, rule]);
      return !seen.has(key) && Boolean(seen.add(key));
    })
    .slice(0, MAX_PROBLEMS);
}
