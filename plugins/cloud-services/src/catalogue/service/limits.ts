import type { LocalizedText } from '@dualcloud/backstage-plugin-cloud-services-common';

/** What may be set on a plan, and in which bounds. */
export type Limit = {
  name: string;
  title?: LocalizedText;
  minimum?: number;
  maximum?: number;
  choices?: string[];
  initial?: string;
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A schema's title in the product's languages: `x-titles`, else `title`. */
export function titleOf(schema: unknown): LocalizedText | undefined {
  return textOf(schema, 'x-titles', 'title');
}

/** A schema's description: `x-descriptions`, else `description`. */
export function descriptionOf(schema: unknown): LocalizedText | undefined {
  return textOf(schema, 'x-descriptions', 'description');
}

function textOf(
  schema: unknown,
  localizedKey: string,
  plainKey: string,
): LocalizedText | undefined {
  if (!isRecord(schema)) return undefined;
  const texts = schema[localizedKey];
  if (isRecord(texts) && typeof texts.en === 'string') {
    return {
      en: texts.en,
      de: typeof texts.de === 'string' ? texts.de : undefined,
    };
  }
  const plain = schema[plainKey];
  return typeof plain === 'string' ? { en: plain } : undefined;
}

/** The properties of a plan's JSON Schema with their bounds, as one can compare them. */
export function limitsOf(schema: unknown): Limit[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  return Object.entries(schema.properties).map(([name, property]) => {
    const it = isRecord(property) ? property : {};
    const initial = it.default;
    return {
      name,
      title: titleOf(it),
      minimum: asNumber(it.minimum),
      maximum: asNumber(it.maximum),
      choices: Array.isArray(it.enum) ? it.enum.map(String) : undefined,
      initial:
        typeof initial === 'string' ||
        typeof initial === 'number' ||
        typeof initial === 'boolean'
          ? String(initial)
          : undefined,
    };
  });
}
