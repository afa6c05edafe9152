const DAY_MS = 86_400_000;

/** Days of the example are counted from today. */
export function dayAfter(now: number, days: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}
