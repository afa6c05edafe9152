import type {
  Message,
  NoticeOutbox as Outbox,
} from '@dualcloud/foundation-node';
import type { LateChange } from '../outages';

/** Something that people should hear of, as it was when it came about. */
export type Notice =
  | LateChange
  | { kind: 'figure'; message: Message }
  | { kind: 'maintenance'; windowId: string; withdrawnReason?: string }
  | {
      kind: 'outage';
      outageId: string;
      deed: 'dispute' | 'settle';
      by: string;
      reason: string;
    };

/** Notices that wait to be told, and those that were. */
export type NoticeOutbox = Outbox<Notice>;
