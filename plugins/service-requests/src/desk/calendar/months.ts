/** A month such as `2026-12`, on the reader's calendar. */
export type Month = string;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month that an address names, else the one that it is. */
export function monthNamed(name: string | undefined, now = new Date()): Month {
  return name && MONTH.test(name) ? name : toMonth(now);
}

/** So many months later; earlier, if negative. */
export function addMonths(month: Month, months: number): Month {
  const begin = beginOf(month);
  return toMonth(new Date(begin.getFullYear(), begin.getMonth() + months));
}

/** From the first moment of a month to the first of the next. */
export function periodOf(month: Month): { from: string; to: string } {
  return {
    from: beginOf(month).toISOString(),
    to: beginOf(addMonths(month, 1)).toISOString(),
  };
}

/** The name of a month in a language. */
export function nameOfMonth(month: Month, language: string): string {
  return new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
  }).format(beginOf(month));
}

function beginOf(month: Month): Date {
  const [year, number] = month.split('-').map(Number);
  return new Date(year, number - 1);
}

function toMonth(day: Date): Month {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}
