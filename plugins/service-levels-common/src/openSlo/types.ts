import type { JsonObject, JsonValue } from '@backstage/types';

/**
 * Documents of OpenSLO v1, as far as agreements use them.
 * @see https://github.com/OpenSLO/OpenSLO/blob/main/specification/openslo.md
 * @public
 */
export type OpenSloMetadata = {
  name: string;
  displayName?: string;
  labels?: { [name: string]: string | string[] };
  annotations?: { [name: string]: string };
};

/** @public */
export type OpenSloMetricSource = {
  metricSource: {
    metricSourceRef?: string;
    type?: string;
    spec: JsonObject;
  };
};

/** @public */
export type OpenSloRatioMetric = {
  counter?: boolean;
  good?: OpenSloMetricSource;
  bad?: OpenSloMetricSource;
  total?: OpenSloMetricSource;
  rawType?: 'success' | 'failure';
  raw?: OpenSloMetricSource;
};

/** @public */
export type OpenSloIndicatorSpec = {
  description?: string;
  thresholdMetric?: OpenSloMetricSource;
  ratioMetric?: OpenSloRatioMetric;
};

/** @public */
export type OpenSloTimeWindow = {
  /** Number and unit: m, h, d, w, M, Q or Y. */
  duration: string;
  /** Absent: not, and then there is a `calendar`. */
  isRolling?: boolean;
  calendar?: {
    /** Without a zone: `2026-01-01 00:00:00`. */
    startTime: string;
    timeZone: string;
  };
};

/** @public */
export type OpenSloIndicator = {
  metadata?: OpenSloMetadata;
  spec: OpenSloIndicatorSpec;
};

/** @public */
export type OpenSloObjective = {
  displayName?: string;
  /** With `value`, for a threshold metric. */
  op?: 'lte' | 'gte' | 'lt' | 'gt';
  value?: number;
  /** Share, at least 0 and below 1; or `targetPercent`, below 100. */
  target?: number;
  targetPercent?: number;
  timeSliceTarget?: number;
  timeSliceWindow?: string;
  /** Of composite SLOs. */
  indicator?: OpenSloIndicator;
  indicatorRef?: string;
  compositeWeight?: number;
};

/** @public */
export type OpenSloSlo = {
  apiVersion: 'openslo/v1';
  kind: 'SLO';
  metadata: OpenSloMetadata;
  spec: {
    description?: string;
    service: string;
    indicator?: OpenSloIndicator;
    indicatorRef?: string;
    timeWindow: OpenSloTimeWindow[];
    budgetingMethod: 'Occurrences' | 'Timeslices' | 'RatioTimeslices';
    objectives: OpenSloObjective[];
    alertPolicies?: JsonValue[];
  };
};

/** A document of any kind of OpenSLO v1. @public */
export type OpenSloDocument = {
  apiVersion: 'openslo/v1';
  kind:
    | 'DataSource'
    | 'SLO'
    | 'SLI'
    | 'AlertPolicy'
    | 'AlertCondition'
    | 'AlertNotificationTarget'
    | 'Service';
  metadata: OpenSloMetadata;
  spec: JsonObject;
};
