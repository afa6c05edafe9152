import {
  type ReportContent,
  reportReadPermission,
  reportReleasePermission,
  type ReportSummary,
  type ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  conflict,
  cutPage,
  fromJson,
  type IdempotencyStore,
  notAllowed,
  notFound,
  page,
  pageSize,
  toIsoTime,
  transact,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  commitmentResource,
  type Decisions,
} from '../authorization';
import {
  type CommitmentRow,
  filterCommitments,
  type ScopeFilter,
  toCommitment,
} from '../commitments';
import type { FactLog } from '../facts';
import { toInstant } from '../instants';
import { worstOf } from '../levels';
import { compareReports } from './compareReports';
import { reductionsBetween } from './duePenalties';
import {
  presentReduction,
  presentSummary,
  presentVersion,
} from './presentReport';
import type { ReductionOutbox } from './ReductionOutbox';
import type { ReportBook } from './ReportBook';
import type { ReportStore } from './ReportStore';
import type {
  FoundReport,
  NewVersion,
  ReportFigures,
  ReportRow,
  VersionRow,
} from './types';

const PERMISSIONS = [reportReadPermission, reportReleasePermission];

/** Query of `GET /service-reports`. */
export type ReportFilter = ScopeFilter & {
  month?: string;
  state?: 'draft' | 'released';
  limit?: number;
  cursor?: string;
};

type Seen = FoundReport & { isProvider: boolean; caller: Caller };
type Request = { key: string; route: string; body: unknown };

/**
 * Monthly service reports as somebody may see them. Drafts, and what is about no
 * customer, are the IT service provider's alone. A release stores the report whole;
 * whatever changes afterwards only a correction brings in, as a version of its own.
 */
export class ReportService {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      book: ReportBook;
      reports: ReportStore;
      outbox: ReductionOutbox;
      idempotency: IdempotencyStore;
      facts: FactLog;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    access: Access;
    book: ReportBook;
    reports: ReportStore;
    outbox: ReductionOutbox;
    idempotency: IdempotencyStore;
    facts: FactLog;
  }): ReportService {
    return new ReportService(deps);
  }

  /** Newest month first. */
  async list(
    caller: Caller,
    filter: ReportFilter,
  ): Promise<{
    items: ReportSummary[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { access, book, reports } = this.deps;
    await book.openDrafts();
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, PERMISSIONS);
    const query = reports.query();
    decisions.restrict(query, 'commitments', reportReadPermission);
    if (!isProvider(caller)) {
      query.where('commitments.general', 'no').where('reports.version', '>', 0);
    }
    filterCommitments(query, filter);
    if (filter.month) query.where('reports.month', filter.month);
    if (filter.state) {
      query.where('reports.version', filter.state === 'draft' ? '=' : '>', 0);
    }
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'reports.month_number',
      cursor: filter.cursor,
      limit,
    });
    const found: ReportRow[] = await query.select('reports.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.month_number);
    return {
      items: await this.summaries(rows),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(
    caller: Caller,
    id: string,
    version?: number,
  ): Promise<ServiceReport> {
    return this.present(await this.visible(caller, id), version);
  }

  /** Only of drafts: what was released says what it says. */
  async comment(
    caller: UserCaller,
    id: string,
    text: string,
  ): Promise<ServiceReport> {
    const { knex, facts, reports } = this.deps;
    const seen = await this.manageable(caller, id, 'comment on');
    const comment = text.trim() || null;
    await transact(knex, async trx => {
      const row = await reports.lock(trx, id);
      if (!row) throw notFound('service report', id);
      if (row.version > 0) throw released(row);
      if (row.comment === comment) return;
      await reports.comment(trx, id, comment);
      await facts.note(
        trx,
        { kind: 'report', id },
        {
          actor: caller.ref,
          action: 'report-comment',
          objectRef: `report:${id}`,
        },
      );
    });
    facts.tell('reports');
    return this.present({ ...seen, report: { ...seen.report, comment } });
  }

  /** @throws ConflictError before the days of grace are over, and for what is released */
  async release(
    caller: UserCaller,
    id: string,
    request: Request,
  ): Promise<ServiceReport> {
    const { book } = this.deps;
    return this.issue(caller, id, request, {
      verb: 'release',
      prepare: async ({ report, commitment }) => {
        if (report.version > 0) throw released(report);
        const from = await book.releasableFrom(
          toCommitment(commitment),
          report.month,
        );
        if (from !== undefined) {
          throw conflict(
            `the report of ${report.month} may be released from ${toInstant(
              from,
            )} on: the month has to be over, and so do the days of grace in which outages are still reported and corrected`,
          );
        }
      },
      next: async (_trx, row, figures) => {
        if (row.version > 0) throw released(row);
        return {
          version: 1,
          content: withComment(figures, row.comment),
          changes: [],
        };
      },
    });
  }

  /** @throws ConflictError for drafts, and if nothing is different */
  async correct(
    caller: UserCaller,
    id: string,
    wish: { reason: string; comment?: string },
    request: Request,
  ): Promise<ServiceReport> {
    const { reports } = this.deps;
    return this.issue(caller, id, request, {
      verb: 'correct',
      prepare: async () => undefined,
      next: async (trx, row, figures) => {
        const [before] = (await reports.versions([id], trx)).slice(-1);
        if (!before) {
          throw conflict(
            'the report is a draft, which says what is known now; release it first',
          );
        }
        const old = fromJson<ReportContent>(before.content);
        const content = withComment(
          figures,
          wish.comment === undefined ? old.comment : wish.comment.trim(),
        );
        const changes = compareReports(old, content);
        if (changes.length === 0) {
          throw conflict(
            `nothing is different from version ${row.version}; correct the outages, incidents or agreements first, or change the comment`,
          );
        }
        return {
          version: row.version + 1,
          content,
          changes,
          reason: wish.reason,
          before: old,
        };
      },
    });
  }

  /** Stores a version with everything that follows from it. */
  private async issue(
    caller: UserCaller,
    id: string,
    request: Request,
    how: {
      verb: 'release' | 'correct';
      prepare: (seen: Seen) => Promise<void>;
      next: (
        trx: Knex.Transaction,
        row: ReportRow,
        figures: ReportFigures,
      ) => Promise<Omit<NewVersion, 'by'> & { before?: ReportContent }>;
    },
  ): Promise<ServiceReport> {
    const { book, facts, idempotency, outbox, reports } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const seen = await this.manageable(caller, id, how.verb);
        await how.prepare(seen);
        return {
          seen,
          figures: await book.figures(
            toCommitment(seen.commitment),
            seen.report.month,
          ),
        };
      },
      async (trx, { seen, figures }) => {
        const row = await reports.lock(trx, id);
        if (!row) throw notFound('service report', id);
        const { before, ...next } = await how.next(trx, row, figures);
        await reports.add(trx, id, { ...next, by: caller.ref });
        const {
          customer_ref: payerRef,
          service_ref,
          system_ref,
        } = seen.commitment;
        if (payerRef) {
          await outbox.add(
            trx,
            { reportId: id, version: next.version },
            reductionsBetween(before, next.content),
            {
              payerRef,
              month: row.month,
              reason: reasonOf(next.content, next.version),
              serviceRef: service_ref ?? undefined,
              systemRef: system_ref ?? undefined,
              explanationUrl: `/service-levels/reports/${id}?version=${next.version}`,
            },
          );
        }
        await facts.note(
          trx,
          { kind: 'report', id },
          {
            actor: caller.ref,
            action: `report-${how.verb}`,
            objectRef: `report:${id}`,
            details: { version: next.version, reason: next.reason },
          },
        );
        return {
          status: 200,
          response: presentReport(
            { ...seen, report: { ...row, version: next.version } },
            {
              rows: await reports.versions([id], trx),
              reductions: await outbox.of(id, trx),
              live: figures,
            },
          ),
        };
      },
    );
    if (!repeated) {
      facts.tell('reports');
      void outbox.handOver();
    }
    return response;
  }

  private async visible(caller: Caller, id: string): Promise<Seen> {
    const { access, book, reports } = this.deps;
    await book.openDrafts();
    const [found, decisions] = await Promise.all([
      reports.get(id),
      access.decide(caller, PERMISSIONS),
    ]);
    if (!found || !maySee(found, decisions)) {
      throw notFound('service report', id);
    }
    return { ...found, isProvider: mayRelease(found, decisions), caller };
  }

  private async manageable(
    caller: UserCaller,
    id: string,
    verb: string,
  ): Promise<Seen> {
    const seen = await this.visible(caller, id);
    if (!seen.isProvider) {
      throw notAllowed(
        `you may see this report, but only the IT service provider may ${verb} it`,
      );
    }
    return seen;
  }

  private async summaries(rows: ReportRow[]): Promise<ReportSummary[]> {
    const { book, knex, reports } = this.deps;
    const commitments: CommitmentRow[] = await knex('commitments').whereIn(
      'id',
      rows.map(row => row.commitment_id),
    );
    const byId = new Map(commitments.map(row => [row.id, row]));
    const versions = new Map(
      (await reports.versions(rows.map(({ id }) => id))).map(row => [
        row.report_id,
        row,
      ]),
    );
    const live = new Map<
      string,
      Pick<ReportFigures, 'outcome' | 'objectives' | 'titles'>
    >();
    const drafts = rows.filter(({ version }) => version === 0);
    for (const month of new Set(drafts.map(one => one.month))) {
      const about = drafts
        .filter(one => one.month === month)
        .flatMap(one => byId.get(one.commitment_id) ?? []);
      for (const level of await book.levelsOf(about.map(toCommitment), month)) {
        const objectives = level.figures.map(({ result }) => result);
        live.set(`${level.commitment.id}-${month}`, {
          outcome: worstOf(objectives),
          objectives,
          titles: level.version.effective.titles,
        });
      }
    }
    return rows.flatMap(row => {
      const commitment = byId.get(row.commitment_id);
      const version = versions.get(row.id);
      if (!commitment) return [];
      const content = version
        ? fromJson<ReportContent>(version.content)
        : live.get(row.id) ?? { outcome: 'no-data' as const, objectives: [] };
      return [
        presentSummary(
          row,
          commitment,
          content,
          toIsoTime(version?.released_at),
        ),
      ];
    });
  }

  private async present(seen: Seen, version?: number): Promise<ServiceReport> {
    const { book, reports, outbox } = this.deps;
    const { commitment: row, report, isProvider: forProvider } = seen;
    const [rows, reductions] = await Promise.all([
      reports.versions([report.id]),
      outbox.of(report.id),
    ]);
    const commitment = toCommitment(row);
    const figures = () => book.figures(commitment, report.month);
    if (rows.length === 0) {
      return presentReport(seen, {
        rows,
        reductions,
        version,
        live: await figures(),
        from: await book.releasableFrom(commitment, report.month),
      });
    }
    // What has changed since its release; what is agreed no more says nothing.
    const live = forProvider
      ? await figures().catch(() => undefined)
      : undefined;
    return presentReport(seen, { rows, reductions, version, live });
  }
}

/** A report as it is read, from what is stored and what is known now. */
function presentReport(
  { report, commitment, isProvider: forProvider }: Seen,
  stored: {
    rows: VersionRow[];
    reductions: Awaited<ReturnType<ReductionOutbox['of']>>;
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
    reductions: reductions.map(one => presentReduction(one, forProvider)),
    deeds: deedsOf(forProvider, Boolean(newest), from),
    releasableFrom: from === undefined ? undefined : toInstant(from),
  };
}

function isProvider(caller: Caller): boolean {
  return caller.type === 'user' && caller.party.isItServiceProvider;
}

function maySee(
  { report, commitment }: FoundReport,
  decisions: Decisions,
): boolean {
  const isOpen = report.version > 0 && commitment.general === 'no';
  return (
    (isOpen || isProvider(decisions.caller)) &&
    decisions.allow(reportReadPermission, commitmentResource(commitment), 'see')
  );
}

function mayRelease(
  { commitment }: FoundReport,
  decisions: Decisions,
): boolean {
  return decisions.allow(
    reportReleasePermission,
    commitmentResource(commitment),
    'manage',
  );
}

function deedsOf(
  forProvider: boolean,
  isReleased: boolean,
  from: number | undefined,
): ServiceReport['deeds'] {
  if (!forProvider) return [];
  if (isReleased) return ['correct'];
  return from === undefined ? ['comment', 'release'] : ['comment'];
}

function withComment(
  figures: ReportFigures,
  comment: string | null | undefined,
): ReportContent {
  return comment ? { ...figures, comment } : { ...figures };
}

function released({ month, version }: ReportRow): Error {
  return conflict(
    `the report of ${month} has been released as version ${version} and cannot be changed; correct it with a reason`,
  );
}

/** What the line of a statement says; the customer's own language is not known. */
function reasonOf(
  { month, agreement }: ReportContent,
  version: number,
): string {
  return version === 1
    ? `Minderung nach Servicebericht ${month} (${agreement})`
    : `Korrektur der Minderung nach Servicebericht ${month}, Version ${version} (${agreement})`;
}
