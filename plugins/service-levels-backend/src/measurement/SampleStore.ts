import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type MetricSample,
  otherValue,
  type SampleRefusal,
  type StateSample,
} from './readSamples';
import {
  newlyKnown,
  type Span,
  type SpanSample,
  spansOf,
  spliceSpans,
} from './spans';

const ROWS_IN_A_STATEMENT = 500;

/** One measurement of one subject. */
export type Series = { id: number; subjectRef: string; measurement: string };

/** Seconds since 1970. */
type Range = { fromS: number; toS: number };

/** What became of the samples of a series. */
export type Stored = {
  stored: number;
  duplicates: number;
  refused: SampleRefusal[];
  /** From the first second to the last one for which there is data now and was not, or the reverse. */
  known?: Range;
};

type SampleRow = {
  at_s: number | string;
  for_s: number;
  up: boolean | number;
};

type SpanRow = {
  from_s: number | string;
  to_s: number | string;
  up: boolean | number;
};

/**
 * Samples as they came, and the spans that they make. All of a series happens
 * under the lock of its row, so spans always say what all samples together do.
 */
export class SampleStore {
  private constructor(private readonly trx: Knex.Transaction) {}

  /** Works in the caller's transaction. */
  static within(trx: Knex.Transaction): SampleStore {
    return new SampleStore(trx);
  }

  /** Finds or makes a series, and keeps others away from it until the transaction ends. */
  async lockSeries(subjectRef: string, measurement: string): Promise<Series> {
    const key = { subject_ref: subjectRef, measurement };
    await this.trx('series')
      .insert(key)
      .onConflict(['subject_ref', 'measurement'])
      .ignore();
    const query = this.trx('series').where(key).first('id');
    const row: { id: number } = await (isPostgres(this.trx)
      ? query.forUpdate()
      : query);
    return { id: row.id, subjectRef, measurement };
  }

  /** Stores samples of a series and brings its spans up to date. */
  async addStates(
    series: Series,
    samples: readonly StateSample[],
  ): Promise<Stored & { changed?: Range }> {
    const known = await this.knownAt(
      series,
      samples.map(({ atS }) => atS),
    );
    const fresh: StateSample[] = [];
    const result: Stored = { stored: 0, duplicates: 0, refused: [] };
    for (const sample of samples) {
      const before = known.get(sample.atS);
      if (!before) fresh.push(sample);
      else if (before.up === sample.up && before.forS === sample.forS) {
        result.duplicates += 1;
      } else result.refused.push(otherValue(sample.index, sample.atS));
    }
    result.stored = fresh.length;
    if (fresh.length === 0) return result;
    for (let at = 0; at < fresh.length; at += ROWS_IN_A_STATEMENT) {
      await this.trx('samples').insert(
        fresh.slice(at, at + ROWS_IN_A_STATEMENT).map(sample => ({
          series_id: series.id,
          at_s: sample.atS,
          for_s: sample.forS,
          up: sample.up,
        })),
      );
    }
    return { ...result, ...(await this.rebuild(series, fresh)) };
  }

  async addMetrics(
    series: Series,
    samples: readonly MetricSample[],
  ): Promise<Stored> {
    const result: Stored = { stored: 0, duplicates: 0, refused: [] };
    for (const sample of samples) {
      const key = { series_id: series.id, from_s: sample.fromS };
      const before = await this.trx('metric_hours').where(key).first();
      if (!before) {
        await this.trx('metric_hours').insert({
          ...key,
          to_s: sample.toS,
          good: sample.good,
          total: sample.total,
        });
        result.stored += 1;
        result.known = {
          fromS: Math.min(sample.fromS, result.known?.fromS ?? Infinity),
          toS: Math.max(sample.toS, result.known?.toS ?? -Infinity),
        };
      } else if (
        Number(before.to_s) === sample.toS &&
        Number(before.good) === sample.good &&
        Number(before.total) === sample.total
      ) {
        result.duplicates += 1;
      } else result.refused.push(otherValue(sample.index, sample.fromS));
    }
    return result;
  }

  /** Spans of a series that reach into a range or touch it, in order. */
  async spans({ id }: Series, { fromS, toS }: Range): Promise<Span[]> {
    const rows: SpanRow[] = await this.trx('spans')
      .where('series_id', id)
      .where('from_s', '<=', toS)
      .where('to_s', '>=', fromS)
      .orderBy('from_s');
    return rows.map(row => ({
      fromS: Number(row.from_s),
      toS: Number(row.to_s),
      up: Boolean(row.up),
    }));
  }

  private async knownAt(
    { id }: Series,
    instants: number[],
  ): Promise<Map<number, SpanSample>> {
    const known = new Map<number, SpanSample>();
    for (let at = 0; at < instants.length; at += ROWS_IN_A_STATEMENT) {
      const rows: SampleRow[] = await this.trx('samples')
        .where('series_id', id)
        .whereIn('at_s', instants.slice(at, at + ROWS_IN_A_STATEMENT));
      rows.map(toSample).forEach(sample => known.set(sample.atS, sample));
    }
    return known;
  }

  /** From the sample before the first new one to the one after the last. */
  private async rebuild(
    series: Series,
    fresh: readonly StateSample[],
  ): Promise<{ changed: Range; known?: Range }> {
    const lowest = Math.min(...fresh.map(({ atS }) => atS));
    const highest = Math.max(...fresh.map(({ atS }) => atS));
    const ofSeries = () => this.trx('samples').where('series_id', series.id);
    const before: SampleRow | undefined = await ofSeries()
      .where('at_s', '<', lowest)
      .orderBy('at_s', 'desc')
      .first();
    const after: SampleRow | undefined = await ofSeries()
      .where('at_s', '>', highest)
      .orderBy('at_s')
      .first();
    const between: SampleRow[] = await ofSeries()
      .whereBetween('at_s', [lowest, highest])
      .orderBy('at_s');
    const samples = [before, ...between, after]
      .filter(row => row !== undefined)
      .map(toSample);
    const range = {
      fromS: samples[0].atS,
      // What the sample after the last new one says is known already. Without one,
      // what the sample before them said may have reached further than they do.
      toS: after
        ? Number(after.at_s)
        : Math.max(...samples.map(({ atS, forS }) => atS + forS)),
    };
    const fit = spansOf(samples)
      .map(span => ({ ...span, toS: Math.min(span.toS, range.toS) }))
      .filter(span => span.toS > span.fromS);
    const old = await this.spans(series, range);
    const spans = spliceSpans(old, range, fit);
    await this.trx('spans')
      .where('series_id', series.id)
      .whereIn(
        'from_s',
        old.map(({ fromS }) => fromS),
      )
      .delete();
    for (let at = 0; at < spans.length; at += ROWS_IN_A_STATEMENT) {
      await this.trx('spans').insert(
        spans.slice(at, at + ROWS_IN_A_STATEMENT).map(span => ({
          series_id: series.id,
          from_s: span.fromS,
          to_s: span.toS,
          up: span.up,
        })),
      );
    }
    return {
      changed: {
        fromS: Math.min(range.fromS, ...old.map(({ fromS }) => fromS)),
        toS: Math.max(range.toS, ...old.map(({ toS }) => toS)),
      },
      // Nothing is missing before the first measurement of all, and much after it.
      known: after && !before ? range : newlyKnown(old, spans),
    };
  }
}

function toSample(row: SampleRow): SpanSample {
  return { atS: Number(row.at_s), forS: row.for_s, up: Boolean(row.up) };
}
