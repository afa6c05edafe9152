import type { SourceSample } from '@dualcloud/backstage-plugin-service-levels-node';
import type { Series } from './PrometheusApi';

/*
 * From values to samples. Whatever is no finite number says nothing, and time
 * about which nothing is said is left out.
 */

const COMPARE = {
  lte: (a: number, b: number) => a <= b,
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  gt: (a: number, b: number) => a > b,
};

/** A share is counted in so many parts. */
const PARTS = 1_000_000;

/** Up where every series is above zero. */
export function statesOf(
  series: readonly Series[],
  stepS: number,
): SourceSample[] {
  const states = new Map<number, boolean>();
  eachValue(series, (atS, value) => {
    states.set(atS, (states.get(atS) ?? true) && value > 0);
  });
  return [...states]
    .sort(([a], [b]) => a - b)
    .map(([atS, up]) => ({ atS, forSeconds: stepS, up }));
}

/** How many values of a slice compare as they should; a slice begins with its first. */
export function thresholdsOf(
  series: readonly Series[],
  {
    op,
    value: limit,
    sliceSeconds,
  }: { op: keyof typeof COMPARE; value: number; sliceSeconds: number },
): SourceSample[] {
  const slices = new Map<number, { good: number; total: number }>();
  eachValue(series, (atS, value) => {
    const fromS = Math.floor(atS / sliceSeconds) * sliceSeconds;
    const slice = slices.get(fromS) ?? { good: 0, total: 0 };
    slices.set(fromS, slice);
    slice.total += 1;
    if (COMPARE[op](value, limit)) slice.good += 1;
  });
  return toSamples(slices, sliceSeconds);
}

/**
 * By how much counters rose in each slice, all series together. One that falls was
 * begun anew, from zero. Slices in which none has two values are absent.
 */
export function increasesOf(
  series: readonly Series[],
  sliceSeconds: number,
): Map<number, number> {
  const slices = new Map<number, number>();
  for (const values of series) {
    let before: number | undefined;
    for (const [atS, value] of values) {
      if (!Number.isFinite(value)) continue;
      if (before !== undefined) {
        // What was counted up to the end of a slice belongs to it.
        const fromS = Math.floor((atS - 1) / sliceSeconds) * sliceSeconds;
        const rise = value >= before ? value - before : value;
        slices.set(fromS, (slices.get(fromS) ?? 0) + rise);
      }
      before = value;
    }
  }
  return slices;
}

/** Rates in each second, as they are at the end of a slice, become events in it. */
export function ratesOf(
  series: readonly Series[],
  sliceSeconds: number,
): Map<number, number> {
  const slices = new Map<number, number>();
  eachValue(series, (atS, value) => {
    const fromS = atS - sliceSeconds;
    slices.set(
      fromS,
      (slices.get(fromS) ?? 0) + Math.max(value, 0) * sliceSeconds,
    );
  });
  return slices;
}

/** Good and all events, slices without events left out. */
export function ratiosOf(
  part: ReadonlyMap<number, number>,
  total: ReadonlyMap<number, number>,
  sliceSeconds: number,
  isBad: boolean,
): SourceSample[] {
  const slices = new Map<number, { good: number; total: number }>();
  for (const [fromS, value] of total) {
    const all = Math.round(value);
    // A series of failures often begins with the first one.
    const some = Math.min(Math.round(part.get(fromS) ?? 0), all);
    slices.set(fromS, { good: isBad ? all - some : some, total: all });
  }
  return toSamples(slices, sliceSeconds);
}

/** Shares from 0 to 1 at the end of a slice; of several series their mean. */
export function sharesOf(
  series: readonly Series[],
  sliceSeconds: number,
  isFailure: boolean,
): SourceSample[] {
  const slices = new Map<number, { good: number; total: number }>();
  eachValue(series, (atS, value) => {
    const fromS = atS - sliceSeconds;
    const slice = slices.get(fromS) ?? { good: 0, total: 0 };
    slices.set(fromS, slice);
    const share = Math.min(Math.max(value, 0), 1);
    slice.good += Math.round((isFailure ? 1 - share : share) * PARTS);
    slice.total += PARTS;
  });
  return toSamples(slices, sliceSeconds);
}

function eachValue(
  series: readonly Series[],
  take: (atS: number, value: number) => void,
): void {
  for (const values of series) {
    for (const [atS, value] of values) {
      if (Number.isFinite(value)) take(atS, value);
    }
  }
}

function toSamples(
  slices: ReadonlyMap<number, { good: number; total: number }>,
  sliceSeconds: number,
): SourceSample[] {
  return [...slices]
    .filter(([, { total }]) => total > 0)
    .sort(([a], [b]) => a - b)
    .map(([fromS, { good, total }]) => ({
      fromS,
      toS: fromS + sliceSeconds,
      good,
      total,
    }));
}
