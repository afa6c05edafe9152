import type { CostLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { PriceBook, PriceListStore } from '../prices';
import { componentTitles } from './componentTitles';
import { type LineKey, writeLineId } from './lineKey';
import { presentAllocation } from './presentAllocation';
import {
  applyScope,
  type CostFilter,
  type Period,
  type Restriction,
} from './query';

export type LinesQuestion = Period & {
  restrict: Restriction;
  filter: CostFilter;
  limit: number;
  cursor?: string;
};

export type LinePage = {
  items: CostLine[];
  total: number;
  nextCursor?: string;
};

type LineRow = {
  allocation_id: number;
  month: number;
  billed_month: number;
  price_list_id: number;
  component: string;
  type: string;
  meter_id: number | null;
  unit: string;
  currency: string;
  amount: string;
  first: number;
  last: number;
};

const KEY = [
  'allocation_id',
  'month',
  'billed_month',
  'price_list_id',
  'component',
  'type',
  'meter_id',
  'unit',
  'currency',
].map(column => `charges.${column}`);

/** Further on nobody pages by hand; an export has it all. */
const LAST_OFFSET = 1_000_000;

/** The lines under a figure: allocation, component and price-list version. */
export class CostLines {
  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
    private readonly allocations: AllocationStore,
    private readonly prices: Pick<PriceListStore, 'book'>,
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    allocations: AllocationStore;
    prices: Pick<PriceListStore, 'book'>;
  }): CostLines {
    const { knex, calendar, allocations, prices } = options;
    return new CostLines(knex, calendar, allocations, prices);
  }

  /** Largest first. */
  async list(question: LinesQuestion): Promise<LinePage> {
    const { limit } = question;
    const offset = readOffset(question.cursor);
    const { knex } = this;
    const lines = () => {
      const query = knex('charges')
        .join('allocations', 'allocations.id', 'charges.allocation_id')
        .whereBetween('charges.day', [question.from, question.to])
        .groupBy(KEY);
      applyScope(knex, query, question);
      const { component } = question.filter;
      if (component) query.whereIn('charges.component', component);
      return query;
    };
    const [rows, [{ total }]] = await Promise.all([
      this.select(lines())
        .orderByRaw('sum(charges.amount) desc')
        .orderBy(KEY)
        .limit(limit + 1)
        .offset(offset),
      knex(lines().select(knex.raw('1')).as('lines')).count({ total: '*' }),
    ]);
    return {
      items: await this.present(rows.slice(0, limit), question),
      total: Number(total),
      nextCursor: rows.length > limit ? writeOffset(offset + limit) : undefined,
    };
  }

  /** One line in its whole month. */
  async get(key: LineKey): Promise<CostLine | undefined> {
    const rows = await this.select(
      this.knex('charges')
        .where({
          allocation_id: key.allocationId,
          month: key.month,
          billed_month: key.billedMonth,
          price_list_id: key.priceListId,
          component: key.component,
          type: key.type,
        })
        .groupBy(KEY),
    );
    const [line] = await this.present(rows.slice(0, 1), {
      from: key.month * 100 + 1,
      to: key.month * 100 + 31,
    });
    return line;
  }

  private select(
    query: Knex.QueryBuilder,
  ): Knex.QueryBuilder<object, LineRow[]> {
    return query.select(KEY).select({
      amount: this.knex.raw('cast(sum(charges.amount) as varchar(40))'),
      first: this.knex.raw('min(charges.day)'),
      last: this.knex.raw('max(charges.day)'),
    });
  }

  private async present(rows: LineRow[], period: Period): Promise<CostLine[]> {
    if (rows.length === 0) return [];
    const ids = [...new Set(rows.map(row => row.allocation_id))];
    const [allocations, quantities, meters, book] = await Promise.all([
      this.allocations.list(ids),
      this.quantities(ids, rows, period),
      this.meters(),
      this.prices.book(),
    ]);
    const byId = new Map(allocations.map(one => [one.id, one]));
    return rows.flatMap(row => {
      const allocation = byId.get(row.allocation_id);
      if (!allocation) return [];
      const id = writeLineId(keyOf(row));
      return [
        {
          ...this.presentRow(row, allocation, book),
          id,
          quantity: formatDecimal(quantities.get(id) ?? 0n),
          ...(row.meter_id !== null && { meter: meters.get(row.meter_id) }),
        },
      ];
    });
  }

  private presentRow(
    row: LineRow,
    allocation: StoredAllocation,
    book: PriceBook,
  ): Omit<CostLine, 'id' | 'quantity' | 'meter'> {
    const { calendar } = this;
    const version = book.version(row.price_list_id);
    const titles = componentTitles(version?.spec, row.component, allocation);
    return {
      allocation: presentAllocation(allocation),
      component: row.component,
      ...(titles && { titles }),
      type: row.type,
      unit: row.unit,
      amount: row.amount,
      currency: row.currency,
      priceList: version?.list ?? '',
      priceListVersion: version?.version ?? '',
      month: calendar.formatMonth(row.month),
      billedMonth: calendar.formatMonth(row.billed_month),
      from: calendar.formatDay(row.first),
      to: calendar.formatDay(row.last),
    };
  }

  /** By line: quantities may be more than the database can add up. */
  private async quantities(
    ids: number[],
    lines: LineRow[],
    { from, to }: Period,
  ): Promise<Map<string, bigint>> {
    const sums = new Map(lines.map(row => [writeLineId(keyOf(row)), 0n]));
    const rows: Array<LineRow & { quantity: string }> = await this.knex(
      'charges',
    )
      .whereIn('allocation_id', ids)
      .whereBetween('day', [from, to])
      .select(KEY)
      .select('quantity');
    for (const row of rows) {
      const id = writeLineId(keyOf(row));
      const sum = sums.get(id);
      if (sum !== undefined) sums.set(id, sum + BigInt(row.quantity));
    }
    return sums;
  }

  private async meters(): Promise<Map<number, string>> {
    const rows: Array<{ id: number; name: string }> = await this.knex('meters');
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function keyOf(row: LineRow): LineKey {
  return {
    allocationId: row.allocation_id,
    month: row.month,
    billedMonth: row.billed_month,
    priceListId: row.price_list_id,
    type: row.type,
    component: row.component,
  };
}

function writeOffset(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

function readOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const offset = /^\d{1,7}$/.test(text) ? Number(text) : -1;
  if (offset < 1 || offset > LAST_OFFSET) {
    throw invalidField(
      'cursor',
      'cursor',
      'is not one that an earlier page gave; begin without it',
    );
  }
  return offset;
}
