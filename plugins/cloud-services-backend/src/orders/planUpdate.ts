import type { JsonObject } from '@backstage/types';
import type {
  CloudServiceEntity,
  ConfigurationDifference,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { fromJson, invalid, invalidField } from '@dualcloud/foundation-node';
import { createSchemaOf, type InstanceRow } from '../instances';
import {
  maskParameters,
  MASK,
  unmask,
  validateParameters,
} from '../parameters';
import { conflict } from '../refusals';
import { checkStage, findPlan } from './checkOffering';
import type { PlannedUpdate } from './OrderPlan';
import { differentParameters, keepKnown, pointer } from './planParameters';

/** What is wished for one instance. */
export type Wish = { plan?: string; parameters?: Record<string, unknown> };

/** What the blueprint of an environment rules for one component. */
export type ComponentRules = { fixed: string[]; plans?: string[] };

/**
 * What a change comes to, with a comparison of before and after; undefined if
 * nothing would change. The comparison masks secrets.
 */
export function planUpdate(options: {
  instance: InstanceRow;
  entity: CloudServiceEntity | undefined;
  wish: Wish;
  rules: ComponentRules;
  field: string;
}): { update: PlannedUpdate; changes: ConfigurationDifference[] } | undefined {
  const { instance, entity, wish, rules, field } = options;
  const current = fromJson<JsonObject>(instance.parameters);
  if (!entity) {
    throw conflict(
      'left-catalogue',
      { service: instance.service_title, name: instance.name },
      `"${instance.service_title}" left the catalogue; instance "${instance.name}" can be used and torn down, but not changed`,
    );
  }
  const planName = wish.plan ?? instance.plan_name;
  const plan = findPlan(entity, planName, {
    field: `${field}.plan`,
    among: rules.plans && [instance.plan_name, ...rules.plans],
  });
  const planChanges = plan.id !== instance.plan_id;
  if (planChanges) {
    checkPlanChange(entity, instance, `${field}.plan`);
    checkStage(
      `${instance.service_title}, plan ${plan.name}`,
      plan.stages,
      instance.stage,
      `${field}.plan`,
    );
  }
  const wished = unmask((wish.parameters ?? {}) as JsonObject, current);
  const resulting = {
    ...(planChanges ? keepKnown(current, plan) : current),
    ...wished,
  };
  const differences = differentParameters(current, resulting);
  if (!planChanges && differences.length === 0) return undefined;
  checkFixed(differences, rules.fixed, `${field}.parameters`);
  checkReady(instance);

  const sent = Object.fromEntries(
    differences.flatMap(({ name, after }) =>
      after === undefined ? [] : [[name, after]],
    ),
  ) as JsonObject;
  const faults = [
    ...validateParameters(
      resulting,
      plan.schemas?.create,
      `${field}.parameters`,
    ),
    ...validateParameters(sent, plan.schemas?.update, `${field}.parameters`),
  ];
  if (faults.length) throw invalid(faults);

  return {
    update: { instance, spec: entity.spec, plan, sent, resulting },
    changes: compare(instance, plan, differences, current, resulting),
  };
}

function compare(
  instance: InstanceRow,
  plan: PlannedUpdate['plan'],
  differences: ReturnType<typeof differentParameters>,
  current: JsonObject,
  resulting: JsonObject,
): ConfigurationDifference[] {
  const componentName = instance.component_name;
  const changes: ConfigurationDifference[] = [];
  if (plan.id !== instance.plan_id) {
    changes.push({
      componentName,
      field: 'plan',
      before: instance.plan_name,
      after: plan.name,
    });
  }
  const shownBefore = maskParameters(current, createSchemaOf(instance));
  const shownAfter = maskParameters(resulting, plan.schemas?.create);
  for (const { name, before, after } of differences) {
    changes.push({
      componentName,
      field: pointer(name),
      ...(before !== undefined && { before: shownBefore[name] ?? MASK }),
      ...(after !== undefined && { after: shownAfter[name] ?? MASK }),
    });
  }
  const version = plan.maintenanceInfo?.version;
  if (version !== undefined && version !== instance.maintenance_version) {
    changes.push({
      componentName,
      field: 'maintenanceVersion',
      before: instance.maintenance_version ?? undefined,
      after: version,
    });
  }
  return changes;
}

function checkPlanChange(
  entity: CloudServiceEntity,
  instance: InstanceRow,
  field: string,
): void {
  const now = entity.spec.plans?.find(({ id }) => id === instance.plan_id);
  if (now?.planUpdateable) return;
  throw invalidField(
    field,
    'plan_updateable',
    `plan "${instance.plan_name}" cannot be exchanged for another; order a new instance and tear this one down`,
    { plan: instance.plan_name },
  );
}

function checkFixed(
  differences: ReturnType<typeof differentParameters>,
  fixed: string[],
  field: string,
): void {
  const faults = differences
    .filter(({ name }) => fixed.includes(name))
    .map(({ name }) => ({
      field: `${field}.${name}`,
      rule: 'fixed',
      message: 'is fixed by the blueprint and cannot be changed',
    }));
  if (faults.length) throw invalid(faults);
}

function checkReady(instance: InstanceRow): void {
  if (instance.state === 'ready') return;
  throw conflict(
    'not-ready',
    { name: instance.name },
    `instance "${instance.name}" is ${instance.state}; only one that is ready can be changed`,
  );
}
