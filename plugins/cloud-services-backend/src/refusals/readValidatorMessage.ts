import type { FieldFault } from './refusals';

const PART = /^request\/(body|query|params|headers)?(\/\S*)? ?(.*)$/;

/**
 * The OpenAPI middleware keeps only the text of what its validator found, such
 * as `request/body/stage must be equal to one of …, request/body must have
 * required property 'type'`. This reads the fields at fault out of it again.
 *
 * @returns undefined if it is not such a text
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
    const [, , pointer = '', text] = match;
    const path = pointer.split('/').filter(Boolean).map(unescape);
    const named = /property '([^']{1,200})'/.exec(text);
    if (named) path.push(named[1]);
    faults.push({
      field: path.join('.') || 'body',
      rule: named ? 'required' : ruleOf(text),
      message: text,
    });
  }
  return faults;
}

function unescape(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

function ruleOf(text: string): string {
  if (text.includes('allowed values')) return 'enum';
  if (text.includes('additional properties')) return 'additionalProperties';
  if (text.includes('characters')) return 'length';
  if (/must be [<>]/.test(text)) return 'range';
  return 'type';
}
