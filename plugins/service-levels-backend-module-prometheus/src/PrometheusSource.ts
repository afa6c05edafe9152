import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type {
  ServiceLevelsSource,
  SourceQuestion,
  SourceSample,
  SourceTarget,
} from '@dualcloud/backstage-plugin-service-levels-node';
import { PrometheusApi, type Series } from './PrometheusApi';
import {
  increasesOf,
  ratesOf,
  ratiosOf,
  sharesOf,
  statesOf,
  thresholdsOf,
} from './reckon';

const KEY = 'serviceLevels.prometheus.sources';
/** Often enough to see a counter begin anew, and a value cross a threshold. */
const FINEST_STEP_S = 60;

type Interval = { fromS: number; toS: number; signal: AbortSignal };

/** Measures by queries to one Prometheus. */
export class PrometheusSource implements ServiceLevelsSource {
  readonly type = 'Prometheus';

  private constructor(
    readonly id: string,
    private readonly api: PrometheusApi,
  ) {}

  /** @throws InputError that names the setting */
  static fromConfig(config: Config): PrometheusSource[] {
    const sources = config.getOptionalConfig(KEY);
    return (sources?.keys() ?? []).map(
      id =>
        new PrometheusSource(
          id,
          PrometheusApi.fromConfig(sources!.getConfig(id), `${KEY}.${id}`),
        ),
    );
  }

  async measure(
    { question }: SourceTarget,
    interval: Interval,
  ): Promise<SourceSample[]> {
    switch (question.kind) {
      case 'state': {
        const { query, stepSeconds } = question;
        const series = await this.within(query, stepSeconds, interval);
        return statesOf(series, stepSeconds);
      }
      case 'threshold': {
        const { metric, sliceSeconds } = question;
        const stepS = Math.min(FINEST_STEP_S, sliceSeconds);
        const series = await this.within(queryOf(metric), stepS, interval);
        return thresholdsOf(series, question);
      }
      case 'share': {
        const { raw, sliceSeconds, of } = question;
        const series = await this.upTo(queryOf(raw), sliceSeconds, interval);
        return sharesOf(series, sliceSeconds, of === 'failure');
      }
      default:
        return this.ratio(question, interval);
    }
  }

  private async ratio(
    question: Extract<SourceQuestion, { kind: 'ratio' }>,
    interval: Interval,
  ): Promise<SourceSample[]> {
    const { good, bad, total, sliceSeconds, counter } = question;
    const eventsOf = async (metric: JsonObject) => {
      const query = queryOf(metric);
      if (!counter) {
        const series = await this.upTo(query, sliceSeconds, interval);
        return ratesOf(series, sliceSeconds);
      }
      const { fromS, toS, signal } = interval;
      const stepS = Math.min(FINEST_STEP_S, sliceSeconds);
      const series = await this.api.range(
        query,
        { startS: fromS, endS: toS, stepS },
        signal,
      );
      return increasesOf(series, sliceSeconds);
    };
    const [part, all] = await Promise.all([
      eventsOf(good ?? bad ?? {}),
      eventsOf(total),
    ]);
    return ratiosOf(part, all, sliceSeconds, good === undefined);
  }

  /** At the begin of each step. */
  private within(
    query: string,
    stepS: number,
    { fromS, toS, signal }: Interval,
  ): Promise<Series[]> {
    const endS = toS - stepS;
    return this.api.range(query, { startS: fromS, endS, stepS }, signal);
  }

  /** At the end of each step. */
  private upTo(
    query: string,
    stepS: number,
    { fromS, toS, signal }: Interval,
  ): Promise<Series[]> {
    const startS = fromS + stepS;
    return this.api.range(query, { startS, endS: toS, stepS }, signal);
  }
}

/** The `spec` of a metric source is its own; this is how it is written for Prometheus. */
function queryOf({ query, promql }: JsonObject): string {
  const text = query ?? promql;
  if (typeof text === 'string' && text.trim()) return text;
  throw new Error(
    'the metric source has no query; write spec: { query: … } in the agreement',
  );
}
