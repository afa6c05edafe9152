import { type IntervalSet, intervalSet, subtract, union } from '../intervals';

/** Up or down from an instant to another, seconds since 1970. */
export type Span = { fromS: number; toS: number; up: boolean };

/** A sample as spans are made of it. */
export type SpanSample = { atS: number; forS: number; up: boolean };

/**
 * What samples say, as spans: each holds for its time, but at most until the next.
 * What is between two spans nobody knows. Spans that touch and say the same are
 * one, so the result is the same however often something was measured.
 *
 * @param samples - of one series, by `atS`, each instant once
 */
export function spansOf(samples: readonly SpanSample[]): Span[] {
  const spans: Span[] = [];
  samples.forEach(({ atS, forS, up }, index) => {
    const next = samples[index + 1]?.atS ?? Infinity;
    append(spans, { fromS: atS, toS: Math.min(atS + forS, next), up });
  });
  return spans;
}

/**
 * Puts new spans into old ones for a range of time: what the old ones say about the
 * range is forgotten, what they say before and after it stays.
 *
 * @param old - by `fromS`, those that reach into the range or touch it
 */
export function spliceSpans(
  old: readonly Span[],
  range: { fromS: number; toS: number },
  fresh: readonly Span[],
): Span[] {
  const spans: Span[] = [];
  for (const span of old) {
    if (span.fromS >= range.fromS) continue;
    append(spans, { ...span, toS: Math.min(span.toS, range.fromS) });
  }
  fresh.forEach(span => append(spans, span));
  for (const span of old) {
    if (span.toS <= range.toS) continue;
    append(spans, { ...span, fromS: Math.max(span.fromS, range.toS) });
  }
  return spans;
}

/**
 * Where it is known to be up and was not known at all, or the reverse, from the first
 * such second to the last one. Where it is down an outage tells more.
 */
export function newlyKnown(
  old: readonly Span[],
  fresh: readonly Span[],
): { fromS: number; toS: number } | undefined {
  const differs = union(
    subtract(covered(fresh.filter(({ up }) => up)), covered(old)),
    subtract(covered(old.filter(({ up }) => up)), covered(fresh)),
  );
  if (differs.length === 0) return undefined;
  return { fromS: differs[0], toS: differs[differs.length - 1] };
}

function covered(spans: readonly Span[]): IntervalSet {
  return intervalSet(spans.map(({ fromS, toS }) => [fromS, toS] as const));
}

function append(spans: Span[], span: Span): void {
  if (span.toS <= span.fromS) return;
  const last = spans[spans.length - 1];
  if (last && last.up === span.up && last.toS >= span.fromS) {
    last.toS = Math.max(last.toS, span.toS);
  } else spans.push({ ...span });
}
