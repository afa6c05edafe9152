import type { LocalizedText } from '@dualcloud/foundation-common';
import type { NoticeOutbox } from '@dualcloud/foundation-node';

/** What is heard of requests. */
export type RequestNotice =
  /** A request has moved: somebody's turn has come. */
  | { kind: 'moved'; requestId: string; state: string; by: string }
  /** Somebody has said something to all parties. */
  | { kind: 'message'; requestId: string; by: string; text: string }
  /** A request has rested for most of its time. */
  | { kind: 'due'; requestId: string; state: string; dueAt: number }
  /** Its time is over. */
  | { kind: 'overdue'; requestId: string; state: string; dueAt: number };

/** Steps of a takeover that others than those at work on it hear of. */
export const TAKEOVER_NEWS = [
  'accept',
  'reject',
  'roll-back',
  'ask-exception',
] as const;

/** What is heard of releases and their takeover. */
export type TakeoverNotice =
  | { kind: 'delivered'; releaseId: string; by: string }
  | {
      kind: 'takeover';
      takeoverId: string;
      event: (typeof TAKEOVER_NEWS)[number];
      by: string;
      /** That somebody has asked for. */
      exceptionId?: string;
    }
  /** A release would pass under a standing approval, if something were not in its way. */
  | { kind: 'takeover-waits'; takeoverId: string; reasons: LocalizedText[] }
  /** An exception that a release relies on is about to end, or has ended. */
  | {
      kind: 'exception-ending' | 'exception-ended';
      takeoverId: string;
      exceptionId: string;
    };

/** Something that people should hear of, as it was when it came about. */
export type Notice = RequestNotice | TakeoverNotice;

/** What people are told, each thing once. */
export type RequestNotices = NoticeOutbox<Notice>;
