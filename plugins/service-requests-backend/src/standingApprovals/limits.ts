import type {
  ReleaseKind,
  StandingApproval,
  StandingApprovalAnswer,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import type { StoredApproval } from './types';

/** The rules of standing approvals: when one holds, and what stands against a release. */

export const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

export function stateOf(
  { withdrawn, until, customer, provider }: StoredApproval,
  now: number,
): StandingApproval['state'] {
  if (withdrawn) return 'withdrawn';
  if (now >= Date.parse(`${until}T00:00:00Z`) + DAY_MS) return 'expired';
  return customer && provider ? 'in-force' : 'proposed';
}

/**
 * Whether a release is taken over by itself under an approval that is in force.
 *
 * @param used - how many were, in the last seven days
 */
export function answerOf(
  approval: StoredApproval,
  kind: ReleaseKind,
  used: number,
  gates: readonly TakeoverGateStanding[],
): StandingApprovalAnswer {
  const against: LocalizedText[] = [];
  if (!approval.kinds.includes(kind)) {
    against.push({
      en: `The standing approval is for ${approval.kinds.join(
        ', ',
      )}, and this is ${kind}.`,
      de: `Die Dauerfreigabe gilt für ${approval.kinds.join(
        ', ',
      )}, und dies ist ${kind}.`,
    });
  }
  if (used >= approval.perWeek) {
    against.push({
      en: `${used} of ${approval.perWeek} releases of the last seven days are used up.`,
      de: `${used} von ${approval.perWeek} Releases der letzten sieben Tage sind verbraucht.`,
    });
  }
  const budget = gates.find(({ id }) => id === 'error-budget');
  // An exception from the gate is none from the limit.
  if (approval.whileBudgetLasts && budget?.state !== 'passed') {
    against.push({
      en: 'It holds only while the error budget lasts.',
      de: 'Sie gilt nur, solange das Fehlerbudget reicht.',
    });
  }
  return { approvalId: approval.id, applies: against.length === 0, against };
}
