import type { Timeline } from '@dualcloud/backstage-plugin-service-levels-common';

/** A day of the strip, in the calendar's zone. */
export type StripDay = {
  /** Such as `2026-11-23`. */
  day: string;
  label: string;
  fromMs: number;
  toMs: number;
};

const HOUR_MS = 3_600_000;
const MOST_DAYS = 400;

/** The days of a timeline's interval; some have 23 or 25 hours. */
export function daysOf(
  { interval }: Timeline,
  timeZone: string,
  language: string,
): StripDay[] {
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const label = new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
  });
  const endMs = Date.parse(interval.to ?? interval.from);
  const days: StripDay[] = [];
  let fromMs = Date.parse(interval.from);
  while (fromMs < endMs && days.length < MOST_DAYS) {
    const day = dayOf.format(fromMs);
    // Clocks change by whole or half hours; the next day begins within 25 hours.
    let toMs = fromMs + 22 * HOUR_MS;
    while (dayOf.format(toMs) === day) toMs += HOUR_MS / 2;
    days.push({
      day,
      label: label.format(fromMs),
      fromMs,
      toMs: Math.min(toMs, endMs),
    });
    fromMs = toMs;
  }
  return days;
}
