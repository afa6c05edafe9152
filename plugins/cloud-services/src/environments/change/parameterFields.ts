import type { LocalizedText } from '@dualcloud/backstage-plugin-cloud-services-common';
import { descriptionOf, titleOf } from '../../catalogue/service/limits';

/** How a parameter is asked for. `json` is for whatever has no field of its own. */
export type ParameterField = {
  name: string;
  kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';
  title?: LocalizedText;
  description?: LocalizedText;
  choices?: string[];
  minimum?: number;
  maximum?: number;
  isRequired: boolean;
};

type Values = Record<string, unknown>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(schema: Record<string, unknown>): ParameterField['kind'] {
  if (
    Array.isArray(schema.enum) &&
    schema.enum.every(value => typeof value === 'string')
  ) {
    return 'choice';
  }
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
    case 'boolean':
      return schema.type;
    default:
      return 'json';
  }
}

/** The fields of a plan's JSON Schema. */
export function parameterFields(schema: unknown): ParameterField[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, property]) => {
    const it = isRecord(property) ? property : {};
    return {
      name,
      kind: kindOf(it),
      title: titleOf(it),
      description: descriptionOf(it),
      choices: Array.isArray(it.enum) ? it.enum.map(String) : undefined,
      minimum: typeof it.minimum === 'number' ? it.minimum : undefined,
      maximum: typeof it.maximum === 'number' ? it.maximum : undefined,
      isRequired: required.includes(name),
    };
  });
}

/**
 * Only what differs from what is in force. Masked secrets are thus never sent
 * back, and what a broker does not let one change is not mentioned to it.
 */
export function changedParameters(
  before: Values,
  after: Values,
): Values | undefined {
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}
