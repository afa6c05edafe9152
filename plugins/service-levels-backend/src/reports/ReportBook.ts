import type { ReportTrend } from '@dualcloud/backstage-plugin-service-levels-common';
import { conflict, readCursorValue } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { AgreementStore } from '../agreements';
import {
  intervalOfPeriod,
  parsePeriod,
  periodAfter,
  periodAt,
} from '../calendars';
import {
  type Commitment,
  type CommitmentRow,
  toCommitment,
} from '../commitments';
import { toInstant } from '../instants';
import type { Level, Levels } from '../levels';
import type { ReportStore } from './ReportStore';
import type { ReportFigures } from './types';
import { trendOf, trendPeriods, workOutReport } from './workOutReport';

const DAY_S = 86_400;

/** Which reports there are, what drafts say now, and when one may be released. */
export class ReportBook {
  private openedAt?: string;

  private constructor(
    private readonly deps: {
      knex: Knex;
      agreements: AgreementStore;
      levels: Levels;
      reports: ReportStore;
      nowS: () => number;
      graceDays: number;
      months: number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    agreements: AgreementStore;
    levels: Levels;
    reports: ReportStore;
    nowS: () => number;
    graceDays: number;
    months: number;
  }): ReportBook {
    return new ReportBook(deps);
  }

  /**
   * Begins a draft for each month in which something was agreed about a service;
   * does nothing as long as agreements and month are the same.
   */
  async openDrafts(): Promise<void> {
    const { knex, reports, nowS, agreements } = this.deps;
    const now = nowS();
    const state = `${await readCursorValue(knex, 'facts')} ${toInstant(
      now,
    ).slice(0, 10)}`;
    if (state === this.openedAt) return;
    const book = await agreements.book();
    const known = await reports.ids();
    const rows: CommitmentRow[] = await knex('commitments').whereIn('kind', [
      'general',
      'special',
    ]);
    const drafts = rows.map(toCommitment).flatMap(commitment => {
      const [newest] = book.historyOf(commitment.agreement).slice(-1);
      if (!newest) return [];
      return this.monthsOf(commitment, newest.calendar.spec.timeZone, now)
        .map(month => ({ commitmentId: commitment.id, month }))
        .filter(one => !known.has(`${one.commitmentId}-${one.month}`));
    });
    await reports.open(drafts);
    this.openedAt = state;
  }

  /** The figures of months, where something was agreed in them. */
  async levelsOf(
    commitments: readonly Commitment[],
    month: string,
  ): Promise<Level[]> {
    return this.deps.levels.of(commitments, month);
  }

  /** What the report of a month says as of now. */
  async figures(commitment: Commitment, month: string): Promise<ReportFigures> {
    const [level] = await this.levelsOf([commitment], month);
    if (!level) {
      throw conflict(
        `nothing is agreed about this service in ${month} any more, so there is nothing to report`,
      );
    }
    return workOutReport(level, await this.trend(level));
  }

  /** From when a draft may be released, seconds since 1970; undefined: from now on. */
  async releasableFrom(
    commitment: Commitment,
    month: string,
  ): Promise<number | undefined> {
    const [level] = await this.levelsOf([commitment], month);
    if (!level) return undefined;
    const [, end] = intervalOfPeriod(
      parsePeriod(month),
      level.version.calendar.spec.timeZone,
    );
    const from = end + this.deps.graceDays * DAY_S;
    return from > this.deps.nowS() ? from : undefined;
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

  private monthsOf(
    { fromS, toS }: Commitment,
    timeZone: string,
    now: number,
  ): string[] {
    const running = periodAt('month', now, timeZone);
    return Array.from({ length: this.deps.months }, (_, back) =>
      periodAfter(running, -back),
    )
      .filter(month => {
        const [from, to] = intervalOfPeriod(month, timeZone);
        return fromS < to && (toS === undefined || toS > from);
      })
      .map(({ name }) => name);
  }
}
