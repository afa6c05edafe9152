import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { PriceListStore } from '../prices';
import { componentTitles } from './componentTitles';
import { COLUMNS, type ColumnDimension, TITLES } from './dimensions';
import type { Period, Restriction } from './query';

/** What can be chosen of one dimension. */
type Value = CostFilters['dimensions'][number]['values'][number];

/** By the value itself. */
type Values = Map<string, Value>;

/** The values that filters can have: of what cost something in a period. */
export class CostFilterValues {
  private constructor(
    private readonly knex: Knex,
    private readonly prices: Pick<PriceListStore, 'book'>,
  ) {}

  static create(options: {
    knex: Knex;
    prices: Pick<PriceListStore, 'book'>;
  }): CostFilterValues {
    return new CostFilterValues(options.knex, options.prices);
  }

  async list(period: Period, restrict: Restriction): Promise<CostFilters> {
    const [rows, components] = await Promise.all([
      this.allocations(period, restrict),
      this.components(period, restrict),
    ]);
    const dimensions = new Map<string, Values>();
    for (const row of rows) collect(dimensions, row);
    dimensions.set('component', components);
    return {
      dimensions: [...dimensions].map(([dimension, values]) => ({
        dimension,
        values: [...values]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, value]) => value),
      })),
    };
  }

  private async allocations(
    { from, to }: Period,
    restrict: Restriction,
  ): Promise<Array<Record<string, string | null>>> {
    const { knex } = this;
    const query = knex('allocations')
      .whereExists(
        knex('cost_days')
          .select(knex.raw('1'))
          .whereRaw('cost_days.allocation_id = allocations.id')
          .whereBetween('cost_days.day', [from, to]),
      )
      .distinct(
        [...Object.values(COLUMNS), ...Object.values(TITLES), 'tags'].map(
          column => `allocations.${column}`,
        ),
      );
    restrict(query);
    return query;
  }

  /** With the names of the latest price list that has charged them. */
  private async components(
    { from, to }: Period,
    restrict: Restriction,
  ): Promise<Values> {
    const query = this.knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .whereBetween('charges.month', [
        Math.floor(from / 100),
        Math.floor(to / 100),
      ])
      .whereBetween('charges.day', [from, to])
      .distinct('charges.component', 'charges.price_list_id')
      .orderBy('charges.price_list_id', 'desc');
    restrict(query);
    const rows: Array<{ component: string; price_list_id: number }> =
      await query;
    const book = await this.prices.book();
    const values: Values = new Map();
    for (const { component, price_list_id } of rows) {
      if (values.get(component)?.titles) continue;
      const spec = book.version(price_list_id)?.spec;
      const titles = componentTitles(spec, component);
      values.set(component, { value: component, ...(titles && { titles }) });
    }
    return values;
  }
}

function collect(
  dimensions: Map<string, Values>,
  row: Record<string, string | null>,
): void {
  const add = (dimension: string, value: string, title?: string) => {
    let values = dimensions.get(dimension);
    if (!values) {
      values = new Map();
      dimensions.set(dimension, values);
    }
    values.set(value, { value, ...(title && { title }) });
  };
  for (const [dimension, column] of Object.entries(COLUMNS)) {
    const value = row[column];
    const title = TITLES[dimension as ColumnDimension];
    if (value) add(dimension, value, (title && row[title]) || undefined);
  }
  const tags = fromJson<Record<string, string>>(row.tags ?? '{}');
  for (const [key, value] of Object.entries(tags)) add(`tag:${key}`, value);
}
