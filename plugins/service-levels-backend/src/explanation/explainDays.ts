import type {
  ExplainedDay,
  Interval as ApiInterval,
  Timeline,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TimeAccount } from '../attainment';
import type { CalendarDay } from '../calendars';
import { toInterval } from '../instants';
import {
  type IntervalSet,
  intervalsOf,
  lengthsBetween,
  subtract,
} from '../intervals';

/** The account by day; each column adds up to the figure of the period. */
export function explainDays(
  account: TimeAccount,
  days: readonly CalendarDay[],
): ExplainedDay[] {
  const instants = [
    days[0]?.interval[0] ?? 0,
    ...days.map(({ interval }) => interval[1]),
  ];
  const agreed = lengthsBetween(account.agreed, instants);
  const planned = lengthsBetween(account.planned, instants);
  const counted = lengthsBetween(account.counted, instants);
  const gaps = lengthsBetween(account.gaps, instants);
  return days.map(({ day, interval, holiday }, index) => ({
    day,
    lengthSeconds: interval[1] - interval[0],
    agreedSeconds: agreed[index],
    plannedSeconds: planned[index],
    countedSeconds: counted[index],
    gapSeconds: gaps[index],
    ...(holiday && { holiday: holiday.name }),
  }));
}

/** The account as it is drawn beside the calendar. */
export function presentTimeline(
  account: TimeAccount,
  days: readonly CalendarDay[],
): Timeline {
  return {
    interval: toInterval(...account.interval),
    agreed: presentIntervals(account.agreed),
    planned: presentIntervals(account.planned),
    counted: presentIntervals(account.counted),
    notCounted: presentIntervals(
      subtract(account.outages, account.countedOutages),
    ),
    gaps: presentIntervals(account.gaps),
    holidays: days.flatMap(({ day, holiday }) =>
      holiday ? [{ day, name: holiday.name, titles: holiday.titles }] : [],
    ),
  };
}

/** As the API has intervals. */
export function presentIntervals(set: IntervalSet): ApiInterval[] {
  return intervalsOf(set).map(([from, to]) => toInterval(from, to));
}
