import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  BlueprintComponent,
  CloudServiceEntity,
  EnvironmentBlueprintEntity,
  OrderRequest,
  OrderWarning,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type FieldFault,
  invalid,
  notYetPublished,
} from '@dualcloud/foundation-node';
import { uniqBy } from 'lodash';
import { validateParameters } from '../parameters';
import { refOf } from '../serviceDirectory';
import {
  checkBackend,
  checkLane,
  checkOffering,
  checkStage,
  findPlan,
  titleText,
} from './checkOffering';
import { dependencyOrder } from './dependencyOrder';
import { orderWarning } from './orderWarning';
import type { PlannedInstance } from './OrderPlan';
import { keepKnown, mergeParameters } from './planParameters';

/** What the rules need to know of this installation. */
export type Surroundings = {
  stage: Stage;
  today: string;
  contact?: string;
  hasBroker: (name: string) => boolean;
};

type Planned = { instances: PlannedInstance[]; warnings: OrderWarning[] };

/** One instance of one service. */
export function planInstance(
  entity: CloudServiceEntity,
  serviceRef: string,
  request: OrderRequest,
  surroundings: Surroundings,
): Planned {
  checkLane(entity, serviceRef, surroundings.contact);
  const configuration = request.configuration ?? {};
  if (configuration.plan === undefined) {
    throw invalid([
      {
        field: 'configuration.plan',
        rule: 'required',
        message: `is required; choose one of ${(entity.spec.plans ?? [])
          .map(({ name }) => name)
          .join(', ')}`,
      },
    ]);
  }
  const { instance, warnings, faults } = planOne({
    entity,
    serviceRef,
    componentName: request.name ?? 'instance',
    dependsOn: [],
    planName: configuration.plan,
    field: 'configuration',
    serviceField: 'serviceRef',
    parametersFor: () => ({
      parameters: (configuration.parameters ?? {}) as JsonObject,
      faults: [],
    }),
    surroundings,
  });
  if (faults.length) throw invalid(faults);
  return { instances: [instance], warnings };
}

/** All components of a blueprint, in the order in which they come up. */
export function planBlueprint(
  blueprint: EnvironmentBlueprintEntity,
  services: Map<string, CloudServiceEntity>,
  request: OrderRequest,
  surroundings: Surroundings,
): Planned {
  const { spec } = blueprint;
  const title = titleText(spec.title, blueprint);
  checkStage(title, spec.stages, surroundings.stage, 'stage');
  const wishes = request.components ?? {};
  const unknown = Object.keys(wishes).filter(
    name => !spec.components.some(component => component.name === name),
  );
  if (unknown.length) {
    throw invalid(
      unknown.map(name => ({
        field: `components.${name}`,
        rule: 'component',
        message: `is not a component of "${title}"; it has ${spec.components
          .map(component => component.name)
          .join(', ')}`,
      })),
    );
  }
  const instances: PlannedInstance[] = [];
  const warnings: OrderWarning[] = [];
  const faults: FieldFault[] = [];
  if (spec.lifecycle === 'deprecated') {
    warnings.push(
      orderWarning(
        'blueprint-deprecated',
        { name: title },
        `The blueprint "${title}" is deprecated.`,
      ),
    );
  }
  for (const component of sortComponents(spec.components, title)) {
    const serviceRef = serviceRefOf(component, blueprint);
    const entity = services.get(serviceRef);
    if (!entity) throw notYetPublished('cloud service', serviceRef);
    checkLane(entity, serviceRef, surroundings.contact);
    const wish = wishes[component.name] ?? {};
    const field = `components.${component.name}`;
    const planned = planOne({
      entity,
      serviceRef,
      componentName: component.name,
      dependsOn: component.dependsOn ?? [],
      planName: wish.plan ?? component.plan,
      among: component.plans && [component.plan, ...component.plans],
      field,
      serviceField: 'blueprintRef',
      parametersFor: plan =>
        mergeParameters({
          proposed: keepKnown(component.parameters ?? {}, plan),
          own: (wish.parameters ?? {}) as JsonObject,
          fixed: component.fixed ?? [],
          field: `${field}.parameters`,
        }),
      surroundings,
    });
    instances.push(planned.instance);
    warnings.push(...planned.warnings);
    faults.push(...planned.faults);
  }
  if (faults.length) throw invalid(faults);
  return { instances, warnings: uniqBy(warnings, 'message') };
}

/** Full ref of a component's service. */
export function serviceRefOf(
  component: BlueprintComponent,
  blueprint: EnvironmentBlueprintEntity,
): string {
  return refOf(component.service, 'CloudService', blueprint.metadata.namespace);
}

function planOne(options: {
  entity: CloudServiceEntity;
  serviceRef: string;
  componentName: string;
  dependsOn: string[];
  planName: string;
  among?: string[];
  field: string;
  serviceField: string;
  parametersFor: (plan: PlannedInstance['plan']) => {
    parameters: JsonObject;
    faults: FieldFault[];
  };
  surroundings: Surroundings;
}): {
  instance: PlannedInstance;
  warnings: OrderWarning[];
  faults: FieldFault[];
} {
  const { entity, field, surroundings } = options;
  const { stage, today, hasBroker } = surroundings;
  const warnings = checkOffering(entity, {
    stage,
    today,
    field: options.serviceField,
  });
  const plan = findPlan(entity, options.planName, {
    field: `${field}.plan`,
    among: options.among,
  });
  const title = titleText(entity.spec.title, entity);
  checkStage(
    `${title}, plan ${plan.name}`,
    plan.stages,
    stage,
    `${field}.plan`,
  );
  const backend = checkBackend(entity, hasBroker);
  const { parameters, faults } = options.parametersFor(plan);
  return {
    instance: {
      componentName: options.componentName,
      dependsOn: options.dependsOn,
      serviceRef: options.serviceRef,
      serviceTitle: title,
      spec: entity.spec,
      backend,
      plan,
      parameters,
    },
    warnings,
    faults: [
      ...faults,
      ...validateParameters(
        parameters,
        plan.schemas?.create,
        `${field}.parameters`,
      ),
    ],
  };
}

function sortComponents(
  components: BlueprintComponent[],
  title: string,
): BlueprintComponent[] {
  const result = dependencyOrder(components);
  if ('sorted' in result) return result.sorted;
  const why =
    'cycle' in result
      ? `its components ${result.cycle.join(
          ', ',
        )} depend on each other in a circle`
      : `its component ${result.of} depends on "${result.unknown}", which it does not have`;
  throw new ConflictError(
    `the blueprint "${title}" cannot be ordered because ${why}; tell its owner`,
  );
}
