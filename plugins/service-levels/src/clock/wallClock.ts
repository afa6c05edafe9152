import { timeZoneOffset } from '@dualcloud/foundation-common';

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/**
 * The instant at which clocks of a time zone show something, as RFC 3339; of a
 * time that comes twice the first, of one that the clock skips as if it had not
 * been put forward yet.
 *
 * @param text - as `datetime-local` has it: `2026-11-23T22:37`
 * @returns undefined if it is no time
 */
export function instantAt(text: string, timeZone: string): string | undefined {
  const wall = Date.parse(`${text.slice(0, 19)}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(wall)) {
    return undefined;
  }
  const day = 86_400_000;
  const offsets = [-day, day].map(step =>
    timeZoneOffset(timeZone, wall + step),
  );
  const [first = wall - Math.min(...offsets)] = offsets
    .map(offset => wall - offset)
    .filter(ms => ms + timeZoneOffset(timeZone, ms) === wall)
    .sort((a, b) => a - b);
  return `${new Date(first).toISOString().slice(0, 19)}Z`;
}

/** What clocks of a time zone show at an instant, as `datetime-local` has it. */
export function wallClockOf(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  const text = new Date(ms + timeZoneOffset(timeZone, ms)).toISOString();
  return text.slice(0, text.slice(MINUTE, 19) === ':00' ? MINUTE : 19);
}
