import type {
  ServiceCalendarSpec,
  TimeRange,
} from '@dualcloud/backstage-plugin-service-levels-common';
import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import type { Interval } from '../../intervals';

/**
 * The oracle for calendars: looks at every minute as somebody does who reads the
 * clock on the wall, by Luxon, and shares nothing with the code that it checks.
 */

type Minute = { at: number; day: string; time: string };

const enumerated = new Map<string, Minute[]>();

/** The minutes of a day on the wall, in the order in which they come. */
export function minutesOf(day: string, timeZone: string): Minute[] {
  const key = `${timeZone} ${day}`;
  let minutes = enumerated.get(key);
  if (!minutes) {
    minutes = [];
    // No zone is more than 14 hours away from UTC.
    const noon = Date.parse(`${day}T12:00:00Z`) / 1000;
    for (let at = noon - 27 * 3600; at < noon + 27 * 3600; at += 60) {
      const wall = DateTime.fromSeconds(at, { zone: timeZone });
      if (wall.toISODate() === day) {
        minutes.push({ at, day, time: wall.toFormat('HH:mm') });
      }
    }
    enumerated.set(key, minutes);
  }
  return minutes;
}

/**
 * The minutes of a range: from the first that shows its begin, or the first after
 * it, to the last before the last that shows its end.
 */
function minutesIn(minutes: Minute[], { from, to }: TimeRange): number[] {
  const shown = (time: string) =>
    minutes.flatMap((minute, index) => (minute.time === time ? [index] : []));
  const later = (time: string) => {
    const index = minutes.findIndex(minute => minute.time > time);
    return index === -1 ? minutes.length : index;
  };
  const begin = shown(from).at(0) ?? later(from);
  const end = to === '24:00' ? minutes.length : shown(to).at(-1) ?? later(to);
  return minutes.slice(begin, end).map(({ at }) => at);
}

/** The minutes of service of a day; whole-day holidays only. */
export function serviceMinutes(
  spec: ServiceCalendarSpec,
  day: string,
): number[] {
  const minutes = minutesOf(day, spec.timeZone);
  const weekday = DateTime.fromISO(day, { zone: 'utc' })
    .setLocale('en')
    .toFormat('ccc')
    .toLocaleLowerCase('en-US');
  const special = spec.specialDays?.find(({ date }) => date === day);
  let ranges: TimeRange[] = spec.serviceHours.filter(({ days }) =>
    (days as string[]).includes(weekday),
  );
  if (isHoliday(spec, day)) ranges = spec.holidays?.hours ?? [];
  if (special) ranges = special.hours;
  return [...new Set(ranges.flatMap(range => minutesIn(minutes, range)))].sort(
    (a, b) => a - b,
  );
}

function isHoliday(spec: ServiceCalendarSpec, day: string): boolean {
  if (!spec.holidays) return false;
  const { country, state, region } = spec.holidays;
  return new Holidays(country, state ?? '', region ?? '')
    .getHolidays(Number(day.slice(0, 4)))
    .some(({ date, type }) => type === 'public' && date.startsWith(day));
}

/** Every day on the wall that the interval touches. */
export function daysIn([from, to]: Interval, timeZone: string): string[] {
  const days: string[] = [];
  let day = DateTime.fromSeconds(from, { zone: timeZone }).startOf('day');
  while (day.toSeconds() < to) {
    const text = day.toISODate();
    if (text && minutesOf(text, timeZone).length > 0) days.push(text);
    day = day.plus({ days: 1 }).startOf('day');
  }
  return [...new Set(days)];
}
