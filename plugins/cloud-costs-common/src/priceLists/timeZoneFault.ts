import { isTimeZone, timeZoneOffset } from '@dualcloud/foundation-common';

const HOUR = 3_600_000;

/**
 * Why usage, which is added up by the hour, cannot be priced or billed in a
 * time zone; undefined if it can.
 * @public
 */
export function timeZoneFault(timeZone: string): string | undefined {
  if (!isTimeZone(timeZone)) {
    return 'is not an IANA time zone; write one such as Europe/Berlin';
  }
  for (let month = 0; month < 12 * 60; month += 1) {
    const ms = Date.UTC(2000, month, 1);
    if (timeZoneOffset(timeZone, ms) % HOUR !== 0) {
      return 'is not a whole number of hours away from UTC; usage is added up by the hour, so choose a zone that is';
    }
  }
  return undefined;
}
