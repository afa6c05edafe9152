import type { StandardCandidateDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { toOptionalNumber } from '@dualcloud/foundation-node';

/** What was decided about a candidate. */
export type Decision = {
  outcome: NonNullable<StandardCandidateDetail['decision']>['outcome'];
  serviceRef?: string;
  reason: string;
  by: string;
  /** Milliseconds since 1970. */
  at: number;
};

/** Requests that ask for the same: by their pattern, or grouped by hand. */
export type Candidate = {
  id: string;
  pattern?: string;
  /** Of a group made by hand. */
  title?: string;
  decision?: Decision;
};

/** A row of `standard_candidates`. */
export type CandidateRow = {
  id: string;
  pattern: string | null;
  title: string | null;
  outcome: Decision['outcome'] | null;
  service_ref: string | null;
  reason: string | null;
  decided_by: string | null;
  decided_at: number | string | null;
  created_by: string;
  created_at: number | string;
};

export function toCandidate(row: CandidateRow): Candidate {
  const at = toOptionalNumber(row.decided_at);
  return {
    id: row.id,
    pattern: row.pattern ?? undefined,
    title: row.title ?? undefined,
    decision:
      row.outcome && at !== undefined
        ? {
            outcome: row.outcome,
            serviceRef: row.service_ref ?? undefined,
            reason: row.reason ?? '',
            by: row.decided_by ?? '',
            at,
          }
        : undefined,
  };
}
