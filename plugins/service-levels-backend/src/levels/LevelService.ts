import {
  type Explanation,
  levelReadPermission,
  type ObjectiveResult,
  outageReadPermission,
  periodOfObjective,
  type ServiceLevel,
  type ServiceLevelDetail,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  invalidField,
  notFound,
  pageSize,
} from '@dualcloud/foundation-node';
import {
  type Access,
  commitmentResource,
  type Decisions,
} from '../authorization';
import { parsePeriod, periodAfter, periodsIn } from '../calendars';
import {
  type Commitment,
  type CommitmentRow,
  type CommitmentStore,
  filterCommitments,
  type ScopeFilter,
  toCommitment,
} from '../commitments';
import { presentExplanation } from './presentExplanation';
import type { Figure, Level, Levels } from './Levels';
import { compareLevels, presentDays, presentLevel } from './presentLevel';

const PERMISSIONS = [levelReadPermission, outageReadPermission];
const MOST_PERIODS = 60;

/** Query of `GET /service-levels`. */
export type LevelFilter = ScopeFilter & {
  period?: string;
  limit?: number;
  cursor?: string;
};

/** Agreed levels as somebody may see them. */
export class LevelService {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      levels: Levels;
    },
  ) {}

  static create(deps: {
    access: Access;
    commitments: CommitmentStore;
    levels: Levels;
  }): LevelService {
    return new LevelService(deps);
  }

  /**
   * Worst first. The order is that of figures, which no index has: all that the
   * caller may see are worked out, and a page is cut from them.
   */
  async list(
    caller: Caller,
    filter: LevelFilter,
  ): Promise<{
    items: ServiceLevel[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { access, commitments, levels } = this.deps;
    checkPeriod(filter.period);
    const limit = pageSize(filter.limit, 100);
    const start = readStart(filter.cursor);
    const decisions = await access.decide(caller, PERMISSIONS);
    const query = commitments.query();
    decisions.restrict(query, 'commitments', levelReadPermission);
    filterCommitments(query, filter);
    const rows: CommitmentRow[] = await query.select('commitments.*');
    const found = await levels.of(rows.map(toCommitment), filter.period);
    const items = found.map(presentLevel).sort(compareLevels);
    const end = start + limit;
    return {
      items: items.slice(start, end),
      totalItems: items.length,
      nextCursor: end < items.length ? String(end) : undefined,
    };
  }

  async get(
    caller: Caller,
    id: string,
    period?: string,
  ): Promise<{ level: Level; decisions: Decisions }> {
    checkPeriod(period);
    const { commitment, decisions } = await this.visible(caller, id);
    const [level] = await this.deps.levels.of([commitment], period);
    if (!level) {
      throw notFound('service level', `${id}" in the period "${period ?? ''}`);
    }
    return { level, decisions };
  }

  /** An objective over the last periods of its kind, oldest first. */
  async trend(
    caller: Caller,
    id: string,
    options: { objective: string; periods?: number },
  ): Promise<ObjectiveResult[]> {
    const { commitment } = await this.visible(caller, id);
    const [now] = await this.deps.levels.of([commitment]);
    if (!now) return [];
    const figure = objectiveOf(now, options.objective);
    const kind = periodOfObjective(figure.objective);
    const count = Math.min(Number(options.periods ?? 12), MOST_PERIODS);
    const [last] = periodsIn(figure.period, kind);
    const names = Array.from(
      { length: count },
      (_, index) => periodAfter(last, index + 1 - count).name,
    );
    const results = await this.deps.levels.over(commitment, names);
    return results.flatMap(({ figures }) =>
      figures
        .filter(({ objective }) => objective.id === options.objective)
        .map(({ result }) => result),
    );
  }

  async explain(
    caller: Caller,
    id: string,
    options: { objective: string; period?: string },
  ): Promise<Explanation> {
    const { level } = await this.get(caller, id, options.period);
    return presentExplanation(level, objectiveOf(level, options.objective));
  }

  async detail(
    caller: Caller,
    id: string,
    period?: string,
  ): Promise<ServiceLevelDetail> {
    const { level } = await this.get(caller, id, period);
    const { version } = level;
    const { validFrom, validUntil } = version.stored.spec;
    return {
      serviceLevel: presentLevel(level),
      ...presentDays(level),
      responsibilities: (version.effective.responsibilities ?? []).map(one => ({
        ...one,
        team: one.team ? [...one.team] : undefined,
      })),
      validFrom,
      validUntil,
    };
  }

  private async visible(
    caller: Caller,
    id: string,
  ): Promise<{ commitment: Commitment; decisions: Decisions }> {
    const { access, commitments } = this.deps;
    const [found, decisions] = await Promise.all([
      commitments.get(id),
      access.decide(caller, PERMISSIONS),
    ]);
    const seen =
      found &&
      decisions.allow(
        levelReadPermission,
        commitmentResource(found.row),
        'see',
      );
    if (!found || !seen) throw notFound('service level', id);
    return { commitment: found.commitment, decisions };
  }
}

function objectiveOf({ figures }: Level, id: string): Figure {
  const figure = figures.find(({ objective }) => objective.id === id);
  if (!figure) {
    throw invalidField(
      'objective',
      'known',
      `must be one of ${figures
        .map(({ objective }) => objective.id)
        .join(', ')}`,
    );
  }
  return figure;
}

function checkPeriod(period: string | undefined): void {
  if (period === undefined) return;
  try {
    const { firstMonth } = parsePeriod(period);
    if (firstMonth >= 2000 * 12 && firstMonth < 2200 * 12) return;
  } catch {
    // Told below.
  }
  throw invalidField(
    'period',
    'period',
    'must be a period from 2000 on, such as 2026, 2026-Q4 or 2026-11',
  );
}

function readStart(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw invalidField(
    'cursor',
    'cursor',
    'is not one that an earlier page gave; begin without it',
  );
}
