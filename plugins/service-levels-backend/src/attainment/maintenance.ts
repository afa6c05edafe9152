import type { MaintenanceTerms } from '@dualcloud/backstage-plugin-service-levels-common';
import type { ServiceCalendar } from '../calendars';
import { compose, wholeOf } from '../composition';
import {
  concatenate,
  intersect,
  type Interval,
  type IntervalSet,
  intervalSet,
  clip,
  earliest,
  union,
} from '../intervals';
import { durationSeconds, instantBefore } from './durations';
import type { AttainmentTerms, MaintenanceFact } from './facts';

/** How an announced window stands to an agreement. */
export type WindowJudgement = {
  /** As planned: the notice was kept, and nobody objected in time. */
  counts: boolean;
  why?: 'no-impact' | 'late-notice' | 'objection';
  /** From the announcement to the begin; below zero if it came later. */
  noticeSeconds: number;
  requiredNoticeSeconds: number;
  /** Last moment for an objection; absent: there is no right to object. */
  objectionUntilS?: number;
};

/**
 * Whether a single window counts as planned. Without terms it has to be announced
 * before it begins, and there is no objection. Days of a notice are days on the
 * calendar, whichever way the clock changes.
 */
export function judgeWindow(
  window: Omit<MaintenanceFact, 'id' | 'subjectRefs'>,
  terms: MaintenanceTerms | undefined,
  timeZone: string,
): WindowJudgement {
  const { fromS, announcedS, objectedS } = window;
  const latest = instantBefore(fromS, terms?.notice ?? 'PT0S', timeZone);
  const objectionUntilS =
    terms?.objectionUntil === undefined
      ? undefined
      : instantBefore(fromS, terms.objectionUntil, timeZone);
  const hasObjection =
    objectedS !== undefined &&
    objectionUntilS !== undefined &&
    objectedS <= objectionUntilS;
  let why: WindowJudgement['why'];
  if (window.impact === 'none') why = 'no-impact';
  else if (announcedS > latest) why = 'late-notice';
  else if (hasObjection) why = 'objection';
  return {
    counts: why === undefined,
    ...(why && { why }),
    noticeSeconds: fromS - announcedS,
    requiredNoticeSeconds: fromS - latest,
    ...(objectionUntilS !== undefined && { objectionUntilS }),
  };
}

/**
 * Planned time inside the service hours: recurring windows of the calendar, which
 * the agreement itself announces, and single windows that count. A part's
 * maintenance is the composite's where it takes the composite down. Beyond what
 * the agreement allows in a month, the latest seconds do not count.
 */
export function plannedTime(options: {
  subjectRef: string;
  calendar: ServiceCalendar;
  terms: AttainmentTerms;
  windows: readonly MaintenanceFact[];
  interval: Interval;
  agreed: IntervalSet;
}): IntervalSet {
  const { subjectRef, calendar, terms, interval, agreed } = options;
  const counting = options.windows.filter(
    window => judgeWindow(window, terms.maintenance, calendar.timeZone).counts,
  );
  const recurring = calendar
    .maintenance(interval)
    .filter(window => window.impact !== 'none')
    .map(window => window.interval);
  const single = compose(wholeOf(subjectRef, terms.composition), ref =>
    intervalSet(
      counting
        .filter(window => window.subjectRefs.includes(ref))
        .map(window => [window.fromS, window.toS] as const),
    ),
  );
  const planned = intersect(union(intervalSet(recurring), single), agreed);
  const most = terms.maintenance?.atMostPerMonth;
  if (most === undefined) return planned;
  const seconds = durationSeconds(most);
  return concatenate(
    calendar
      .monthsOf(interval)
      .map(month => earliest(clip(planned, month), seconds)),
  );
}
