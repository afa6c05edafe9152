const SHORTEST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** RFC 9110, 5.6.7: the fixed format, and the two that a recipient must also accept. */
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [0-9A-Za-z :-]{8,40}( GMT)?$/;

/**
 * Milliseconds that a `Retry-After` header asks to wait: seconds or an HTTP
 * date, kept between one second and five minutes, so that neither a hasty nor
 * an absurd broker steers the engine. Nonsense is ignored.
 */
export function parseRetryAfter(
  header: string | undefined,
  nowMs: number = Date.now(),
): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  let waitMs: number;
  if (/^\d+$/.test(text)) {
    waitMs = Number(text) * 1_000;
  } else if (HTTP_DATE.test(text)) {
    waitMs = Date.parse(text) - nowMs;
  } else {
    return undefined;
  }
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, SHORTEST_MS), LONGEST_MS);
}
