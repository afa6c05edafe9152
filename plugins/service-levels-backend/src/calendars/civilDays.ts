/**
 * Days as the calendar on the wall counts them, without clock and zone: an
 * integer, 0 is 1970-01-01. Wall-clock seconds are seconds since then, as if
 * no clock ever changed.
 */
export const DAY_SECONDS = 86_400;

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

/** From year, month (1 to 12) and day of the month; overflows as dates do. */
export function civilDay(year: number, month: number, day: number): number {
  const date = new Date(0);
  // Date.UTC takes years below 100 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / 1000 / DAY_SECONDS);
}

/**
 * Reads `2026-11-23`.
 * @throws Error if there is no such day
 */
export function parseDay(text: string): number {
  const [, year, month, day] = DAY_TEXT.exec(text) ?? [];
  const result = civilDay(Number(year), Number(month), Number(day));
  if (Number.isNaN(result) || formatDay(result) !== text) {
    throw new Error(`"${text.slice(0, 50)}" is not a day such as 2026-11-23`);
  }
  return result;
}

/** Writes `2026-11-23`. */
export function formatDay(day: number): string {
  return new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Months as integers: 0 is January of the year 0. */
export function monthOfDay(day: number): number {
  const date = new Date(day * DAY_SECONDS * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The first day of a month as {@link monthOfDay} counts them. */
export function firstDayOf(month: number): number {
  return civilDay(Math.floor(month / 12), (month % 12) + 1, 1);
}
