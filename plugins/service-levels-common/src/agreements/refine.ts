import type { Objective, ServiceLevelAgreementSpec } from './types';

/**
 * What holds between provider and customer: the general part, with each field
 * that the special part has in place of the general one's. Objectives are
 * replaced one by one, by their ids; those that only the special part has come
 * after the others.
 * @public
 */
export function refine(
  general: ServiceLevelAgreementSpec,
  special: ServiceLevelAgreementSpec,
): ServiceLevelAgreementSpec {
  const effective: ServiceLevelAgreementSpec = {
    ...general,
    ...special,
    objectives: mergeObjectives(general.objectives, special.objectives),
  };
  // When the general part ends says nothing about the special one.
  if (special.validUntil === undefined) delete effective.validUntil;
  return effective;
}

function mergeObjectives(
  general: readonly Objective[] = [],
  special: readonly Objective[] = [],
): Objective[] {
  const ids = general.map(one => one.id);
  return [
    ...general.map(one => special.find(other => other.id === one.id) ?? one),
    ...special.filter(one => !ids.includes(one.id)),
  ];
}
