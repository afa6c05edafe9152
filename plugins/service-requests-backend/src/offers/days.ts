/** The calendar day of an instant in a time zone: `2026-11-28`. */
export function dayOf(ms: number, timeZone: string): string {
  // The Swedes write days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(ms));
}

/** Days compare as texts. */
export function laterDay(one: string, other: string): string {
  return one > other ? one : other;
}
