import { DateTime, Duration } from 'luxon';

/**
 * Seconds of an ISO 8601 duration in which a clock runs; a day is 24 hours.
 * @throws Error if it is none
 */
export function durationSeconds(text: string): number {
  return Math.floor(read(text).as('seconds'));
}

/**
 * The instant so long before another, on the calendar of a zone: `P1M` before
 * 31 March is the end of February, `P1D` is the same time on the day before,
 * even if the clock changed in between.
 *
 * @throws Error if it is no ISO 8601 duration
 */
export function instantBefore(
  at: number,
  duration: string,
  timeZone: string,
): number {
  const instant = DateTime.fromSeconds(at, { zone: timeZone });
  return Math.floor(instant.minus(read(duration)).toSeconds());
}

function read(text: string): Duration {
  const duration = Duration.fromISO(text);
  if (!duration.isValid) {
    throw new Error(
      `"${text.slice(0, 50)}" is not an ISO 8601 duration such as PT4H or P5D`,
    );
  }
  return duration;
}
