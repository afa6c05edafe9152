import { timeZoneOffset } from './timeZone';

const HALF_A_DAY_MS = 43_200_000;

/** Writes instants, as `Intl.DateTimeFormat` does. @public */
export type InstantFormat = {
  /** The IANA time zone whose clocks it reads. */
  timeZone: string;
  /** @param ms - milliseconds since 1970 */
  format: (ms: number) => string;
  /** What both ends have in common is said once. */
  formatRange: (fromMs: number, toMs: number) => string;
};

/**
 * Writes instants as the clocks of a time zone show them, and names the offset
 * (`01:45 MESZ – 02:00 MEZ`) within half a day of where these are changed: there a
 * time may come twice, and two times do not tell how long it is between them.
 * @public
 */
export function instantFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): InstantFormat {
  const plain = new Intl.DateTimeFormat(language, options);
  const { timeZone } = plain.resolvedOptions();
  const named = new Intl.DateTimeFormat(language, {
    timeZone,
    timeZoneName: 'short',
  });
  const offsetName = (ms: number) => {
    const [before, after] = [-HALF_A_DAY_MS, HALF_A_DAY_MS].map(step =>
      timeZoneOffset(timeZone, ms + step),
    );
    if (before === after) return '';
    return named
      .formatToParts(ms)
      .filter(({ type }) => type === 'timeZoneName')
      .map(({ value }) => ` ${value}`)
      .join('');
  };
  const format = (ms: number) => `${plain.format(ms)}${offsetName(ms)}`;
  return {
    timeZone,
    format,
    formatRange: (fromMs, toMs) =>
      offsetName(fromMs) || offsetName(toMs)
        ? `${format(fromMs)} – ${format(toMs)}`
        : plain.formatRange(fromMs, toMs),
  };
}
