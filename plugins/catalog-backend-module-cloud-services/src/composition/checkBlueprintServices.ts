import type {
  CloudServiceEntity,
  EntityProblem,
  EnvironmentBlueprintEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { serviceRefs } from './refs';

/** Full refs of the blueprint's services, in the order of its components. */
export function blueprintServiceRefs(
  entity: EnvironmentBlueprintEntity,
): string[] {
  return serviceRefs(
    entity,
    entity.spec.components.map(component => component.service),
  );
}

/**
 * Checks the components against the services that the catalog has; one that it
 * does not have yet is no error.
 */
export function checkBlueprintServices(
  entity: EnvironmentBlueprintEntity,
  services: Map<string, CloudServiceEntity | undefined>,
): EntityProblem[] {
  const refs = blueprintServiceRefs(entity);
  return entity.spec.components.flatMap((component, index) => {
    const service = services.get(refs[index]);
    const path = `spec.components[${index}]`;
    if (!service) return [];
    if (service.spec.lane !== 'standard') {
      return [
        {
          path: `${path}.service`,
          rule: 'component-is-standard',
          message: `${refs[index]} is an individual service; a blueprint is made of standard services only`,
        },
      ];
    }
    const known = service.spec.plans?.map(plan => plan.name) ?? [];
    return [component.plan, ...(component.plans ?? [])]
      .filter((plan, at, all) => all.indexOf(plan) === at)
      .filter(plan => !known.includes(plan))
      .map(plan => ({
        path: `${path}.${plan === component.plan ? 'plan' : 'plans'}`,
        rule: 'plan-known',
        message: `${refs[index]} has no plan "${plan}"; it has ${known.join(
          ', ',
        )}`,
      }));
  });
}
