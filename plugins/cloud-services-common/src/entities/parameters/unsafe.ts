/**
 * What a broker or a document sends ends up in a form, in a scaffolder template
 * and in the catalog. Each of these has a language of its own that text can
 * speak by accident or on purpose: `${{ }}` and `{% %}` are rendered with
 * secrets in scope, `$text` and its kin are resolved with the portal's own
 * credentials, `ui:*` and `backstage:*` steer forms, `__proto__` reaches into
 * objects. Keys and values that speak one of them are refused, and texts for
 * people are reduced to plain text; nothing is ever resolved.
 */

/** Control characters except tab and line feed, and those that change the direction of writing. */
const CONTROL =
  /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const TEMPLATING = /\$\{|\{\{|\}\}|\{%|%\}|\{#|#\}/;
const MAX_VALUE_DEPTH = 20;
const MAX_VALUE_LENGTH = 4000;

/** Why a name must not be a key of form data or of a schema; `undefined` if it may. @public */
export function findUnsafeKey(key: string): string | undefined {
  if (key.length === 0 || key.length > 100) {
    return `a name has ${key.length} characters; 1 to 100 are allowed`;
  }
  if (key in {} || key === '__proto__' || key === 'prototype') {
    return `"${key}" is a reserved word of JavaScript`;
  }
  if (key.startsWith('$') || /^(ui|backstage):/i.test(key)) {
    return `"${key}" would be read as an instruction to the portal`;
  }
  if (TEMPLATING.test(key) || key.search(CONTROL) >= 0) {
    return 'a name holds template markers or control characters';
  }
  return undefined;
}

/** Why a value must not be used as a default or choice; `undefined` if it may. @public */
export function findUnsafeValue(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_VALUE_DEPTH) {
    return `a value is nested deeper than ${MAX_VALUE_DEPTH} levels`;
  }
  if (typeof value === 'string') {
    if (value.length > MAX_VALUE_LENGTH) {
      return `a value is longer than ${MAX_VALUE_LENGTH} characters`;
    }
    if (TEMPLATING.test(value)) return 'a value holds template markers';
    return value.search(CONTROL) >= 0
      ? 'a value holds control characters'
      : undefined;
  }
  if (Array.isArray(value)) {
    for (const entry of value) {
      const problem = findUnsafeValue(entry, depth + 1);
      if (problem) return problem;
    }
    return undefined;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const problem = findUnsafeKey(key) ?? findUnsafeValue(entry, depth + 1);
      if (problem) return problem;
    }
  }
  return undefined;
}

/**
 * Text for people, as plain text on one or more lines: no HTML, no Markdown
 * links or images, no template markers, no control or direction-changing
 * characters.
 * @returns `undefined` when nothing is left
 * @public
 */
export function plainText(
  value: unknown,
  maxLength: number,
): string | undefined {
  if (typeof value !== 'string') return undefined;
  let text = value
    // Enough to find the end in, however much a broker sends.
    .slice(0, maxLength * 4)
    .normalize('NFC')
    .replace(CONTROL, '');
  // Again until nothing changes: what is taken out must not leave a tag or a marker behind.
  for (let before; before !== text; ) {
    before = text;
    text = text
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
      // What is left of a tag that never ends.
      .replace(/<(?=[a-zA-Z/!?])/g, '< ')
      .replace(/\$\{+|\{\{+|\}\}+|\{%|%\}|\{#|#\}/g, '');
  }
  text = text
    .replace(/\](?=[([:])/g, '] ')
    .trim()
    .slice(0, maxLength)
    // Half of a surrogate pair is no character.
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return text.length > 0 ? text : undefined;
}

/** {@link plainText} on a single line. @public */
export function plainLine(
  value: unknown,
  maxLength: number,
): string | undefined {
  return plainText(value, maxLength * 2)
    ?.replace(/\s+/g, ' ')
    .slice(0, maxLength)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
