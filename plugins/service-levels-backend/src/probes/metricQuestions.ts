import {
  clockSeconds,
  type MetricObjective,
  type OpenSloMetricSource,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { SourceQuestion } from '@dualcloud/backstage-plugin-service-levels-node';

const UNITS: Record<string, number> = { m: 60, h: 3600, d: 86_400 };
const USUAL_SLICE_S = 300;
/** A sample is at most a day. */
const LONGEST_SLICE_S = 86_400;

/** The source that an objective's figures come from, and what it is asked. */
export type MetricQuestion = {
  /** Its id, where OpenSLO names one. */
  sourceRef?: string;
  /** Such as `Prometheus`. */
  sourceType?: string;
  question: SourceQuestion;
};

/**
 * What a source has to be asked for an objective of latency or success rate.
 * @returns undefined where the metrics come from several sources, which only
 * `POST /samples` can put together
 */
export function metricQuestionOf({
  slo,
}: MetricObjective): MetricQuestion | undefined {
  const { ratioMetric, thresholdMetric } = slo.spec.indicator?.spec ?? {};
  const [objective] = slo.spec.objectives;
  const sliceSeconds = sliceOf(
    objective.timeSliceWindow,
    slo.spec.budgetingMethod,
  );
  if (thresholdMetric) {
    const { op, value } = objective;
    if (op === undefined || value === undefined) return undefined;
    return asked([thresholdMetric], {
      kind: 'threshold',
      metric: thresholdMetric.metricSource.spec,
      op,
      value,
      sliceSeconds,
    });
  }
  if (ratioMetric?.raw) {
    return asked([ratioMetric.raw], {
      kind: 'share',
      of: ratioMetric.rawType ?? 'success',
      raw: ratioMetric.raw.metricSource.spec,
      sliceSeconds,
    });
  }
  if (!ratioMetric?.total) return undefined;
  const { good, bad, total, counter } = ratioMetric;
  return asked(
    [total, good, bad].filter(one => one !== undefined),
    {
      kind: 'ratio',
      counter: counter ?? false,
      ...(good ? { good: good.metricSource.spec } : {}),
      ...(bad && !good ? { bad: bad.metricSource.spec } : {}),
      total: total.metricSource.spec,
      sliceSeconds,
    },
  );
}

function asked(
  metrics: OpenSloMetricSource[],
  question: SourceQuestion,
): MetricQuestion | undefined {
  const [first, ...others] = metrics.map(({ metricSource }) => metricSource);
  const isOne = others.every(
    one =>
      one.metricSourceRef === first.metricSourceRef && one.type === first.type,
  );
  return isOne
    ? {
        sourceRef: first.metricSourceRef,
        sourceType: first.type,
        question,
      }
    : undefined;
}

/** Events may be put together as one likes; slices are as the agreement says. */
function sliceOf(window: string | undefined, method: string): number {
  if (method === 'Occurrences' || window === undefined) return USUAL_SLICE_S;
  const [, count, unit] = /^(\d+)([mhd])$/.exec(window) ?? [];
  const seconds =
    count === undefined ? clockSeconds(window) : Number(count) * UNITS[unit];
  return Math.min(Math.max(seconds ?? USUAL_SLICE_S, 60), LONGEST_SLICE_S);
}
