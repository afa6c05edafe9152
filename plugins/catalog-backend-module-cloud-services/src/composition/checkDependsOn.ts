import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  TIERS,
  type CloudServiceEntity,
  type EntityProblem,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { serviceRefs } from './refs';
import type { ServiceReader } from './ServiceReader';

/** Enough for any real landscape, and an end for a hostile one. */
const MAX_SERVICES_WALKED = 1_000;

function checkTiers(
  entity: CloudServiceEntity,
  targets: string[],
  services: Map<string, CloudServiceEntity | undefined>,
): EntityProblem[] {
  const own = TIERS.indexOf(entity.spec.tier);
  return targets.flatMap((target, index) => {
    const tier = services.get(target)?.spec.tier;
    return tier !== undefined && TIERS.indexOf(tier) > own
      ? [
          {
            path: `spec.dependsOn[${index}]`,
            rule: 'depends-on-not-higher',
            message: `a service of tier ${entity.spec.tier} cannot be built on ${target}, which is of the higher tier ${tier}`,
          },
        ]
      : [];
  });
}

/**
 * Checks `dependsOn` against the catalog: never a higher tier, never a circle,
 * however long. A target that is not in the catalog yet is no error: when it
 * comes, its own check closes the circle, and what depends on it is processed
 * again (see {@link Dependents}). Of a circle the members that the catalog has
 * keep their last good version and show the error.
 *
 * @returns what is wrong; nothing is read for a service that depends on nothing
 */
export async function checkDependsOn(
  entity: CloudServiceEntity,
  reader: ServiceReader,
): Promise<EntityProblem[]> {
  const targets = serviceRefs(entity, entity.spec.dependsOn);
  if (targets.length === 0) return [];
  const own = stringifyEntityRef(entity);

  /** How each service was reached: its predecessor on the way from `entity`. */
  const reachedFrom = new Map<string, string>();
  let front = [...new Set(targets)];
  front.forEach(target => reachedFrom.set(target, own));
  let problems: EntityProblem[] | undefined;

  while (front.length > 0) {
    if (reachedFrom.has(own)) {
      return [...(problems ?? []), cycleProblem(own, reachedFrom)];
    }
    const services = await reader.read(front);
    problems ??= checkTiers(entity, targets, services);
    const next: string[] = [];
    for (const ref of front) {
      const service = services.get(ref);
      if (!service) continue;
      for (const follower of serviceRefs(service, service.spec.dependsOn)) {
        if (!reachedFrom.has(follower)) {
          reachedFrom.set(follower, ref);
          next.push(follower);
        }
      }
    }
    if (reachedFrom.size > MAX_SERVICES_WALKED) break;
    front = next;
  }
  return problems ?? [];
}

function cycleProblem(
  own: string,
  reachedFrom: Map<string, string>,
): EntityProblem {
  const way = [own];
  for (
    let at = reachedFrom.get(own);
    at !== undefined && at !== own;
    at = reachedFrom.get(at)
  ) {
    way.unshift(at);
  }
  return {
    path: 'spec.dependsOn',
    rule: 'no-cycle',
    message: `the service would be built on itself: ${[own, ...way].join(
      ' → ',
    )}`,
  };
}
