import { findCycle } from '@dualcloud/foundation-common';
import type { EnvironmentBlueprintEntity } from '../EnvironmentBlueprint';
import { findUnsafeValue } from '../parameters/unsafe';
import { checkOrderableName, checkRef, checkUnique } from './commonRules';
import type { EntityProblem } from './EntityProblem';

function checkComponent(
  component: EnvironmentBlueprintEntity['spec']['components'][number],
  path: string,
  names: string[],
): EntityProblem[] {
  const problems = checkRef(
    `${path}.service`,
    component.service,
    'CloudService',
  );
  if (component.name in {}) {
    problems.push({
      path: `${path}.name`,
      rule: 'component-name-allowed',
      message: `"${component.name}" is a reserved word; choose another name`,
    });
  }
  if (component.plans && !component.plans.includes(component.plan)) {
    problems.push({
      path: `${path}.plans`,
      rule: 'proposed-plan-may-be-chosen',
      message: `must contain the proposed plan "${component.plan}"`,
    });
  }
  (component.fixed ?? []).forEach((name, index) => {
    if (!Object.hasOwn(component.parameters ?? {}, name)) {
      problems.push({
        path: `${path}.fixed[${index}]`,
        rule: 'fixed-has-value',
        message: `"${name}" is fixed but has no value in parameters`,
      });
    }
  });
  (component.dependsOn ?? []).forEach((name, index) => {
    if (!names.includes(name)) {
      problems.push({
        path: `${path}.dependsOn[${index}]`,
        rule: 'depends-on-known',
        message: `there is no component "${name}" in this blueprint (${names.join(
          ', ',
        )})`,
      });
    }
  });
  const unsafe = findUnsafeValue(component.parameters ?? {});
  if (unsafe) {
    problems.push({
      path: `${path}.parameters`,
      rule: 'no-templating',
      message: unsafe,
    });
  }
  return problems;
}

/** The rules that an EnvironmentBlueprint of the right shape must keep. */
export function checkBlueprintRules(
  entity: EnvironmentBlueprintEntity,
): EntityProblem[] {
  const { components } = entity.spec;
  const names = components.map(component => component.name);
  const dependsOn = new Map(
    components.map(component => [component.name, component.dependsOn ?? []]),
  );
  const cycle = findCycle(names, name => dependsOn.get(name) ?? []);
  return [
    ...checkOrderableName(entity.metadata.name),
    ...checkRef('spec.owner', entity.spec.owner, 'Group'),
    ...checkUnique(
      names,
      index => `spec.components[${index}].name`,
      'component-name-unique',
      'the component name',
    ),
    ...components.flatMap((component, index) =>
      checkComponent(component, `spec.components[${index}]`, names),
    ),
    ...(cycle
      ? [
          {
            path: 'spec.components',
            rule: 'no-cycle',
            message: `components wait for each other: ${cycle.join(' → ')}`,
          },
        ]
      : []),
  ];
}
