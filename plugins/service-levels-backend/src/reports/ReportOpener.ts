import type { Knex } from 'knex';
import type { AgreementStore } from '../agreements';
import { intervalOfPeriod, periodAfter, periodAt } from '../calendars';
import {
  type Commitment,
  type CommitmentRow,
  toCommitment,
} from '../commitments';
import type { ReportStore } from './ReportStore';

/** Every zone's midnight is at a multiple of it. */
const QUARTER_S = 15 * 60;

/**
 * Begins a draft for each month in which something was agreed about a service: when
 * agreements are taken over, when a month begins, and again and again by the
 * scheduler. Whoever reads right after midnight opens the month too, so that nobody
 * waits for a task; any other read costs nothing.
 */
export class ReportOpener {
  /** The quarter of an hour in which this process looked last. */
  private lookedAt?: number;

  private constructor(
    private readonly deps: {
      knex: Knex;
      agreements: AgreementStore;
      reports: ReportStore;
      nowS: () => number;
      /** How many months back, with the running one. */
      months: number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    agreements: AgreementStore;
    reports: ReportStore;
    nowS: () => number;
    months: number;
  }): ReportOpener {
    return new ReportOpener(deps);
  }

  /** Does nothing as long as no month can have begun since this process looked. */
  async openBegun(): Promise<void> {
    if (this.quarter() !== this.lookedAt) await this.open();
  }

  async open(): Promise<void> {
    const { knex, reports, nowS, agreements } = this.deps;
    const quarter = this.quarter();
    const now = nowS();
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
    this.lookedAt = quarter;
  }

  private quarter(): number {
    return Math.floor(this.deps.nowS() / QUARTER_S);
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
