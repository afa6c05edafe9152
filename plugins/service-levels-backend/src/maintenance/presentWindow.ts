import {
  maintenanceObjectPermission,
  type MaintenanceWindow,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { judgeWindow } from '../attainment';
import { commitmentResource, type Decisions } from '../authorization';
import { type CommitmentRow, toCommitment } from '../commitments';
import { toInstant, toInterval } from '../instants';
import type { AgreedMaintenance, RecurringWindow } from './agreed';
import type { Objection, StoredWindow } from './types';

/** What somebody may see, by which agreements, and what they may do. */
export type Seen = {
  rows: CommitmentRow[];
  decisions: Decisions;
  agreed: AgreedMaintenance;
  /** Announce windows and withdraw them. */
  mayAnnounce: boolean;
};

/** Of subjects and objections only what the caller may see. */
export function presentWindow(
  window: StoredWindow,
  { rows, decisions, agreed, mayAnnounce }: Seen,
  nowS: number,
): MaintenanceWindow {
  const concerned = rows.filter(row =>
    window.subjectRefs.includes(row.subject_ref),
  );
  const subjects = new Set(concerned.map(row => row.subject_ref));
  const standings = concerned.map(row =>
    presentStanding(
      window,
      row.id,
      agreed.termsOf(toCommitment(row), window.fromS),
    ),
  );
  const ahead = window.withdrawnS === undefined && window.fromS > nowS;
  const mayObject = concerned.some(
    (row, at) =>
      isOpen(standings[at], nowS) &&
      decisions.allow(
        maintenanceObjectPermission,
        commitmentResource(row),
        'object',
      ),
  );
  return {
    id: window.id,
    recurring: false,
    subjectRefs: window.subjectRefs.filter(ref => subjects.has(ref)),
    interval: toInterval(window.fromS, window.toS),
    impact: window.impact,
    titles: window.titles,
    description: window.description,
    announcedAt: toInstant(window.announcedS),
    announcedBy: window.announcedBy,
    state: stateOf(window, nowS),
    commitments: standings,
    deeds: [
      ...(ahead && mayAnnounce ? (['withdraw'] as const) : []),
      ...(ahead && mayObject ? (['object'] as const) : []),
    ],
  };
}

/** One of the calendars: it is announced by the agreement, and stays. */
export function presentRecurring(
  window: RecurringWindow,
  nowS: number,
): MaintenanceWindow {
  return {
    id: window.id,
    recurring: true,
    subjectRefs: window.subjectRefs,
    calendar: window.calendar,
    interval: toInterval(window.fromS, window.toS),
    impact: window.impact,
    titles: window.titles,
    state: stateOf(window, nowS),
    commitments: [],
    deeds: [],
  };
}

/** How a window stands to the terms that hold for a commitment. */
export function judge(
  window: StoredWindow,
  terms: ReturnType<AgreedMaintenance['termsOf']>,
  objection?: Objection,
) {
  return judgeWindow(
    { ...window, objectedS: objection?.atS },
    terms?.maintenance,
    terms?.timeZone ?? 'UTC',
  );
}

function presentStanding(
  window: StoredWindow,
  commitmentId: string,
  terms: ReturnType<AgreedMaintenance['termsOf']>,
): MaintenanceWindow['commitments'][number] {
  const objection = window.objections.find(
    one => one.commitmentId === commitmentId,
  );
  const standing = judge(window, terms, objection);
  return {
    commitmentId,
    counts: standing.counts && window.withdrawnS === undefined,
    noticeSeconds: standing.noticeSeconds,
    requiredNoticeSeconds: standing.requiredNoticeSeconds,
    ...(standing.objectionUntilS !== undefined && {
      objectionUntil: toInstant(standing.objectionUntilS),
    }),
    ...(objection && {
      objection: {
        by: objection.by,
        at: toInstant(objection.atS),
        reason: objection.reason,
      },
    }),
  };
}

function isOpen(
  standing: MaintenanceWindow['commitments'][number],
  nowS: number,
): boolean {
  return (
    standing.objection === undefined &&
    standing.objectionUntil !== undefined &&
    standing.objectionUntil >= toInstant(nowS)
  );
}

function stateOf(
  window: Pick<StoredWindow, 'fromS' | 'toS' | 'withdrawnS'>,
  nowS: number,
): MaintenanceWindow['state'] {
  if (window.withdrawnS !== undefined) return 'withdrawn';
  if (window.toS <= nowS) return 'over';
  return window.fromS <= nowS ? 'running' : 'announced';
}
