import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { COLUMNS, type ColumnDimension, TITLES } from './dimensions';
import type { Period, Restriction } from './query';

/** Values of one dimension, with their titles. */
type Values = Map<string, string | undefined>;

/** The values that filters can have: of what cost something in a period. */
export class CostFilterValues {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): CostFilterValues {
    return new CostFilterValues(knex);
  }

  async list(period: Period, restrict: Restriction): Promise<CostFilters> {
    const [rows, components] = await Promise.all([
      this.allocations(period, restrict),
      this.components(period, restrict),
    ]);
    const dimensions = new Map<string, Values>();
    for (const row of rows) collect(dimensions, row);
    dimensions.set(
      'component',
      new Map(components.map(component => [component, undefined])),
    );
    return {
      dimensions: [...dimensions].map(([dimension, values]) => ({
        dimension,
        values: [...values]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([value, title]) => ({ value, ...(title && { title }) })),
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

  private async components(
    { from, to }: Period,
    restrict: Restriction,
  ): Promise<string[]> {
    const query = this.knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .whereBetween('charges.month', [
        Math.floor(from / 100),
        Math.floor(to / 100),
      ])
      .whereBetween('charges.day', [from, to])
      .distinct('charges.component');
    restrict(query);
    const rows: Array<{ component: string }> = await query;
    return rows.map(({ component }) => component);
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
    values.set(value, title);
  };
  for (const [dimension, column] of Object.entries(COLUMNS)) {
    const value = row[column];
    const title = TITLES[dimension as ColumnDimension];
    if (value) add(dimension, value, (title && row[title]) || undefined);
  }
  const tags = fromJson<Record<string, string>>(row.tags ?? '{}');
  for (const [key, value] of Object.entries(tags)) add(`tag:${key}`, value);
}
