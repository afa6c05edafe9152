import type { Cause } from '@dualcloud/backstage-plugin-service-levels-common';
import { invalidField } from '@dualcloud/foundation-node';
import { readPastInterval, toInterval } from '../instants';
import { DEEDS } from './deeds';
import type { OutageEntry } from './OutageStore';
import type { StoredOutage } from './types';

/** What somebody wants to do with an outage. */
export type DeedWish =
  | { deed: 'confirm' | 'reject'; reason?: string }
  | { deed: 'correct'; from: string; to?: string; reason: string }
  | { deed: 'attribute' | 'settle'; cause: Cause; reason: string }
  | { deed: 'dispute'; claimedCause: Cause; reason: string }
  | { deed: 'comment'; text: string };

/** What becomes of the outage, and what is written into its history. */
export type Applied = { outage: StoredOutage; entry: OutageEntry };

/**
 * Does what is wanted, which must be possible (see `deeds.ts`).
 * @throws InputError where times are wrong, or nothing is disputed
 */
export function applyDeed(
  before: StoredOutage,
  wish: DeedWish,
  { by, nowS }: { by: string; nowS: number },
): Applied {
  const next: StoredOutage = {
    ...before,
    state: DEEDS[wish.deed].to ?? before.state,
    revision: before.revision + 1,
  };
  switch (wish.deed) {
    case 'confirm':
    case 'reject':
      return decide(before, next, {
        confirmed: wish.deed === 'confirm',
        by,
        reason: wish.reason,
      });
    case 'correct': {
      const { reason } = wish;
      const times = readPastInterval(wish, nowS);
      next.pending = { ...times, by, reason };
      return {
        outage: next,
        entry: {
          by,
          action: 'corrected',
          reason,
          before: toInterval(before.fromS, before.toS),
          after: toInterval(times.fromS, times.toS),
        },
      };
    }
    case 'attribute':
    case 'settle':
      next.cause = wish.cause;
      next.causeReason = wish.reason;
      next.claimedCause = undefined;
      return {
        outage: next,
        entry: {
          by,
          action: wish.deed === 'settle' ? 'settled' : 'attributed',
          reason: wish.reason,
          before: { cause: before.cause },
          after: { cause: wish.cause },
        },
      };
    case 'dispute':
      if (wish.claimedCause === before.cause) {
        throw invalidField(
          'claimedCause',
          'another-cause',
          `must be another than ${before.cause}, to which the outage is attributed`,
        );
      }
      next.claimedCause = wish.claimedCause;
      return {
        outage: next,
        entry: {
          by,
          action: 'disputed',
          reason: wish.reason,
          before: { cause: before.cause },
          after: { cause: wish.claimedCause },
        },
      };
    default:
      return {
        outage: before,
        entry: { by, action: 'commented', reason: wish.text },
      };
  }
}

/** The second person's answer: to new times if some wait, otherwise to the report. */
function decide(
  before: StoredOutage,
  next: StoredOutage,
  answer: { confirmed: boolean; by: string; reason?: string },
): Applied {
  const { confirmed, by, reason } = answer;
  const { pending } = before;
  const entry: OutageEntry = {
    by,
    action: confirmed ? 'confirmed' : 'rejected',
    reason,
  };
  if (!pending) {
    return { outage: { ...next, confirmedBy: by }, entry };
  }
  const outage = { ...next, state: before.state, pending: undefined };
  if (!confirmed) return { outage, entry };
  return {
    outage: {
      ...outage,
      fromS: pending.fromS,
      toS: pending.toS,
      confirmedBy: by,
    },
    entry: {
      ...entry,
      before: toInterval(before.fromS, before.toS),
      after: toInterval(pending.fromS, pending.toS),
    },
  };
}
