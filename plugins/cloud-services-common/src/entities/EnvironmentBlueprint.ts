import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Stage } from '../types';
import type { Lifecycle, LocalizedText, ProtectionLevel } from './CloudService';

/** One service of a blueprint. @public */
export type BlueprintComponent = {
  /** Unique within the blueprint, for example `database`. */
  name: string;
  title?: LocalizedText;
  /** Ref of a standard CloudService. */
  service: string;
  /** The plan that is proposed. */
  plan: string;
  /** Plans that may be chosen instead; absent: all of the service's. */
  plans?: string[];
  /** Proposed parameters; fixed where the blueprint also lists them in `fixed`. */
  parameters?: JsonObject;
  /** Parameter names that the orderer cannot change. */
  fixed?: string[];
  /** Components that must be ready first. */
  dependsOn?: string[];
};

/** Spec of an {@link EnvironmentBlueprintEntity}. @public */
export type EnvironmentBlueprintSpec = {
  owner: string;
  lifecycle: Lifecycle;
  version: string;
  title?: LocalizedText;
  description?: LocalizedText;
  stages: Stage[];
  protectionLevel: ProtectionLevel;
  components: BlueprintComponent[];
};

/** A named set of services, plans and parameters that makes up a standard environment. @public */
export interface EnvironmentBlueprintEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'EnvironmentBlueprint';
  spec: EnvironmentBlueprintSpec & JsonObject;
}

/** @public */
export function isEnvironmentBlueprintEntity(
  entity: Entity,
): entity is EnvironmentBlueprintEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'environmentblueprint';
}
