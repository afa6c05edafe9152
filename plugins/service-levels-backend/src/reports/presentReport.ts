import type {
  ReportContent,
  ReportReduction,
  ReportSummary,
  ReportVersion,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { fromJson, toIsoTime } from '@dualcloud/foundation-node';
import { type CommitmentRow, toCommitment } from '../commitments';
import { toInstant } from '../instants';
import type { ReductionRow } from './ReductionOutbox';
import type { ReportRow, VersionRow } from './types';

/** A report in a list; `content` is of the version that it shows. */
export function presentSummary(
  report: ReportRow,
  row: CommitmentRow,
  content: Pick<ReportContent, 'outcome' | 'objectives' | 'titles'>,
  releasedAt?: string,
): ReportSummary {
  const commitment = toCommitment(row);
  const headline = content.objectives.find(
    ({ type }) => type === 'availability',
  );
  return {
    id: report.id,
    commitmentId: commitment.id,
    month: report.month,
    state: report.version > 0 ? 'released' : 'draft',
    ...(report.version > 0 && { version: report.version }),
    agreement: commitment.agreement,
    kind: commitment.kind === 'special' ? 'special' : 'general',
    subjectRef: commitment.subjectRef,
    serviceRef: commitment.serviceRef,
    customerRef: commitment.customerRef,
    softwareProviderRef: commitment.softwareProviderRef,
    systemRef: commitment.systemRef,
    titles: content.titles,
    outcome: content.outcome,
    headline: headline && {
      objective: headline.objective,
      target: headline.target,
      actual: headline.actual,
      state: headline.state,
    },
    releasedAt,
  };
}

export function presentVersion(row: VersionRow): ReportVersion {
  return {
    version: row.version,
    releasedAt: toIsoTime(row.released_at) ?? toInstant(0),
    releasedBy: row.released_by,
    hash: row.hash,
    reason: row.reason ?? undefined,
    changes: fromJson(row.changes),
  };
}

/** @param forProvider - who can do something about a problem */
export function presentReduction(
  row: ReductionRow,
  forProvider: boolean,
): ReportReduction {
  return {
    version: row.version,
    amount: row.amount,
    currency: row.currency,
    state: row.state,
    billedMonth: row.billed_month ?? undefined,
    problem: forProvider ? row.problem ?? undefined : undefined,
  };
}
