import type { JsonObject, JsonValue } from '@backstage/types';
import type { CloudServicePlan } from '@dualcloud/backstage-plugin-cloud-services-common';
import { isDeepStrictEqual } from 'node:util';
import type { FieldFault } from '@dualcloud/foundation-node';

/**
 * What was proposed for one plan may mean nothing to another. Where a plan's
 * schema is closed, only what it knows is kept.
 */
export function keepKnown(
  parameters: JsonObject,
  plan: CloudServicePlan,
): JsonObject {
  const schema = plan.schemas?.create;
  const properties = schema?.properties;
  if (
    schema?.additionalProperties !== false ||
    properties === null ||
    typeof properties !== 'object' ||
    Array.isArray(properties)
  ) {
    return parameters;
  }
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) =>
      Object.prototype.hasOwnProperty.call(properties, name),
    ),
  );
}

/** Proposed parameters under the orderer's own; what the blueprint fixes stays. */
export function mergeParameters(options: {
  proposed: JsonObject;
  own: JsonObject;
  fixed: string[];
  field: string;
}): { parameters: JsonObject; faults: FieldFault[] } {
  const { proposed, own, fixed, field } = options;
  const faults = fixed.flatMap((name): FieldFault[] =>
    own[name] !== undefined && !isDeepStrictEqual(own[name], proposed[name])
      ? [
          {
            field: `${field}.${name}`,
            rule: 'fixed',
            message: 'is fixed by the blueprint and cannot be changed',
          },
        ]
      : [],
  );
  return { parameters: { ...proposed, ...own }, faults };
}

/** Parameters that differ, as JSON pointers with before and after; top level only. */
export function differentParameters(
  before: JsonObject,
  after: JsonObject,
): Array<{ name: string; before?: JsonValue; after?: JsonValue }> {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => !isDeepStrictEqual(before[name], after[name]))
    .map(name => ({ name, before: before[name], after: after[name] }));
}

/** JSON pointer to a top-level parameter. */
export function pointer(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}
