import type { MaintenanceTerms } from '@dualcloud/backstage-plugin-service-levels-common';
import { Duration } from 'luxon';
import type { StoredWindow } from './types';

/** How a window stands to what an agreement says about maintenance. */
export type Standing = {
  /** As planned time: the notice was kept, and nobody objected in time. */
  counts: boolean;
  /** From the announcement to the begin. */
  noticeS: number;
  requiredNoticeS: number;
  /** Until when the customer may object, if the agreement grants it. */
  objectionUntilS?: number;
};

/**
 * Judges a window by the terms of an agreement. Without terms no notice is asked
 * for and nobody may object.
 */
export function standingOf(
  window: Pick<StoredWindow, 'fromS' | 'announcedS' | 'withdrawnS' | 'impact'>,
  terms: MaintenanceTerms | undefined,
  objection?: { atS: number },
): Standing {
  const noticeS = window.fromS - window.announcedS;
  const requiredNoticeS = terms ? toSeconds(terms.notice) : 0;
  const objectionUntilS = terms?.objectionUntil
    ? window.fromS - toSeconds(terms.objectionUntil)
    : undefined;
  const objected =
    objection !== undefined &&
    objectionUntilS !== undefined &&
    objection.atS <= objectionUntilS;
  return {
    counts:
      window.withdrawnS === undefined &&
      window.impact !== 'none' &&
      noticeS >= requiredNoticeS &&
      !objected,
    noticeS,
    requiredNoticeS,
    objectionUntilS,
  };
}

/** Seconds of an ISO 8601 duration; a day has 24 hours here. */
export function toSeconds(duration: string): number {
  return Math.trunc(Duration.fromISO(duration).as('seconds'));
}
