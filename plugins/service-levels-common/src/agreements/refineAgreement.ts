import type { Objective, ServiceLevelAgreementSpec } from './types';

/**
 * What holds for the customer of a special agreement: the general one, with what
 * the special one says in its place. Objectives are taken over one by one, by
 * their id; everything else as a whole. What the special one is (its name,
 * version, validity, owner, titles and scope) stays its own.
 * @public
 */
export function refineAgreement(
  general: ServiceLevelAgreementSpec,
  special: ServiceLevelAgreementSpec,
): ServiceLevelAgreementSpec {
  const { validUntil: _general, ...inherited } = general;
  const refined: ServiceLevelAgreementSpec = { ...inherited, ...special };
  if (general.objectives && special.objectives) {
    refined.objectives = mergeById(general.objectives, special.objectives);
  }
  return refined;
}

function mergeById(general: Objective[], special: Objective[]): Objective[] {
  const replaced = new Map(special.map(one => [one.id, one]));
  const kept = general.map(one => replaced.get(one.id) ?? one);
  const known = new Set(general.map(({ id }) => id));
  return [...kept, ...special.filter(({ id }) => !known.has(id))];
}
