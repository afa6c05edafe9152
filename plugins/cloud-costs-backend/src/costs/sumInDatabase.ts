import type { Knex } from 'knex';
import { valueOf } from './dimensions';
import { applyScope, bucketsOf, type CostQuestion } from './query';
import { StoredSums } from './StoredSums';

/** Adds costs up with plain SQL; exact, since amounts are integers there. */
export async function sumInDatabase(
  knex: Knex,
  question: CostQuestion,
): Promise<StoredSums> {
  const { from, to, interval, groupBy, filter } = question;
  const byComponent = groupBy === 'component' || filter.component !== undefined;
  const buckets = bucketsOf(question, interval);
  const bucket = {
    none: knex.raw('0'),
    day: knex.raw('costs.day'),
    month: knex.raw('costs.day / 100'),
  }[interval];
  const query = knex({ costs: byComponent ? 'charges' : 'cost_days' })
    .join('allocations', 'allocations.id', 'costs.allocation_id')
    .whereBetween('costs.day', [from, to])
    .select({
      key: valueOf(knex, groupBy),
      bucket,
      currency: 'costs.currency',
      // As text: a sum may be larger than a double can tell.
      amount: knex.raw('cast(sum(costs.amount) as varchar(40))'),
    })
    .groupByRaw('1, 2, 3');
  applyScope(knex, query, question);
  if (filter.component) query.whereIn('costs.component', filter.component);

  const sums = new StoredSums(buckets.length);
  const indexes = new Map(buckets.map((value, index) => [value, index]));
  for (const row of await query) {
    const index = indexes.get(Number(row.bucket)) ?? 0;
    sums.add(row.key, row.currency, index, BigInt(row.amount));
  }
  return sums;
}
