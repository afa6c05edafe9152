import type {
  DocumentPath,
  LocatedProblem,
} from '@dualcloud/foundation-common';
import type {
  OpenSloIndicatorSpec,
  OpenSloMetricSource,
  OpenSloRatioMetric,
} from './types';

/** What is measured: a threshold or a ratio, each of its sources named. */
export function checkIndicator(
  { thresholdMetric, ratioMetric }: OpenSloIndicatorSpec,
  at: DocumentPath,
): LocatedProblem[] {
  if (Boolean(thresholdMetric) === Boolean(ratioMetric)) {
    return [
      {
        at,
        rule: 'one-metric',
        message: thresholdMetric
          ? 'has both thresholdMetric and ratioMetric; keep one of them'
          : 'needs a thresholdMetric or a ratioMetric',
      },
    ];
  }
  return [
    ...checkSource(thresholdMetric, [...at, 'thresholdMetric']),
    ...checkRatio(ratioMetric, [...at, 'ratioMetric']),
  ];
}

function checkRatio(
  ratio: OpenSloRatioMetric | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  if (!ratio) return [];
  const { good, bad, total, raw, rawType } = ratio;
  const problems = [
    ...checkSource(good, [...at, 'good']),
    ...checkSource(bad, [...at, 'bad']),
    ...checkSource(total, [...at, 'total']),
    ...checkSource(raw, [...at, 'raw']),
  ];
  if (raw && (good || bad || total)) {
    problems.push({
      at: [...at, 'raw'],
      rule: 'ratio-complete',
      message:
        'is the ratio itself and stands alone; remove good, bad and total, or raw',
    });
  } else if (raw && !rawType) {
    problems.push({
      at: [...at, 'rawType'],
      rule: 'ratio-complete',
      message:
        'is missing; say whether raw is the share of success or of failure',
    });
  } else if (!raw && !(total && (good || bad))) {
    problems.push({
      at,
      rule: 'ratio-complete',
      message: 'needs total and one of good and bad, or raw with rawType',
    });
  }
  return problems;
}

function checkSource(
  metric: OpenSloMetricSource | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  const source = metric?.metricSource;
  return !source || source.metricSourceRef || source.type
    ? []
    : [
        {
          at: [...at, 'metricSource'],
          rule: 'metric-source-named',
          message: 'needs a metricSourceRef or a type, such as Prometheus',
        },
      ];
}
