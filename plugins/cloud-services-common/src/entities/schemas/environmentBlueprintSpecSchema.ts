import type { JSONSchema7 } from 'json-schema';
import {
  entityRef,
  lifecycle,
  listOf,
  localizedText,
  objectOf,
  planName,
  protectionLevel,
  stages,
  text,
} from './shared';

const componentName: JSONSchema7 = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,39}$',
};

const component = objectOf(
  {
    name: componentName,
    title: localizedText(200),
    service: entityRef,
    plan: planName,
    plans: listOf(planName, { minItems: 1 }),
    parameters: { type: 'object' },
    fixed: listOf(text(100)),
    dependsOn: listOf(componentName),
  },
  ['name', 'service', 'plan'],
);

/** JSON Schema (draft-07) of the spec of an EnvironmentBlueprint. @public */
export const environmentBlueprintSpecSchema: JSONSchema7 = objectOf(
  {
    owner: entityRef,
    lifecycle,
    version: text(100),
    title: localizedText(200),
    description: localizedText(5000),
    stages,
    protectionLevel,
    components: listOf(component, { minItems: 1, maxItems: 50 }),
  },
  ['owner', 'lifecycle', 'version', 'stages', 'protectionLevel', 'components'],
);
