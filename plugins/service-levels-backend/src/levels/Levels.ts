import {
  type Objective,
  type ObjectiveResult,
  periodOfObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { readCursorValue } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { AgreementBook, AgreementStore } from '../agreements';
import { Attainment, type Evaluation, termsOf } from '../attainment';
import {
  intervalOfPeriod,
  type Period,
  parsePeriod,
  periodAt,
  periodsIn,
} from '../calendars';
import type { Commitment } from '../commitments';
import type { Interval } from '../intervals';
import { reductionsOf } from '../penalties';
import type { FactReader, GatheredFacts, Judged } from './FactReader';

/** How long the figures of a period that is not over stay as they are. */
const FRESH_S = 15;
const MOST_KEPT = 5_000;

/** Measurements this old tell whether something is measured now. */
const LOOK_BACK_S = 3_600;

/** What the condition of a commitment's subject is told from. */
export type Standing = Judged & { facts: GatheredFacts; nowS: number };

/** The figures of a commitment in a period. */
export type Level = Standing & {
  /** Whichever was asked for. */
  period: Period;
  attainment: Attainment;
  /** One for each objective, in the order of the agreement. */
  figures: Figure[];
};

/** An objective's figure in the period of its own that the asked one is about. */
export type Figure = { objective: Objective; period: Period } & Evaluation;

type Kept = { facts: string; level: Level; until: number };

/**
 * Figures, worked out from what happened and kept as long as that is the same:
 * every change of a fact is counted, so nothing needs to be told what is outdated.
 * What is not over changes by itself as time passes.
 */
export class Levels {
  private readonly kept = new Map<string, Kept>();

  private constructor(
    private readonly deps: {
      knex: Knex;
      agreements: AgreementStore;
      facts: FactReader;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    agreements: AgreementStore;
    facts: FactReader;
    nowS: () => number;
  }): Levels {
    return new Levels(deps);
  }

  /**
   * Figures of commitments in a period; a commitment that was not in force in it
   * is left out.
   *
   * @param period - `2026`, `2026-Q4` or `2026-11`; absent: the running month
   */
  async of(
    commitments: readonly Commitment[],
    period?: string,
  ): Promise<Level[]> {
    const book = await this.deps.agreements.book();
    const nowS = this.deps.nowS();
    return this.read(
      commitments.flatMap(commitment => judge(commitment, book, period, nowS)),
      nowS,
    );
  }

  /** Figures of a commitment in several periods, gathered at once. */
  async over(
    commitment: Commitment,
    periods: readonly string[],
  ): Promise<Level[]> {
    const book = await this.deps.agreements.book();
    const nowS = this.deps.nowS();
    return this.read(
      periods.flatMap(period => judge(commitment, book, period, nowS)),
      nowS,
    );
  }

  private async read(
    judged: ReadonlyArray<Judged & { period: Period }>,
    nowS: number,
  ): Promise<Level[]> {
    const counted = await readCursorValue(this.deps.knex, 'facts');
    const levels = new Map<string, Level>();
    const missing: Array<Judged & { period: Period }> = [];
    for (const one of judged) {
      const kept = this.kept.get(keyOf(one));
      if (kept && kept.facts === counted && kept.until > nowS) {
        levels.set(keyOf(one), kept.level);
      } else missing.push(one);
    }
    for (const level of await this.workOut(missing, nowS)) {
      levels.set(keyOf(level), level);
      this.keep(level, counted);
    }
    return judged.flatMap(one => levels.get(keyOf(one)) ?? []);
  }

  /** How commitments that are in force stand now; no figure is worked out. */
  async standing(
    commitments: readonly Commitment[],
    aheadS: number,
  ): Promise<Standing[]> {
    const book = await this.deps.agreements.book();
    const nowS = this.deps.nowS();
    const judged = commitments
      .filter(({ fromS, toS = Infinity }) => fromS <= nowS && nowS < toS)
      .flatMap(commitment => {
        const version = book.at(commitment.agreement, nowS);
        return version ? [{ commitment, version }] : [];
      });
    if (judged.length === 0) return [];
    const interval: Interval = [nowS - LOOK_BACK_S, nowS + aheadS];
    const facts = await this.deps.facts.gather(judged, interval, nowS);
    return judged.map((one, index) => ({ ...one, facts: facts[index], nowS }));
  }

  private async workOut(
    judged: Array<Judged & { period: Period }>,
    nowS: number,
  ): Promise<Level[]> {
    if (judged.length === 0) return [];
    const interval = hull(judged.map(widest));
    const facts = await this.deps.facts.gather(judged, interval, nowS);
    return judged.map((one, index) => workOut(one, facts[index], nowS));
  }

  private keep(level: Level, facts: string): void {
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const isOver = level.figures.every(({ result }) => result.complete);
    this.kept.set(keyOf(level), {
      facts,
      level,
      until: isOver ? Infinity : level.nowS + FRESH_S,
    });
  }
}

/** Works out all objectives of a commitment; pure. */
export function workOut(
  one: Judged & { period: Period },
  facts: GatheredFacts,
  nowS: number,
): Level {
  const { commitment, version, period } = one;
  const { effective, calendar, inForce } = version;
  const attainment = Attainment.of({
    subjectRef: commitment.subjectRef,
    calendar: calendar.calendar,
    terms: termsOf(effective),
    inForce: [
      Math.max(inForce[0], commitment.fromS),
      Math.min(inForce[1], commitment.toS ?? Infinity),
    ],
    facts,
    now: nowS,
  });
  const figures = (effective.objectives ?? []).map((objective): Figure => {
    const own = periodOf(objective, period, {
      timeZone: calendar.calendar.timeZone,
      nowS,
    });
    return { objective, period: own, ...attainment.evaluate(objective, own) };
  });
  return {
    ...one,
    attainment,
    facts,
    figures: withPenalties(figures, effective.penalties ?? []),
    nowS,
  };
}

/** Which period of an objective's own kind one asks for: the last that has begun. */
export function periodOf(
  objective: Objective,
  asked: Period,
  { timeZone, nowS }: { timeZone: string; nowS: number },
): Period {
  const periods = periodsIn(asked, periodOfObjective(objective));
  return (
    [...periods]
      .reverse()
      .find(period => intervalOfPeriod(period, timeZone)[0] <= nowS) ??
    periods[0]
  );
}

function withPenalties(
  figures: Figure[],
  penalties: Parameters<typeof reductionsOf>[0],
): Figure[] {
  if (penalties.length === 0) return figures;
  const shares = new Map(
    figures.map(({ objective, share }) => [objective.id, share]),
  );
  const reductions = reductionsOf(penalties, shares);
  return figures.map(figure => {
    const reduction = reductions.find(
      one => one.objective === figure.objective.id,
    );
    if (!reduction) return figure;
    const penalty: ObjectiveResult['penalty'] = {
      below: reduction.below,
      reductionPercent: reduction.reductionPercent,
      cappedPercent: reduction.cappedPercent,
      amountMicros: String(reduction.amountMicros),
      currency: reduction.currency,
      state: 'expected',
    };
    return { ...figure, result: { ...figure.result, penalty } };
  });
}

function judge(
  commitment: Commitment,
  book: AgreementBook,
  asked: string | undefined,
  nowS: number,
): Array<Judged & { period: Period }> {
  const [newest] = book.historyOf(commitment.agreement).slice(-1);
  if (!newest) return [];
  const { timeZone } = newest.calendar.calendar;
  const period =
    asked === undefined
      ? periodAt('month', nowS, timeZone)
      : parsePeriod(asked);
  const [from, to] = intervalOfPeriod(period, timeZone);
  const lived: Interval = [
    Math.max(from, commitment.fromS),
    Math.min(to, commitment.toS ?? Infinity),
  ];
  if (lived[1] <= lived[0]) return [];
  const version = book.within(commitment.agreement, lived);
  return version ? [{ commitment, version, period }] : [];
}

/** The longest of the periods that the objectives are about. */
function widest({ version, period }: Judged & { period: Period }): Interval {
  const { timeZone } = version.calendar.calendar;
  const kinds = (version.effective.objectives ?? []).map(periodOfObjective);
  return hull(
    [period, ...kinds.flatMap(kind => periodsIn(period, kind))].map(one =>
      intervalOfPeriod(one, timeZone),
    ),
  );
}

function hull(intervals: Interval[]): Interval {
  return [
    Math.min(...intervals.map(([from]) => from)),
    Math.max(...intervals.map(([, to]) => to)),
  ];
}

function keyOf({ commitment, period }: Judged & { period: Period }): string {
  return `${commitment.id} ${period.name}`;
}
