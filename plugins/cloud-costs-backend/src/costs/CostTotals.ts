import type { Knex } from 'knex';
import type { CostMemory, CostView } from './CostMemory';
import type { GroupedIds } from './CostSeries';
import {
  bucketsOf,
  type CostQuestion,
  dayNumber,
  dayOfNumber,
  type Interval,
  type Period,
} from './query';
import { JoinedSums } from './JoinedSums';
import { sumInDatabase } from './sumInDatabase';
import type { Sums } from './Sums';

/** What of a question is the same for several periods. */
export type Scope = Pick<CostQuestion, 'restrict' | 'filter' | 'groupBy'>;

/**
 * Adds costs up: recent days from memory, older ones in the database. Both give
 * the same figures.
 */
export class CostTotals {
  private constructor(
    private readonly knex: Knex,
    private readonly memory: CostMemory,
  ) {}

  static create(options: { knex: Knex; memory: CostMemory }): CostTotals {
    return new CostTotals(options.knex, options.memory);
  }

  async sum(question: CostQuestion): Promise<Sums> {
    const [sums] = await this.sumPeriods(question, [question]);
    return sums;
  }

  /** One answer for each of the periods. */
  async sumPeriods(
    scope: Scope,
    periods: Array<Period & { interval: Interval }>,
  ): Promise<Sums[]> {
    const questions = periods.map(({ from, to, interval }) => ({
      restrict: scope.restrict,
      filter: scope.filter,
      groupBy: scope.groupBy,
      from,
      to,
      interval,
    }));
    if (!this.memory.isFull) {
      return Promise.all(
        questions.map(question => sumInDatabase(this.knex, question)),
      );
    }
    const [view, groups] = await Promise.all([
      this.memory.view(),
      this.memory.allocations(scope),
    ]);
    return Promise.all(
      questions.map(question => this.sumWith(view, groups, question)),
    );
  }

  private async sumWith(
    view: CostView | undefined,
    groups: GroupedIds,
    question: CostQuestion,
  ): Promise<Sums> {
    if (!view || question.to < view.firstDay) {
      return sumInDatabase(this.knex, question);
    }
    if (question.from >= view.firstDay) return view.sum(question, groups);
    const older = await sumInDatabase(this.knex, {
      ...question,
      to: dayOfNumber(dayNumber(view.firstDay) - 1),
    });
    const newer = view.sum({ ...question, from: view.firstDay }, groups);
    const { length } = bucketsOf(question, question.interval);
    return new JoinedSums(length, older, newer);
  }
}
