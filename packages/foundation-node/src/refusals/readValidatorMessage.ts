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
      // The door has looked at those.
      validateFormats: false,
    }).compile({
      ...schema,
      components,
    });
    validators.set(schema, validate);
  }
  if (validate(body)) return [];
  return (validate.errors ?? []).slice(0, 50).map(toFault);
}

const WORDS: Record<string, string> = {
  additionalProperties: 'is not a field of this request',
  required: 'is required',
};

function toFault(error: ErrorObject): FieldFault {
  const path = error.instancePath.split('/').filter(Boolean).map(unescape);
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

function unescape(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

function ruleOf(text: string): string {
  if (text.includes('allowed values')) return 'enum';
  if (text.includes('characters')) return 'length';
  if (/must be [<>]/.test(text)) return 'range';
  return 'type';
}
