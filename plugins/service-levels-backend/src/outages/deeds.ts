import type { OutageState } from '@dualcloud/backstage-plugin-service-levels-common';

/*
 * What may be done with an outage, in which state, by whom, and what comes of it.
 *
 *   reported   by hand; counts once a second person has confirmed it
 *   confirmed  counts; what was measured begins here
 *   rejected   never counts
 *   disputed   counts as it is attributed until the dispute is settled
 *   settled    counts; the attribution is final unless it is corrected anew
 *
 * A correction of times changes nothing until a second person confirms it: the
 * outage keeps its state, and the new times wait beside it.
 */

/** Something that a person does with an outage. */
export type Deed =
  | 'confirm'
  | 'reject'
  | 'correct'
  | 'attribute'
  | 'dispute'
  | 'settle'
  | 'comment';

/** Who may: whoever operates the service, or the other parties of the agreement. */
export type Doer = 'provider' | 'parties' | 'anybody';

type Rule = {
  by: Doer;
  from: readonly OutageState[];
  /** Absent: the state stays. */
  to?: OutageState;
};

/** States that count, as far as the cause does. */
export const COUNTING: readonly OutageState[] = [
  'confirmed',
  'disputed',
  'settled',
];

const EVERY: readonly OutageState[] = ['reported', 'rejected', ...COUNTING];

export const DEEDS: Readonly<Record<Deed, Rule>> = {
  confirm: { by: 'provider', from: ['reported'], to: 'confirmed' },
  reject: { by: 'provider', from: ['reported'], to: 'rejected' },
  correct: { by: 'provider', from: COUNTING },
  attribute: { by: 'provider', from: ['reported', 'confirmed'] },
  dispute: { by: 'parties', from: ['confirmed'], to: 'disputed' },
  settle: { by: 'provider', from: ['disputed'], to: 'settled' },
  comment: { by: 'anybody', from: EVERY },
};

/** Whether an outage in a state may have something done to it. */
export function isPossible(
  deed: Deed,
  outage: { state: OutageState; pending?: unknown },
): boolean {
  // What waits for a second person is decided on by the same two deeds.
  if (outage.pending && (deed === 'confirm' || deed === 'reject')) return true;
  if (outage.pending && deed === 'correct') return false;
  return DEEDS[deed].from.includes(outage.state);
}
