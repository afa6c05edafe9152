import {
  type Outage,
  outageAttributePermission,
  outageDisputePermission,
  outageReadPermission,
  outageReportPermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { type Caller, conflict, notAllowed } from '@dualcloud/foundation-node';
import {
  commitmentResource,
  type Decisions,
  type ServiceLevelsPermission,
} from '../authorization';
import type { CommitmentRow } from '../commitments';
import { type Deed, DEEDS, type Doer, isPossible } from './deeds';
import { presentOutage } from './presentOutage';
import type { StoredOutage } from './types';

/** What has to be decided before an outage is shown or something is done with it. */
export const OUTAGE_PERMISSIONS = [
  outageReadPermission,
  outageReportPermission,
  outageAttributePermission,
  outageDisputePermission,
];

const PERMISSION_OF: Readonly<Record<Deed, ServiceLevelsPermission>> = {
  confirm: outageReportPermission,
  reject: outageReportPermission,
  correct: outageReportPermission,
  attribute: outageAttributePermission,
  settle: outageAttributePermission,
  dispute: outageDisputePermission,
  comment: outageReadPermission,
};

const DEED_OF: Readonly<Record<Doer, 'see' | 'manage' | 'dispute'>> = {
  provider: 'manage',
  parties: 'dispute',
  anybody: 'see',
};

const PAST: Readonly<Record<Deed, string>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  correct: 'corrected',
  attribute: 'attributed anew',
  dispute: 'disputed',
  settle: 'settled',
  comment: 'commented on',
};

/** What a caller sees of whatever an outage concerns, and may do about it. */
export type Seen = { commitments: CommitmentRow[]; decisions: Decisions };

/** Those of commitments whose outages the caller may see. */
export function onlySeen(
  rows: CommitmentRow[],
  decisions: Decisions,
): CommitmentRow[] {
  return rows.filter(row =>
    decisions.allow(outageReadPermission, commitmentResource(row), 'see'),
  );
}

/** An outage as the caller sees it, with what they may do with it now. */
export function presentSeen(outage: StoredOutage, seen: Seen): Outage {
  const deeds = (Object.keys(DEEDS) as Deed[]).filter(
    deed =>
      isPossible(deed, outage) &&
      mayDo(deed, seen) &&
      !needsOther(deed, outage, seen.decisions.caller),
  );
  return presentOutage(outage, {
    commitments: seen.commitments,
    // The API has one route for both answers of the second person.
    deeds: deeds.filter(deed => deed !== 'reject') as Outage['deeds'],
  });
}

/**
 * @throws NotAllowedError where it is for somebody else to do, ConflictError where
 * the outage is in no state for it
 */
export function requireDeed(
  deed: Deed,
  outage: StoredOutage,
  seen: Seen,
): void {
  if (!mayDo(deed, seen)) {
    throw notAllowed(
      DEEDS[deed].by === 'provider'
        ? `you may see this outage, but only the IT service provider may ${deed} it`
        : `you may see this outage, but only the agency and its software provider may ${deed} it`,
    );
  }
  if (!isPossible(deed, outage)) {
    throw conflict(
      `the outage is ${outage.state}, and what is ${outage.state} cannot be ${
        PAST[deed]
      }${whatInstead(deed, outage)}`,
    );
  }
  if (needsOther(deed, outage, seen.decisions.caller)) {
    throw notAllowed(
      'it takes a second person: somebody else has to look at what you have reported',
    );
  }
}

function whatInstead(deed: Deed, { state, pending }: StoredOutage): string {
  if (pending && deed === 'correct') {
    return ' while another correction waits for a second person';
  }
  if (deed === 'attribute' && state === 'disputed') {
    return '; settle the dispute instead';
  }
  return '';
}

function mayDo(deed: Deed, { commitments, decisions }: Seen): boolean {
  return commitments.some(row =>
    decisions.allow(
      PERMISSION_OF[deed],
      commitmentResource(row),
      DEED_OF[DEEDS[deed].by],
    ),
  );
}

/** It takes a second person: nobody looks at what they have reported themselves. */
function needsOther(deed: Deed, outage: StoredOutage, caller: Caller): boolean {
  const first = outage.pending?.by ?? outage.reportedBy;
  return (deed === 'confirm' || deed === 'reject') && first === caller.ref;
}
