import { clockSeconds } from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime, Duration } from 'luxon';

/**
 * Seconds of an ISO 8601 duration of hours, minutes and seconds, such as `PT4H`.
 * @throws Error if it is none
 */
export function durationSeconds(text: string): number {
  const seconds = clockSeconds(text);
  if (seconds === undefined) throw new Error(faultOf(text, 'PT4H or PT30M'));
  return seconds;
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
  const length = Duration.fromISO(duration);
  if (!length.isValid) throw new Error(faultOf(duration, 'P5D or PT48H'));
  const instant = DateTime.fromSeconds(at, { zone: timeZone });
  return Math.floor(instant.minus(length).toSeconds());
}

function faultOf(text: string, example: string): string {
  return `"${text.slice(
    0,
    50,
  )}" is not an ISO 8601 duration such as ${example}`;
}
