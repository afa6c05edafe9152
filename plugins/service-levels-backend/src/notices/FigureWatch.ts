import type { Knex } from 'knex';
import {
  type CommitmentRow,
  type CommitmentStore,
  toCommitment,
} from '../commitments';
import type { Figure, Level, Levels } from '../levels';
import { figureMessage, type Step } from './figureMessage';
import type { NoticeOutbox } from './NoticeOutbox';
import { recipientsOf } from './recipients';

/**
 * Looks at the figures of the running periods, and tells the parties when a
 * share of the error budget is used, and when an objective is missed. Of several
 * steps that were reached at once the last is told. Periods that are over are
 * told of by their reports.
 */
export class FigureWatch {
  private constructor(
    private readonly deps: {
      knex: Knex;
      commitments: CommitmentStore;
      levels: Levels;
      outbox: NoticeOutbox;
      thresholds: readonly number[];
      nowS: () => number;
    },
  ) {}

  static create(deps: FigureWatch['deps']): FigureWatch {
    return new FigureWatch(deps);
  }

  async run(): Promise<void> {
    const { commitments, levels, nowS } = this.deps;
    const rows: CommitmentRow[] = await commitments
      .query()
      .where('from_s', '<=', nowS())
      .where(open => open.whereNull('to_s').orWhere('to_s', '>', nowS()))
      .orderBy('id');
    for (const level of await levels.of(rows.map(toCommitment))) {
      for (const figure of level.figures) await this.look(level, figure);
    }
  }

  private async look(level: Level, figure: Figure): Promise<void> {
    const { knex, outbox, thresholds } = this.deps;
    if (figure.result.complete) return;
    const steps = stepsOf(figure, thresholds);
    const step = steps.pop();
    if (step === undefined) return;
    const { commitment, version } = level;
    const idOf = (one: Step) =>
      [
        'figure',
        commitment.id,
        figure.objective.id,
        figure.result.period,
        one,
      ].join(' ');
    const message = figureMessage(level, figure, step);
    const to = recipientsOf(commitment, version.effective.owner);
    await outbox.queue(knex, idOf(step), {
      kind: 'figure',
      message: { ...message, to },
    });
    await outbox.skip(knex, steps.map(idOf));
  }
}

/** Reached so far, lowest first. */
function stepsOf({ result }: Figure, thresholds: readonly number[]): Step[] {
  const { availability, state } = result;
  const missed: Step[] = state === 'missed' ? ['missed'] : [];
  if (!availability || availability.countedSeconds === 0) return missed;
  const { countedSeconds, budgetSeconds } = availability;
  return [
    ...thresholds.filter(
      percent => countedSeconds * 100 >= budgetSeconds * percent,
    ),
    ...missed,
  ];
}
