import type { Knex } from 'knex';
import type { CostMemory } from './CostMemory';
import { bucketsOf, type CostQuestion, dayNumber, dayOfNumber } from './query';
import { sumInDatabase } from './sumInDatabase';
import { Sums } from './Sums';

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
    const view = await this.memory.view();
    if (!view || question.to < view.firstDay) {
      return sumInDatabase(this.knex, question);
    }
    if (question.from >= view.firstDay) return view.sum(question);
    const parts = await Promise.all([
      sumInDatabase(this.knex, {
        ...question,
        to: dayOfNumber(dayNumber(view.firstDay) - 1),
      }),
      view.sum({ ...question, from: view.firstDay }),
    ]);
    return joined(question, parts);
  }
}

/** Sums of the older and the newer part of a period; they may share a month. */
function joined(question: CostQuestion, [older, newer]: Sums[]): Sums {
  const { length } = bucketsOf(question, question.interval);
  const sums = new Sums(length);
  const place = (part: Sums, fromTheEnd: boolean) => {
    for (const [group, byCurrency] of part.groups) {
      for (const [currency, amounts] of byCurrency) {
        const offset = fromTheEnd ? length - amounts.length : 0;
        amounts.forEach((amount, index) =>
          sums.add(group, currency, offset + index, amount),
        );
      }
    }
  };
  place(older, false);
  place(newer, true);
  return sums;
}
