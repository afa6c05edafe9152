import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldFault } from './refusals';

const PART = /^request\/(body|query|params|headers)?(\/\S*)? ?(.*)$/;

/**
 * The OpenAPI middleware keeps only the text of what its validator found, such
 * as `request/query/stage must be equal to one of the allowed values`. This
 * reads the fields at fault out of it again. About the body the text says too
 * little (not which property is unknown): see {@link checkBody}.
 *
 * @returns undefined if it is not such a text
 * @public
 */
export function readValidatorMessage(
  message: string,
): FieldFault[] | undefined {
  if (!message.startsWith('request/')) {
    const unknown = /^Unknown query parameter '(.{1,200})'$/.exec(message);
    return unknown
      ? [
          {
            field: unknown[1],
            rule: 'unknown-parameter',
            message: 'is not a parameter of this route',
          },
        ]
      : undefined;
  }
  const faults: FieldFault[] = [];
  for (const part of message.split(/, (?=request\/)/).slice(0, 50)) {
    const match = PART.exec(part);
    if (!match) return undefined;
    const [, place, pointer = '', text] = match;
    const path = pointer.split('/').filter(Boolean).map(unescape);
    const named = /property '([^']{1,200})'/.exec(text);
    if (named) path.push(named[1]);
    faults.push({
      field: path.join('.') || place || 'request',
      rule: named ? 'required' : ruleOf(text),
      message: text,
    });
  }
  return faults;
}

const validators = new WeakMap<object, ValidateFunction>();

/**
 * Checks a body again to say exactly what is wrong with it.
 *
 * @param components - of the OpenAPI document, for references
 * @public
 */
export function checkBody(
  body: unknown,
  schema: object,
  components: object,
): FieldFault[] {
  let validate = validators.get(schema);
  if (!validate) {
    validate = new Ajv({
      strict: false,
      allErrors: true,
      verbose: true,
      // The door has looked at those.
      validateFormats: false,
    }).compile({
      ...schema,
      components,
    });
    validators.set(schema, validate);
  }
  if (validate(body)) return [];
  const errors = validate.errors ?? [];
  // The outermost of a place is said last.
  const choices = new Map(
    errors.filter(isChoice).map(one => [one.instancePath, one]),
  );
  const isBelow = ({ instancePath }: ErrorObject) =>
    [...choices.keys()].some(path => instancePath.startsWith(`${path}/`));
  return errors
    .filter(one => !isBelow(one))
    .flatMap(one => {
      const choice = choices.get(one.instancePath);
      if (!choice) return [toFault(one)];
      return one === choice ? faultsOfChoice(choice, components) : [];
    })
    .slice(0, 50);
}

/** Where something has to be one of several, all of these fail, and most is beside the point. */
function isChoice({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** What is wrong by the alternative that comes nearest to what was meant. */
function faultsOfChoice(choice: ErrorObject, components: object): FieldFault[] {
  const [nearest = []] = (choice.schema as object[])
    .map(one => checkBody(choice.data, one, components))
    .sort((a, b) => a.length - b.length);
  // Of `oneOf`, several may hold.
  if (nearest.length === 0) return [toFault(choice)];
  const path = pathOf(choice.instancePath);
  return nearest.map(({ field, ...fault }) => ({
    ...fault,
    field: [...path, ...(field === 'body' ? [] : [field])].join('.') || 'body',
  }));
}

const WORDS: Record<string, string> = {
  additionalProperties: 'is not a field of this request',
  required: 'is required',
};

function toFault(error: ErrorObject): FieldFault {
  const path = pathOf(error.instancePath);
  const { missingProperty, additionalProperty, allowedValues } =
    error.params as Record<string, unknown>;
  const extra = missingProperty ?? additionalProperty;
  if (typeof extra === 'string') path.push(extra);
  const message = WORDS[error.keyword] ?? error.message ?? 'is not valid';
  return {
    field: path.join('.') || 'body',
    rule: error.keyword,
    message: Array.isArray(allowedValues)
      ? `${message}: ${allowedValues.join(', ')}`
      : message,
  };
}

function pathOf(pointer: string): string[] {
  return pointer.split('/').filter(Boolean).map(unescape);
}

function unescape(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

function ruleOf(text: string): string {
  if (text.includes('allowed values')) return 'enum';
  if (text.includes('characters')) return 'length';
  if (/must be [<>]/.test(text)) return 'range';
  return 'type';
}
