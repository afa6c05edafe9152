import type {
  ReportContent,
  ReportSummary,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  cutPage,
  fromJson,
  notFound,
  page,
  pageSize,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import {
  type CommitmentRow,
  filterCommitments,
  type ScopeFilter,
} from '../commitments';
import { readOptionalInstant } from '../instants';
import { worstOf } from '../levels';
import type { FigureKeeper } from './FigureKeeper';
import {
  presentReport,
  presentSummary,
  type SummaryContent,
} from './presentReport';
import type { ReductionOutbox } from './ReductionOutbox';
import type { ReportOpener } from './ReportOpener';
import type { ReportStore } from './ReportStore';
import type { ReportFigures, ReportRow } from './types';
import {
  REPORT_PERMISSIONS,
  restrictReports,
  type SeenReport,
  seeReport,
} from './visibility';

const DAY_S = 86_400;

/** Query of `GET /service-reports`. */
export type ReportFilter = ScopeFilter & {
  month?: string;
  state?: 'draft' | 'released';
  limit?: number;
  cursor?: string;
};

/**
 * Monthly service reports as somebody may see them. What was released is read as it
 * is stored: one look into each table, by its key, at once.
 */
export class ReportReader {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      opener: ReportOpener;
      keeper: FigureKeeper;
      reports: ReportStore;
      outbox: ReductionOutbox;
      nowS: () => number;
      graceDays: number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    access: Access;
    opener: ReportOpener;
    keeper: FigureKeeper;
    reports: ReportStore;
    outbox: ReductionOutbox;
    nowS: () => number;
    graceDays: number;
  }): ReportReader {
    return new ReportReader(deps);
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
    const { access, opener, reports } = this.deps;
    await opener.openBegun();
    const limit = pageSize(filter.limit);
    const query = reports.query();
    restrictReports(query, await access.decide(caller, REPORT_PERMISSIONS));
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

  /** @param version - absent: the newest, or the draft */
  async get(
    caller: Caller,
    id: string,
    version?: number,
  ): Promise<ServiceReport> {
    const { reports, outbox } = this.deps;
    const [seen, rows, reductions] = await Promise.all([
      this.find(caller, id),
      reports.versions([id]),
      outbox.of(id),
    ]);
    return presentReport(seen, {
      rows,
      reductions,
      version,
      ...(await this.now(seen)),
    });
  }

  /** @throws NotFoundError if there is no such report for the caller */
  async find(caller: Caller, id: string): Promise<SeenReport> {
    const { access, reports } = this.deps;
    const [found, decisions] = await Promise.all([
      reports.get(id),
      access.decide(caller, REPORT_PERMISSIONS),
    ]);
    const seen = found && seeReport(found, decisions);
    if (!seen) throw notFound('service report', id);
    return seen;
  }

  /** From when a draft may be released, seconds since 1970; undefined: from now on. */
  releasableFrom({ interval }: ReportFigures): number | undefined {
    const { graceDays, nowS } = this.deps;
    const end = readOptionalInstant(interval.to, 'interval.to') ?? nowS();
    const from = end + graceDays * DAY_S;
    return from > nowS() ? from : undefined;
  }

  /** What is known now, for those who decide whether that is to be said. */
  private async now(
    seen: SeenReport,
  ): Promise<Pick<Parameters<typeof presentReport>[1], 'live' | 'from'>> {
    const { keeper } = this.deps;
    if (seen.report.version === 0) {
      const live = await keeper.of(seen);
      return { live, from: this.releasableFrom(live) };
    }
    if (!seen.mayRelease) return {};
    // What is agreed no more says nothing.
    return { live: await keeper.of(seen).catch(() => undefined) };
  }

  private async summaries(rows: ReportRow[]): Promise<ReportSummary[]> {
    const { knex, reports } = this.deps;
    const commitments: CommitmentRow[] = await knex('commitments').whereIn(
      'id',
      rows.map(row => row.commitment_id),
    );
    const byId = new Map(commitments.map(row => [row.id, row]));
    const [versions, drafts] = await Promise.all([
      reports.newest(rows.map(({ id }) => id)),
      this.draftSummaries(
        rows.filter(({ version }) => version === 0),
        byId,
      ),
    ]);
    const newest = new Map(versions.map(row => [row.report_id, row]));
    return rows.flatMap(row => {
      const commitment = byId.get(row.commitment_id);
      const version = newest.get(row.id);
      if (!commitment) return [];
      const content = version
        ? fromJson<ReportContent>(version.content)
        : drafts.get(row.id) ?? { outcome: 'no-data' as const, objectives: [] };
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

  private async draftSummaries(
    drafts: readonly ReportRow[],
    commitments: ReadonlyMap<string, CommitmentRow>,
  ): Promise<Map<string, SummaryContent>> {
    const found = new Map<string, SummaryContent>();
    for (const month of new Set(drafts.map(one => one.month))) {
      const about = drafts
        .filter(one => one.month === month)
        .flatMap(one => commitments.get(one.commitment_id) ?? []);
      for (const level of await this.deps.keeper.levelsOf(about, month)) {
        const objectives = level.figures.map(({ result }) => result);
        found.set(`${level.commitment.id}-${month}`, {
          outcome: worstOf(objectives),
          objectives,
          titles: level.version.effective.titles,
        });
      }
    }
    return found;
  }
}
