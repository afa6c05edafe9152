import type { ReportTrend } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  conflict,
  fromJson,
  readCursorValue,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type CommitmentRow, toCommitment } from '../commitments';
import type { Level, Levels } from '../levels';
import type { FigureRow, FoundReport, ReportFigures, ReportRow } from './types';
import { trendOf, trendPeriods, workOutReport } from './workOutReport';

/** How long the figures of a month that is not over are shown as they are. */
const FRESH_S = 60;
/** Most reports of which figures are worked out in one run of the task. */
const AT_ONCE = 30;

/**
 * What reports would say now. A trend of twelve months is behind each, so what was
 * worked out is stored, for all replicas, until a fact changes: changes are counted,
 * so nothing needs to be told what is outdated. A task works out ahead what people
 * are going to read; whoever is faster works it out himself.
 */
export class FigureKeeper {
  private constructor(
    private readonly deps: { knex: Knex; levels: Levels; nowS: () => number },
  ) {}

  static create(deps: {
    knex: Knex;
    levels: Levels;
    nowS: () => number;
  }): FigureKeeper {
    return new FigureKeeper(deps);
  }

  /** @throws ConflictError where nothing is agreed any more */
  async of(found: FoundReport): Promise<ReportFigures> {
    const { knex } = this.deps;
    const [facts, kept] = await Promise.all([
      readCursorValue(knex, 'facts'),
      knex('report_figures')
        .where('report_id', found.report.id)
        .first() as Promise<FigureRow | undefined>,
    ]);
    return kept && this.isFresh(kept, facts)
      ? fromJson<ReportFigures>(kept.content)
      : this.workOut(found, facts);
  }

  /** Works out ahead what drafts say, newest month first. */
  async refreshDrafts(): Promise<void> {
    const { knex, nowS } = this.deps;
    const facts = await readCursorValue(knex, 'facts');
    const outdated: ReportRow[] = await knex('reports')
      .leftJoin('report_figures', 'report_figures.report_id', 'reports.id')
      .where('reports.version', 0)
      .where(stale =>
        stale
          .whereNull('report_figures.report_id')
          .orWhereNot('report_figures.facts', facts)
          .orWhere('report_figures.fresh_until', '<=', nowS()),
      )
      .orderBy([
        { column: 'reports.month_number', order: 'desc' },
        { column: 'reports.id' },
      ])
      .limit(AT_ONCE)
      .select('reports.*');
    const rows: CommitmentRow[] = await knex('commitments').whereIn(
      'id',
      outdated.map(one => one.commitment_id),
    );
    const commitments = new Map(rows.map(row => [row.id, row]));
    for (const report of outdated) {
      const commitment = commitments.get(report.commitment_id);
      if (commitment) {
        // What is agreed no more has no figures, and keeps no other from having some.
        await this.workOut({ report, commitment }, facts).catch(() => {});
      }
    }
  }

  /** What drafts of one month say in lists. */
  async levelsOf(
    commitments: readonly CommitmentRow[],
    month: string,
  ): Promise<Level[]> {
    return this.deps.levels.of(commitments.map(toCommitment), month);
  }

  private isFresh({ facts, fresh_until }: FigureRow, counted: string): boolean {
    return (
      facts === counted &&
      (fresh_until === null || Number(fresh_until) > this.deps.nowS())
    );
  }

  /** @param facts - how many changes were counted before */
  private async workOut(
    { report, commitment }: FoundReport,
    facts: string,
  ): Promise<ReportFigures> {
    const { knex, nowS } = this.deps;
    const [level] = await this.levelsOf([commitment], report.month);
    if (!level) {
      throw conflict(
        `nothing is agreed about this service in ${report.month} any more, so there is nothing to report`,
      );
    }
    const figures = workOutReport(level, await this.trend(level));
    const isOver = figures.objectives.every(({ complete }) => complete);
    const row: FigureRow = {
      report_id: report.id,
      facts,
      fresh_until: isOver ? null : nowS() + FRESH_S,
      content: JSON.stringify(figures),
    };
    await knex('report_figures').insert(row).onConflict('report_id').merge();
    return figures;
  }

  private async trend(level: Level): Promise<ReportTrend[]> {
    const names = new Set(level.figures.flatMap(trendPeriods));
    const levels = await this.deps.levels.over(level.commitment, [...names]);
    const found = new Map(levels.map(then => [then.period.name, then]));
    return level.figures.map(figure =>
      trendOf(
        figure,
        trendPeriods(figure).flatMap(
          name =>
            found
              .get(name)
              ?.figures.find(
                ({ objective }) => objective.id === figure.objective.id,
              )?.result ?? [],
        ),
      ),
    );
  }
}
