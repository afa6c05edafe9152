import {
  checkCurrency,
  checkUnique,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { targetOfObjective } from './objectiveTerms';
import { checkPercent, isAbove } from './percent';
import type { Objective, Penalty, PenaltyTier } from './types';

/** What a penalty's own lines must keep, whatever the objective is. */
export function checkPenalties(
  penalties: readonly Penalty[] = [],
): LocatedProblem[] {
  const at = ['spec', 'penalties'];
  return [
    ...checkUnique(
      penalties.map(one => one.objective),
      index => [...at, index, 'objective'],
      'penalty for objective',
    ),
    ...penalties.flatMap(({ base, tiers, cap }, index) => [
      ...checkCurrency(base.currency, [...at, index, 'base', 'currency']),
      ...checkTiers(tiers, [...at, index, 'tiers']),
      ...checkPercent(cap, [...at, index, 'cap']),
    ]),
  ];
}

/** From mild to severe. */
function checkTiers(
  tiers: readonly PenaltyTier[],
  at: DocumentPath,
): LocatedProblem[] {
  return tiers.flatMap((tier, index) => {
    const here = [...at, index];
    const before: PenaltyTier | undefined = tiers[index - 1];
    const problems = [
      ...checkPercent(tier.below, [...here, 'below']),
      ...checkPercent(tier.reduction, [...here, 'reduction']),
    ];
    if (before && !isAbove(before.below, tier.below)) {
      problems.push({
        at: [...here, 'below'],
        rule: 'tiers-monotone',
        message: `is ${tier.below} % after ${before.below} %; write the tiers from mild to severe, each below a lower figure than the one before`,
      });
    }
    if (before && !isAbove(tier.reduction, before.reduction)) {
      problems.push({
        at: [...here, 'reduction'],
        rule: 'tiers-monotone',
        message: `is ${tier.reduction} % after ${before.reduction} %; a more severe tier must reduce by more than the one before`,
      });
    }
    return problems;
  });
}

/**
 * Each penalty is about an availability objective of the agreement, and begins
 * where that one is missed.
 * @param objectives - all that hold, those of the general part included
 */
export function checkPenaltyObjectives(
  penalties: readonly Penalty[] = [],
  objectives: readonly Objective[] = [],
): LocatedProblem[] {
  const at = ['spec', 'penalties'];
  return penalties.flatMap(({ objective: id, tiers }, index) => {
    const objective = objectives.find(one => one.id === id);
    if (objective?.type !== 'availability') {
      const known = objectives
        .filter(one => one.type === 'availability')
        .map(one => one.id);
      return [
        {
          at: [...at, index, 'objective'],
          rule: 'penalty-objective',
          message: `"${id}" is no availability objective of this agreement (${
            known.join(', ') || 'it has none'
          })`,
        },
      ];
    }
    const target = targetOfObjective(objective);
    return isAbove(tiers[0].below, target)
      ? [
          {
            at: [...at, index, 'tiers', 0, 'below'],
            rule: 'tiers-below-target',
            message: `is ${tiers[0].below} % and must be at most the target, ${target} %: who keeps the level pays no penalty`,
          },
        ]
      : [];
  });
}
