import type { NoticeOutbox } from '@dualcloud/foundation-node';

/** Something that people should hear of, as it was when it came about. */
export type Notice =
  /** A request has moved: somebody's turn has come. */
  | { kind: 'moved'; requestId: string; state: string; by: string }
  /** Somebody has said something to all parties. */
  | { kind: 'message'; requestId: string; by: string; text: string }
  /** A request has rested for most of its time. */
  | { kind: 'due'; requestId: string; state: string; dueAt: number }
  /** Its time is over. */
  | { kind: 'overdue'; requestId: string; state: string; dueAt: number };

/** What people are told, each thing once. */
export type RequestNotices = NoticeOutbox<Notice>;
