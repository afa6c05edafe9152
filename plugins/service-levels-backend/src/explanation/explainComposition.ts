import type {
  Composition,
  CompositionState,
  Condition,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TimeAccount } from '../attainment';
import { compose } from '../composition';
import { EMPTY, lengthOf } from '../intervals';

/** From good to bad. */
const CONDITIONS: readonly Condition[] = [
  'up',
  'unknown',
  'maintenance',
  'degraded',
  'down',
];

/**
 * How each part of a composite is, and how much of its down time would count if
 * the service were that part alone.
 */
export function explainComposition(
  composition: Composition,
  account: TimeAccount,
  conditionOf: (subjectRef: string) => Condition,
): CompositionState {
  const countedSeconds = lengthOf(
    compose(composition, ref => account.parts.get(ref) ?? EMPTY),
  );
  if ('subject' in composition) {
    const { subject } = composition;
    return {
      kind: 'subject',
      subject,
      countedSeconds,
      condition: conditionOf(subject),
    };
  }
  const members = 'all' in composition ? composition.all : composition.of;
  const parts = members.map(part =>
    explainComposition(part, account, conditionOf),
  );
  const conditions = parts.map(({ condition = 'unknown' }) => condition);
  return 'all' in composition
    ? { kind: 'all', countedSeconds, condition: worstOf(conditions), parts }
    : {
        kind: 'at-least',
        atLeast: composition.atLeast,
        countedSeconds,
        condition: redundantCondition(conditions, composition.atLeast),
        parts,
      };
}

function worstOf(conditions: readonly Condition[]): Condition {
  return CONDITIONS[
    Math.max(...conditions.map(condition => CONDITIONS.indexOf(condition)))
  ];
}

/** As long as enough are well, the rest is degraded at worst. */
function redundantCondition(
  conditions: readonly Condition[],
  atLeast: number,
): Condition {
  const best = [...conditions].sort(
    (a, b) => CONDITIONS.indexOf(a) - CONDITIONS.indexOf(b),
  );
  const needed = worstOf(best.slice(0, atLeast));
  return needed === 'up' && worstOf(best) !== 'up' ? 'degraded' : needed;
}
