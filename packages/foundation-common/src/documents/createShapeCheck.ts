import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { JSONSchema7 } from 'json-schema';
import type { LocatedProblem } from './problems';
import { DECIMAL, POSITIVE } from './shapes';

const MAX_PROBLEMS = 50;

/** What to do about a decimal that does not fit, in the words of the domain. @public */
export type DecimalHints = { belowZero?: string; tooFine?: string };

function pathOf(pointer: string): Array<string | number> {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^[0-9]+$/.test(part) ? Number(part) : part));
}

const DECIMAL_IN_WORDS =
  'in quotes and with a point, at most 12 digits before and 6 after it, such as "0.0125"';

function aboutDecimal(
  error: ErrorObject,
  hints: DecimalHints,
): Omit<LocatedProblem, 'at'> {
  if (typeof error.data !== 'string') {
    return {
      rule: 'decimal',
      message: `must be written as text, ${DECIMAL_IN_WORDS}: a number loses digits`,
    };
  }
  const quoted = `"${error.data.slice(0, 40)}"`;
  const withHint = (hint?: string) => (hint ? `; ${hint}` : '');
  if (error.data.startsWith('-')) {
    return {
      rule: 'not-negative',
      message: `is ${quoted} and must not be below zero${withHint(
        hints.belowZero,
      )}`,
    };
  }
  if (error.keyword === 'not') {
    return { rule: 'above-zero', message: 'must be above zero' };
  }
  if (/^\d+\.\d{7,}$/.test(error.data)) {
    return {
      rule: 'decimal',
      message: `${quoted} has more than 6 digits after the point${withHint(
        hints.tooFine,
      )}`,
    };
  }
  return {
    rule: 'decimal',
    message: `${quoted} is not a decimal; write it ${DECIMAL_IN_WORDS}`,
  };
}

function inWords({ keyword, params, message, parentSchema }: ErrorObject) {
  switch (keyword) {
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
      return params.limit === 1
        ? 'needs at least one entry'
        : `needs at least ${params.limit} entries`;
    case 'maxItems':
      return `may have at most ${params.limit} entries`;
    case 'minLength':
      return 'must not be empty';
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'pattern':
      return parentSchema?.errorMessage ?? `must match ${params.pattern}`;
    default:
      return message ?? 'is not valid';
  }
}

function toProblem(error: ErrorObject, hints: DecimalHints): LocatedProblem {
  const at = pathOf(error.instancePath);
  const title = error.parentSchema?.title;
  if (title === DECIMAL || title === POSITIVE) {
    return { at, ...aboutDecimal(error, hints) };
  }
  const field = error.params.missingProperty ?? error.params.additionalProperty;
  return {
    at: field === undefined ? at : [...at, field],
    rule: `schema-${error.keyword}`,
    message: inWords(error),
  };
}

/**
 * Makes a check of documents by a JSON Schema; problems are told in words, each
 * of them once.
 * @public
 */
export function createShapeCheck(
  schema: JSONSchema7,
  hints: DecimalHints = {},
): (document: unknown) => LocatedProblem[] {
  let validate: ValidateFunction | undefined;
  return document => {
    // Compiled on first use: importing a package costs nothing.
    validate ??= new Ajv({
      allErrors: true,
      strict: false,
      verbose: true,
    }).compile(schema);
    if (validate(document)) return [];
    const seen = new Set<string>();
    return (validate.errors ?? [])
      .filter(error => error.keyword !== 'if')
      .map(error => toProblem(error, hints))
      .filter(({ at, rule }) => {
        const key = JSON.stringify([at, rule]);
        return !seen.has(key) && Boolean(seen.add(key));
      })
      .slice(0, MAX_PROBLEMS);
  };
}
