import type {
  ReportContent,
  ReportReduction,
  ReportSummary,
  ReportVersion,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { fromJson, notFound, toIsoTime } from '@dualcloud/foundation-node';
import { type CommitmentRow, toCommitment } from '../commitments';
import { toInstant } from '../instants';
import { compareReports } from './compareReports';
import type { ReductionRow } from './ReductionOutbox';
import type { ReportFigures, ReportRow, VersionRow } from './types';
import type { SeenReport } from './visibility';

/** What of a report lists show. */
export type SummaryContent = Pick<
  ReportContent,
  'outcome' | 'objectives' | 'titles'
>;

/**
 * A report as it is read, from what is stored and what is known now.
 *
 * @throws NotFoundError if there is no such version
 */
export function presentReport(
  { report, commitment, mayRelease }: SeenReport,
  stored: {
    /** Oldest first. */
    rows: VersionRow[];
    reductions: ReductionRow[];
    /** Which is asked for; absent: the newest, or the draft. */
    version?: number;
    /** What a draft would say now. */
    live?: ReportFigures;
    /** From when a draft may be released, seconds since 1970. */
    from?: number;
  },
): ServiceReport {
  const { rows, reductions, live, from } = stored;
  const newest = rows[rows.length - 1];
  const shown =
    stored.version === undefined
      ? newest
      : rows.find(one => one.version === Number(stored.version));
  const content = shown
    ? fromJson<ReportContent>(shown.content)
    : live && withComment(live, report.comment);
  if (!content || (stored.version !== undefined && !shown)) {
    throw notFound('version', `${stored.version}" of the report "${report.id}`);
  }
  const newestContent = newest && fromJson<ReportContent>(newest.content);
  return {
    summary: presentSummary(
      report,
      commitment,
      newestContent ?? content,
      toIsoTime(newest?.released_at),
    ),
    version: shown?.version,
    hash: shown?.hash,
    content,
    versions: rows.map(presentVersion),
    changed:
      newestContent && live
        ? compareReports(
            newestContent,
            withComment(live, newestContent.comment),
          )
        : [],
    reductions: reductions.map(one => presentReduction(one, mayRelease)),
    deeds: deedsOf(mayRelease, Boolean(newest), from),
    releasableFrom: from === undefined ? undefined : toInstant(from),
  };
}

/** Figures with what the provider says about them. */
export function withComment(
  figures: ReportFigures,
  comment: string | null | undefined,
): ReportContent {
  return comment ? { ...figures, comment } : { ...figures };
}

/** A report in a list; `content` is of the version that it shows. */
export function presentSummary(
  report: ReportRow,
  row: CommitmentRow,
  content: SummaryContent,
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
    missed: content.objectives.filter(({ state }) => state === 'missed').length,
    headline: headline && {
      objective: headline.objective,
      target: headline.target,
      actual: headline.actual,
      state: headline.state,
    },
    releasedAt,
  };
}

function presentVersion(row: VersionRow): ReportVersion {
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
function presentReduction(
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

function deedsOf(
  mayRelease: boolean,
  isReleased: boolean,
  from: number | undefined,
): ServiceReport['deeds'] {
  if (!mayRelease) return [];
  if (isReleased) return ['correct'];
  return from === undefined ? ['comment', 'release'] : ['comment'];
}
