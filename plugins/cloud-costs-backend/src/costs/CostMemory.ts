import { isPostgres, readCursorValue } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { CostSeries, type GroupedIds, type SeriesRow } from './CostSeries';
import { valueOf } from './dimensions';
import { lastCostChange } from './nextCostChange';
import { applyScope, type CostQuestion, dayOfNumber } from './query';
import type { Sums } from './Sums';

const ALLOCATIONS_AT_ONCE = 500;
/** So many ids of allocations are remembered, of all questions together. */
const IDS_REMEMBERED = 1_000_000;
/** How much older than configured the oldest day may become before all is read again. */
const SLACK_DAYS = 31;

/** Ids that a statement had, at a version of the allocations. */
type KnownIds = { version: string; groups: GroupedIds };

/** Costs that are up to date at the time at which one asks for them. */
export type CostView = {
  /** The first day that it can answer for. */
  firstDay: number;
  /** @param groups - of the question, from `CostMemory.allocations` */
  sum: (question: CostQuestion, groups: GroupedIds) => Sums;
};

/**
 * The costs of the last days in memory.
 *
 * Which allocations somebody may see, filters for and groups by is asked of the
 * database, as SQL, whenever allocations have changed; only their amounts are
 * added up here. Each request first compares the number of the last committed
 * change with that of what is in memory, and reads what has changed since: no
 * replica ever answers with less than what was committed before it was asked.
 * Numbers become visible in their order (see `nextCostChange`), so nothing is
 * passed over.
 */
export class CostMemory {
  private series: CostSeries | undefined;
  private reading: Promise<void> | undefined;
  private filling: Promise<void> | undefined;
  /** By statement. */
  private readonly known = new LRUCache<string, KnownIds>({
    maxSize: IDS_REMEMBERED,
    // One for the statement itself.
    sizeCalculation: ({ groups }) =>
      groups.reduce((sum, [, ids]) => sum + ids.length, 1),
  });

  private constructor(
    private readonly knex: Knex,
    private readonly days: number,
    private readonly now: () => number,
  ) {}

  static create(options: {
    knex: Knex;
    /** How many days to keep; 0: none. */
    days: number;
    now?: () => number;
  }): CostMemory {
    return new CostMemory(options.knex, options.days, options.now ?? Date.now);
  }

  /** Reads everything; until it is done there is no view. */
  fill(): Promise<void> {
    this.filling ??= this.readAll().finally(() => {
      this.filling = undefined;
    });
    return this.filling;
  }

  /** Whether everything has been read. */
  get isFull(): boolean {
    return this.series !== undefined;
  }

  /** Undefined until everything has been read for the first time. */
  async view(): Promise<CostView | undefined> {
    if (!this.series) return undefined;
    const { seq } = await lastCostChange(this.knex);
    while (this.series.seq < seq) {
      // One that began before ours may not have seen our change: look again.
      this.reading ??= this.readChanges(this.series, seq).finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    const { series } = this;
    if (series.first < this.horizon() - SLACK_DAYS) {
      // Goes on with what it has meanwhile.
      this.fill().catch(() => undefined);
    }
    return {
      firstDay: dayOfNumber(series.first),
      sum: (question, groups) => series.sum(question, groups),
    };
  }

  /**
   * Ids of what may be seen and is asked for, by group. Remembered until
   * allocations change: the question is about nothing else.
   */
  async allocations(
    question: Pick<CostQuestion, 'restrict' | 'filter' | 'groupBy'>,
  ): Promise<GroupedIds> {
    const query = this.asking(question);
    const { sql, bindings } = query.toSQL();
    const key = JSON.stringify([sql, bindings]);
    // Before the question, so that the answer is never older than that.
    const version = await readCursorValue(this.knex, 'allocations');
    let known = this.known.get(key);
    if (known?.version !== version) {
      const rows: Array<{ ids: string | null }> = await query;
      known = { version, groups: JSON.parse(rows[0].ids ?? '[]') };
      this.known.set(key, known);
    }
    return known.groups;
  }

  private asking(
    question: Pick<CostQuestion, 'restrict' | 'filter' | 'groupBy'>,
  ): Knex.QueryBuilder {
    const { knex } = this;
    const groupBy =
      question.groupBy === 'component' ? undefined : question.groupBy;
    // All in one row: reading a row for each group would take longer than adding
    // them up. As JSON, because a tag may contain whatever separator one thinks of.
    const [list, pair, ids] = isPostgres(knex)
      ? ['json_agg', 'json_build_array', 'ids']
      : ['json_group_array', 'json_array', 'json(ids)'];
    const groups = knex('allocations')
      .select({
        key: valueOf(knex, groupBy),
        ids: knex.raw(`${list}(allocations.id)`),
      })
      .groupByRaw('1')
      .as('groups');
    applyScope(knex, groups, question);
    return knex.from(groups).select({
      ids: knex.raw(`cast(${list}(${pair}(key, ${ids})) as text)`),
    });
  }

  private horizon(): number {
    return Math.floor(this.now() / 86_400_000) - this.days;
  }

  private async readAll(): Promise<void> {
    if (this.days === 0) return;
    const { knex } = this;
    // What changes while we read has a higher number and is read again.
    const { seq } = await lastCostChange(knex);
    const series = new CostSeries(this.horizon(), seq);
    const [{ last }] = await knex('allocations').max({ last: 'id' });
    for (let id = 0; id < Number(last ?? 0); id += ALLOCATIONS_AT_ONCE) {
      const rows: SeriesRow[] = await knex('charges')
        .whereBetween('allocation_id', [id + 1, id + ALLOCATIONS_AT_ONCE])
        .where('day', '>=', dayOfNumber(series.first))
        .select('allocation_id', 'component', 'currency', {
          amounts: this.concatenated('day', 'amount'),
        })
        .groupBy('allocation_id', 'component', 'currency');
      for (const row of rows) series.add(row);
    }
    // Must not be older than what it takes the place of.
    while (series.seq < (this.series?.seq ?? 0)) {
      await this.readChanges(series, this.series?.seq ?? 0);
    }
    this.series = series;
  }

  private async readChanges(series: CostSeries, seq: number): Promise<void> {
    const { knex } = this;
    // One statement, so that days and their charges are of the same moment.
    const rows: Array<SeriesRow & { seq: string | number }> = await knex(
      'cost_days',
    )
      .leftJoin('charges', on =>
        on
          .on('charges.allocation_id', 'cost_days.allocation_id')
          .andOn('charges.day', 'cost_days.day')
          .andOn('charges.currency', 'cost_days.currency'),
      )
      .where('cost_days.changed_seq', '>', series.seq)
      .where('cost_days.day', '>=', dayOfNumber(series.first))
      .select(
        'cost_days.allocation_id',
        'charges.component',
        'cost_days.currency',
        {
          amounts: this.concatenated(
            'cost_days.day',
            'coalesce(charges.amount, 0)',
          ),
          seq: knex.raw('max(cost_days.changed_seq)'),
        },
      )
      .groupBy(
        'cost_days.allocation_id',
        'charges.component',
        'cost_days.currency',
      );
    series.change(rows);
    series.seq = rows.reduce(
      (last, row) => Math.max(last, Number(row.seq)),
      seq,
    );
  }

  private concatenated(day: string, amount: string): Knex.Raw {
    return this.knex.raw(
      isPostgres(this.knex)
        ? `string_agg(${day} || ' ' || ${amount}, ',')`
        : `group_concat(${day} || ' ' || ${amount})`,
    );
  }
}
