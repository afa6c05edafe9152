const MS_PER_DAY = 86_400_000;

/** The day so many days from now, as YYYY-MM-DD in the reader's own calendar. */
export function dayIn(days: number, now = new Date()): string {
  const date = new Date(
    now.getFullYear(),
    now.getMonth(),
    now.getDate() + days,
  );
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(
    date.getDate(),
  )}`;
}

/** Whether a text is a day that exists. */
export function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(time) &&
    new Date(Math.floor(time / MS_PER_DAY) * MS_PER_DAY)
      .toISOString()
      .startsWith(value)
  );
}
