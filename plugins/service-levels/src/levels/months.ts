/** The month of a date in UTC, such as `2026-11`. */
export function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

/** The month so many later, or earlier if below zero. */
export function monthAfter(month: string, steps: number): string {
  const [year, number] = month.split('-').map(Number);
  return monthOf(new Date(Date.UTC(year, number - 1 + steps, 1)));
}
