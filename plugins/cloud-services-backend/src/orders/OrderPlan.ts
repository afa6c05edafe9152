import type { JsonObject } from '@backstage/types';
import type {
  CloudServicePlan,
  CloudServiceSpec,
  ConfigurationDifference,
  EnvironmentBlueprintSpec,
  OrderType,
  OrderWarning,
  Parties,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { EnvironmentRow } from '../environments';
import type { InstanceRow } from '../instances';

/** A service instance that an order is to create. */
export type PlannedInstance = {
  componentName: string;
  dependsOn: string[];
  serviceRef: string;
  serviceTitle: string;
  spec: CloudServiceSpec;
  backend: { broker: string; serviceId: string };
  plan: CloudServicePlan;
  parameters: JsonObject;
};

/** A service instance that an order is to change. */
export type PlannedUpdate = {
  instance: InstanceRow;
  spec: CloudServiceSpec;
  plan: CloudServicePlan;
  /** The parameters that change; OSB 2.17 sends nothing else. */
  sent: JsonObject;
  /** All parameters afterwards. */
  resulting: JsonObject;
};

/** What an order would do, checked; nothing is stored yet. */
export type OrderPlan = {
  type: OrderType;
  targetName: string;
  stage: Stage;
  parties: Parties;
  /** Milliseconds; missing where there is no end. */
  expiresAt?: number;
  changes: ConfigurationDifference[];
  warnings: OrderWarning[];
} & (
  | {
      action: 'create';
      description?: string;
      /** Missing for a single instance. */
      blueprint?: {
        ref: string;
        title: string;
        spec: EnvironmentBlueprintSpec;
      };
      instances: PlannedInstance[];
    }
  | { action: 'update'; target: Target; updates: PlannedUpdate[] }
  | { action: 'extend'; target: Target; expiresAt: number }
  | { action: 'terminate'; target: Target }
);

/** An existing environment with its instances, or a single instance. */
export type Target =
  | { kind: 'environment'; row: EnvironmentRow; instances: InstanceRow[] }
  | { kind: 'instance'; row: InstanceRow; instances: InstanceRow[] };
