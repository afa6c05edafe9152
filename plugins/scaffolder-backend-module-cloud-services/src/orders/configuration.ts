import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { OrderRequest } from '@dualcloud/backstage-plugin-cloud-services-common';

/** Plan and parameters as a form or a person writes them. */
export type ConfigurationInput = { plan?: string; parameters?: JsonObject };

type ConfigurationChange = NonNullable<OrderRequest['configuration']>;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A form keeps the parameters under the key of their plan, so that each plan has
 * fields of its own; whoever writes a template by hand gives them flat. The API
 * takes them flat.
 */
export function flatten(input: ConfigurationInput): ConfigurationChange {
  const { plan, parameters } = input;
  const ofPlan = plan === undefined ? undefined : parameters?.[plan];
  const flat = isObject(ofPlan) ? ofPlan : parameters;
  return {
    ...(plan !== undefined && { plan }),
    ...(flat && Object.keys(flat).length > 0 && { parameters: flat }),
  };
}

export function flattenAll(
  components: Record<string, ConfigurationInput> | undefined,
): OrderRequest['components'] {
  return (
    components &&
    Object.fromEntries(
      Object.entries(components).map(([name, input]) => [name, flatten(input)]),
    )
  );
}

/** A full entity ref; `kfz-portal` is enough where the kind is known. */
export function entityRef(
  field: string,
  value: string,
  defaultKind: string,
): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    throw new InputError(
      `${field} is not an entity reference: write it like ${defaultKind.toLowerCase()}:default/some-name`,
    );
  }
}

/** A form gives an empty text for a field that was left empty. */
export function given(value: string | undefined): string | undefined {
  return value?.trim() ? value : undefined;
}
