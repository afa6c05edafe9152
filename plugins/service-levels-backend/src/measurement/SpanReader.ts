import type { Knex } from 'knex';
import type { MetricFact } from '../attainment';
import {
  clip,
  complement,
  type Interval,
  type IntervalSet,
  intervalSet,
} from '../intervals';

/** Data may be on its way for so long before its lack is a gap. */
const ON_ITS_WAY_S = 300;
const SUBJECTS_IN_A_QUERY = 500;

/** What was measured, for whoever makes figures of it. */
export class SpanReader {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): SpanReader {
    return new SpanReader(knex);
  }

  /**
   * When there was no data about subjects though they are measured: from the first
   * measurement of any kind on, wherever none says anything. Subjects that are not
   * measured have no gaps and are absent.
   */
  async gapsOf(
    subjectRefs: readonly string[],
    interval: Interval,
    nowS: number,
  ): Promise<Map<string, IntervalSet>> {
    const gaps = new Map<string, IntervalSet>();
    const refs = [...new Set(subjectRefs)];
    for (let at = 0; at < refs.length; at += SUBJECTS_IN_A_QUERY) {
      const slice = refs.slice(at, at + SUBJECTS_IN_A_QUERY);
      const firsts = await this.firstOf(slice);
      const covered = await this.coveredBy([...firsts.keys()], interval);
      for (const [subjectRef, firstS] of firsts) {
        const measured: Interval = [
          Math.max(firstS, interval[0]),
          Math.min(nowS - ON_ITS_WAY_S, interval[1]),
        ];
        if (measured[1] <= measured[0]) continue;
        const known = clip(
          intervalSet(covered.get(subjectRef) ?? []),
          measured,
        );
        gaps.set(subjectRef, complement(known, measured));
      }
    }
    return gaps;
  }

  /** Good and all events, by measurement, which is the id of an objective. */
  async metricsOf(
    subjectRefs: readonly string[],
    [from, to]: Interval,
  ): Promise<Map<string, Map<string, MetricFact[]>>> {
    const rows: Array<{
      subject_ref: string;
      measurement: string;
      from_s: number | string;
      to_s: number | string;
      good: number | string;
      total: number | string;
    }> = await this.knex('metric_hours')
      .join('series', 'series.id', 'metric_hours.series_id')
      .whereIn('series.subject_ref', [...new Set(subjectRefs)])
      .where('metric_hours.from_s', '<', to)
      .where('metric_hours.to_s', '>', from)
      .orderBy(['series.id', 'metric_hours.from_s'])
      .select(
        'series.subject_ref',
        'series.measurement',
        'metric_hours.from_s',
        'metric_hours.to_s',
        'metric_hours.good',
        'metric_hours.total',
      );
    const found = new Map<string, Map<string, MetricFact[]>>();
    for (const row of rows) {
      const ofSubject = found.get(row.subject_ref) ?? new Map();
      found.set(row.subject_ref, ofSubject);
      const facts = ofSubject.get(row.measurement) ?? [];
      ofSubject.set(row.measurement, facts);
      facts.push({
        fromS: Number(row.from_s),
        toS: Number(row.to_s),
        good: Number(row.good),
        total: Number(row.total),
      });
    }
    return found;
  }

  private async firstOf(refs: string[]): Promise<Map<string, number>> {
    const rows: Array<{ subject_ref: string; first: number | string }> =
      await this.knex('series')
        .join('spans', 'spans.series_id', 'series.id')
        .whereIn('series.subject_ref', refs)
        .groupBy('series.subject_ref')
        .select('series.subject_ref')
        .min({ first: 'spans.from_s' });
    return new Map(rows.map(row => [row.subject_ref, Number(row.first)]));
  }

  private async coveredBy(
    refs: string[],
    [from, to]: Interval,
  ): Promise<Map<string, Interval[]>> {
    const rows: Array<{
      subject_ref: string;
      from_s: number | string;
      to_s: number | string;
    }> = await this.knex('spans')
      .join('series', 'series.id', 'spans.series_id')
      .whereIn('series.subject_ref', refs)
      .where('spans.from_s', '<', to)
      .where('spans.to_s', '>', from)
      .select('series.subject_ref', 'spans.from_s', 'spans.to_s');
    const covered = new Map<string, Interval[]>();
    for (const row of rows) {
      const known = covered.get(row.subject_ref);
      const interval: Interval = [Number(row.from_s), Number(row.to_s)];
      if (known) known.push(interval);
      else covered.set(row.subject_ref, [interval]);
    }
    return covered;
  }
}
