import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/**
 * What a source is asked. What an agreement says is handed on as it is written: a
 * text for a measurement, and for an objective the `spec` of OpenSLO's metric source.
 * @public
 */
export type SourceQuestion =
  | {
      /** Up or down, of `measurement` in an agreement. */
      kind: 'state';
      query: string;
      /** At most so many seconds from one sample to the next. */
      stepSeconds: number;
    }
  | {
      /** Good (or bad) events and all events: OpenSLO's `ratioMetric`. */
      kind: 'ratio';
      /** Whether the metrics are counters that only ever rise. */
      counter: boolean;
      good?: JsonObject;
      bad?: JsonObject;
      total: JsonObject;
      sliceSeconds: number;
    }
  | {
      /** A share from 0 to 1: OpenSLO's `ratioMetric.raw`. */
      kind: 'share';
      of: 'success' | 'failure';
      raw: JsonObject;
      sliceSeconds: number;
    }
  | {
      /** A value that is good while it compares: OpenSLO's `thresholdMetric`. */
      kind: 'threshold';
      metric: JsonObject;
      op: 'lte' | 'gte' | 'lt' | 'gt';
      value: number;
      sliceSeconds: number;
    };

/** What is measured, and how. @public */
export type SourceTarget = {
  /** Entity ref of what the agreement is about. */
  subjectRef: string;
  /** Id of the measurement or of the objective. */
  measurement: string;
  question: SourceQuestion;
};

/**
 * One measured value; whole seconds since 1970. The first form answers a question
 * about state, the second all others: whole numbers with `good` at most `total`.
 * @public
 */
export type SourceSample =
  | { atS: number; forSeconds: number; up: boolean }
  | { fromS: number; toS: number; good: number; total: number };

/**
 * Measures what agreements ask for, such as a monitoring system. Called for one
 * target at a time, by one replica.
 * @public
 */
export interface ServiceLevelsSource {
  /** Unique; what `source` of a measurement and `metricSourceRef` of OpenSLO name. */
  id: string;
  /** `type` of OpenSLO's metric sources that it understands, such as `Prometheus`. */
  type: string;
  /**
   * What was measured from an instant (included) to another (excluded), whole
   * seconds since 1970; both are multiples of the question's step or slice. An
   * interval may be asked for again and must then have the same answer. Time about
   * which nothing is known is left out: it is a gap, neither up nor down.
   *
   * @throws Error when it cannot measure now; its message is shown to whoever sees
   * the service level, so it must hold no secret. The interval is tried again.
   */
  measure(
    target: SourceTarget,
    options: { fromS: number; toS: number; signal: AbortSignal },
  ): Promise<SourceSample[]>;
}

/** Where modules add sources. @public */
export interface ServiceLevelsSourcesExtensionPoint {
  /** @throws Error if there is one with this id */
  addSource(source: ServiceLevelsSource): void;
}

/** @public */
export const serviceLevelsSourcesExtensionPoint =
  createExtensionPoint<ServiceLevelsSourcesExtensionPoint>({
    id: 'service-levels.sources',
  });
