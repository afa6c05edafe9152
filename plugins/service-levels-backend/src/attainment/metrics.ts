import {
  type Decimal,
  type MetricObjective,
  type ObjectiveState,
  type OpenSloObjective,
  type OpenSloSlo,
  openSloTarget,
  targetOfObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { contains, type IntervalSet } from '../intervals';
import type { Evaluation, Frame } from './evaluation';
import type { MetricFact } from './facts';
import { percentOf, reaches, type Share, shareOf } from './percent';

/**
 * Latency or success rate from a metrics source.
 * @param counting - what begins elsewhere does not count
 */
export function evaluateMetric(
  objective: MetricObjective,
  frame: Frame,
  facts: readonly MetricFact[],
  counting: IntervalSet,
): Evaluation {
  const target = targetOfObjective(objective);
  const { share, good, total } = metricShare(objective.slo, facts, counting);
  return {
    share,
    result: {
      ...frame,
      state: metricState(share, target, frame.complete),
      comparison: 'at-least',
      unit: 'percent',
      target,
      ...(share && { actual: percentOf(share, target) }),
      good,
      total,
    },
  };
}

function metricState(
  share: Share | undefined,
  target: Decimal,
  complete: boolean,
): ObjectiveState {
  if (!share) return complete ? 'no-data' : 'open';
  if (complete) return reaches(share, target) ? 'met' : 'missed';
  return reaches(share, target) ? 'open' : 'at-risk';
}

/** What of a metrics objective was good, and of how much. */
export type MetricShare = {
  share?: Share;
  /** Events, or time slices. */
  good: number;
  total: number;
};

/** Digits to which the ratios of time slices are counted before their mean is taken. */
export const RATIO_PLACES = 12;
const RATIO_UNIT = 10n ** BigInt(RATIO_PLACES);

/**
 * The share by OpenSLO's budgeting method: of events (`Occurrences`), of time
 * slices that reach `timeSliceTarget` (`Timeslices`), or the mean of the slices'
 * ratios (`RatioTimeslices`, cut off after twelve digits). What begins outside
 * the service hours or in planned maintenance does not count, nor do slices
 * without events.
 */
export function metricShare(
  slo: OpenSloSlo,
  facts: readonly MetricFact[],
  counting: IntervalSet,
): MetricShare {
  const slices = facts.filter(
    ({ fromS, total }) => total > 0 && contains(counting, fromS),
  );
  if (slices.length === 0) return { good: 0, total: 0 };
  switch (slo.spec.budgetingMethod) {
    case 'Timeslices': {
      const good = slices.filter(slice =>
        isGood(slice, slo.spec.objectives[0]),
      ).length;
      return counted(BigInt(good), BigInt(slices.length));
    }
    case 'RatioTimeslices': {
      const ratios = slices.map(
        ({ good, total }) => (BigInt(good) * RATIO_UNIT) / BigInt(total),
      );
      const { good, total } = sumOf(slices);
      return {
        ...counted(good, total),
        share: {
          part: ratios.reduce((sum, ratio) => sum + ratio, 0n),
          whole: BigInt(slices.length) * RATIO_UNIT,
        },
      };
    }
    default: {
      const { good, total } = sumOf(slices);
      return counted(good, total);
    }
  }
}

function isGood(
  { good, total }: MetricFact,
  { timeSliceTarget = 1 }: OpenSloObjective,
): boolean {
  const target = openSloTarget({ target: timeSliceTarget });
  return reaches(shareOf(good, total), target);
}

function counted(part: bigint, whole: bigint): MetricShare {
  return {
    share: { part, whole },
    good: Number(part),
    total: Number(whole),
  };
}

function sumOf(slices: readonly MetricFact[]) {
  return slices.reduce(
    (sum, { good, total }) => ({
      good: sum.good + BigInt(good),
      total: sum.total + BigInt(total),
    }),
    { good: 0n, total: 0n },
  );
}
