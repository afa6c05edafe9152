import type {
  DocumentPath,
  LocatedProblem,
} from '@dualcloud/foundation-common';

const CLOCK = /^PT(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?$/;
const CALENDAR = /^P(?=\d|T\d)(?:\d{1,3}W)?(?:\d{1,4}D)?(?:T(?=\d)(.+))?$/;

/**
 * Seconds of an ISO 8601 duration in hours, minutes and seconds.
 * @returns undefined if it is none, or has days: how long is a day of service hours?
 */
export function clockSeconds(text: string): number | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

/**
 * Seconds of an ISO 8601 duration that may have weeks and days too; a day counts
 * as 24 hours.
 */
export function noticeSeconds(text: string): number | undefined {
  const match = CALENDAR.exec(text);
  if (!match) return undefined;
  const time = match[1] === undefined ? 0 : clockSeconds(`PT${match[1]}`);
  if (time === undefined) return undefined;
  const count = (unit: string) =>
    Number(new RegExp(`(\\d+)${unit}`).exec(text.split('T')[0])?.[1] ?? 0);
  return (count('W') * 7 + count('D')) * 86_400 + time;
}

type Limits = { least: string; most: string };

/** A duration that is counted by the clock, within limits. */
export function checkClock(
  text: string | undefined,
  at: DocumentPath,
  { least, most }: Limits,
): LocatedProblem[] {
  if (text === undefined) return [];
  const seconds = clockSeconds(text);
  if (seconds === undefined) {
    return [
      {
        at,
        rule: 'duration',
        message: `"${text}" is not an ISO 8601 duration of hours, minutes and seconds; write one such as PT4H or PT30M`,
      },
    ];
  }
  return checkLimits(seconds, text, at, { least, most });
}

/** A duration on the calendar, within limits. */
export function checkNotice(
  text: string | undefined,
  at: DocumentPath,
  limits: Limits,
): LocatedProblem[] {
  if (text === undefined) return [];
  const seconds = noticeSeconds(text);
  if (seconds === undefined) {
    return [
      {
        at,
        rule: 'duration',
        message: `"${text}" is not an ISO 8601 duration of weeks, days and hours; write one such as P2W, P5D or PT48H`,
      },
    ];
  }
  return checkLimits(seconds, text, at, limits);
}

function checkLimits(
  seconds: number,
  text: string,
  at: DocumentPath,
  { least, most }: Limits,
): LocatedProblem[] {
  const isWithin =
    seconds >= (noticeSeconds(least) ?? 0) &&
    seconds <= (noticeSeconds(most) ?? Infinity);
  return isWithin
    ? []
    : [
        {
          at,
          rule: 'duration-in-limits',
          message: `is ${text} and must be at least ${least} and at most ${most}`,
        },
      ];
}
