/** Days, both included, such as `2026-11-23`. */
export type DayRange = { from: string; to: string };

export const PERIODS = [
  'this-month',
  'last-month',
  '3-months',
  '12-months',
  'this-year',
  'last-year',
] as const;

export type PeriodName = (typeof PERIODS)[number] | 'own';

const MS_PER_DAY = 86_400_000;

/** Month 0 is January; days and months beyond roll over. */
function dayText(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** Today as the reader's calendar has it. */
export function todayOf(now: Date): string {
  return dayText(now.getFullYear(), now.getMonth(), now.getDate());
}

export function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text
  );
}

/** How many days, both included. */
export function daysIn({ from, to }: DayRange): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY) + 1;
}

/** The days of a period; what has not come yet is left out of running ones. */
export function periodDays(
  period: Exclude<PeriodName, 'own'>,
  today: string,
): DayRange {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  switch (period) {
    case 'last-month':
      return { from: dayText(year, month - 1, 1), to: dayText(year, month, 0) };
    case '3-months':
      return { from: dayText(year, month - 3, 1), to: dayText(year, month, 0) };
    case '12-months':
      return {
        from: dayText(year, month - 12, 1),
        to: dayText(year, month, 0),
      };
    case 'this-year':
      return { from: dayText(year, 0, 1), to: today };
    case 'last-year':
      return { from: dayText(year - 1, 0, 1), to: dayText(year - 1, 11, 31) };
    default:
      return { from: dayText(year, month, 1), to: today };
  }
}

/**
 * What a period that still runs is compared with: the same days of the month or
 * year before, as a month that has only begun always looks cheap against a whole
 * one. Undefined for finished periods: the backend compares those.
 */
export function sameDaysBefore(
  period: PeriodName,
  today: string,
): DayRange | undefined {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const day = Number(today.slice(8, 10));
  if (period === 'this-month') {
    const end = Math.min(day, lastDayOf(year, month - 1));
    return {
      from: dayText(year, month - 1, 1),
      to: dayText(year, month - 1, end),
    };
  }
  if (period === 'this-year') {
    const end = Math.min(day, lastDayOf(year - 1, month));
    return { from: dayText(year - 1, 0, 1), to: dayText(year - 1, month, end) };
  }
  return undefined;
}
