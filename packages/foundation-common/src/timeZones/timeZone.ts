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

/**
 * Whether there is such an IANA time zone. `+01:00` is a zone to JavaScript, but
 * has no rules for summer time.
 * @public
 */
export function isTimeZone(timeZone: string): boolean {
  return /^[A-Za-z]/.test(timeZone) && formatOf(timeZone) !== undefined;
}
