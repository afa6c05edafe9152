const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(timeZone)) {
    let format: Intl.DateTimeFormat | undefined;
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      // Not a zone.
    }
    formats.set(timeZone, format);
  }
  return formats.get(timeZone);
}

/**
 * What a time zone's clocks are ahead of UTC, in milliseconds.
 * @throws RangeError if there is no such IANA time zone
 * @public
 */
export function timeZoneOffset(timeZone: string, ms: number): number {
  const format = formatOf(timeZone);
  if (!format) {
    throw new RangeError(`"${timeZone}" is not an IANA time zone`);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) {
    part[type] = Number(value);
  }
  const local = Date.UTC(
    part.year,
    part.month - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
  return local - Math.floor(ms / 1000) * 1000;
}

const HOUR = 3_600_000;

/**
 * Why usage, which is added up by the hour, cannot be priced or billed in a
 * time zone; undefined if it can.
 * @public
 */
export function timeZoneFault(timeZone: string): string | undefined {
  // `+01:00` is a zone to Intl, but has no rules for summer time.
  if (!/^[A-Za-z]/.test(timeZone) || !formatOf(timeZone)) {
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
