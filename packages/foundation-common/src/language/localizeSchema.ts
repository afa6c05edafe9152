import { localize, type LocalizedText } from './LocalizedText';

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is LocalizedText {
  return isObject(value) && typeof value.en === 'string';
}

function ownText(schema: Fields, key: string, language: string) {
  const text = schema[key];
  return isText(text) ? localize(text, language) || undefined : undefined;
}

/** Values, not schemas. */
const VALUES = ['default', 'enum', 'const', 'examples', 'x-plans'];

/** Readable names of the choices, where there are any. */
function namesOfChoices(schema: Fields, language: string) {
  const texts = schema['x-enum-titles'];
  return Array.isArray(texts)
    ? texts.map(text => (isText(text) ? localize(text, language) : text))
    : undefined;
}

/** Under which name a form's review shows it; what stands before the title stays. */
function nameInReview(schema: Fields, title: string) {
  const backstage = schema['ui:backstage'];
  const review = isObject(backstage) ? backstage.review : undefined;
  const end = `: ${schema.title}`;
  if (!isObject(backstage) || !isObject(review)) return undefined;
  if (typeof review.name !== 'string' || !review.name.endsWith(end)) {
    return undefined;
  }
  const name = `${review.name.slice(0, -end.length)}: ${title}`;
  return { ...backstage, review: { ...review, name } };
}

/**
 * A JSON Schema with titles, descriptions and names of choices in the reader's
 * language, from `x-titles`, `x-descriptions` and `x-enum-titles`, at every depth;
 * what has none stays as it is.
 * @public
 */
export function localizeSchema<T>(value: T, language: string): T {
  if (Array.isArray(value)) {
    return value.map(entry => localizeSchema(entry, language)) as T;
  }
  if (!isObject(value)) return value;
  const title = ownText(value, 'x-titles', language);
  const description = ownText(value, 'x-descriptions', language);
  const enumNames = namesOfChoices(value, language);
  const backstage = title && nameInReview(value, title);
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    VALUES.includes(key) ? entry : localizeSchema(entry, language),
  ]);
  return {
    ...Object.fromEntries(entries),
    ...(title && { title }),
    ...(description && { description }),
    ...(enumNames && { enumNames }),
    ...(backstage && { 'ui:backstage': backstage }),
  } as T;
}
