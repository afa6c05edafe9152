/**
 * The last second of a day, as the reader's calendar has it; nothing if it is no day.
 *
 * @param day - `2026-11-28`; what follows it does not matter
 * @returns ISO 8601
 * @public
 */
export function endOfDay(day: string): string | undefined {
  const end = new Date(`${day.slice(0, 10)}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}
