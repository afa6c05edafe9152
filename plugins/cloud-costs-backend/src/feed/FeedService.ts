import type {
  Change,
  ChangePage,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ChangeStore, type StoredChange } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BudgetRow, toBudget } from '../budgets/types';
import type { BillingCalendar } from '../calendar';
import type { PriceBook, StoredPriceList } from '../prices';
import {
  type StatementRow,
  type StoredStatement,
  toStatement,
} from '../statements/statementRows';
import { type ChangedKind, priceListId } from './touch';

type Facts = Pick<Change, 'statement' | 'priceList' | 'budget'>;

/**
 * The change feed with what a consumer goes by: what is settled, and nothing that
 * grows while nobody does anything.
 */
export class FeedService {
  private readonly changes: ChangeStore<ChangedKind>;

  private constructor(
    private readonly deps: {
      knex: Knex;
      calendar: BillingCalendar;
      priceBook: () => Promise<PriceBook>;
    },
  ) {
    this.changes = ChangeStore.create(deps.knex);
  }

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    priceBook: () => Promise<PriceBook>;
  }): FeedService {
    return new FeedService(options);
  }

  async list(query: { after?: string; limit?: number }): Promise<ChangePage> {
    const { changes, cursor, more } = await this.changes.page(query);
    return { items: await this.present(changes), cursor, more };
  }

  private async present(
    rows: Array<StoredChange<ChangedKind>>,
  ): Promise<Change[]> {
    const idsOf = (kind: ChangedKind) =>
      rows.filter(row => row.kind === kind).map(({ id }) => id);
    const facts: Record<ChangedKind, Map<string, Facts>> = {
      statement: await this.statements(idsOf('statement')),
      'price-list': await this.priceLists(),
      budget: await this.budgets(idsOf('budget')),
    };
    return rows.map(({ seq, kind, id }) => {
      const found = facts[kind].get(id);
      return { cursor: String(seq), kind, id, live: Boolean(found), ...found };
    });
  }

  private async statements(ids: string[]): Promise<Map<string, Facts>> {
    const rows: StatementRow[] = await this.deps
      .knex('statements')
      .whereIn('id', ids);
    return new Map(
      rows
        .map(toStatement)
        .map(one => [one.id, { statement: this.statement(one) }]),
    );
  }

  private statement(one: StoredStatement): Facts['statement'] {
    return {
      number: one.number ?? '',
      payerRef: one.payerRef,
      month: this.deps.calendar.formatMonth(one.month),
      currency: one.currency,
      amount: String(one.amount ?? 0n),
      payable: String(one.payable ?? 0n),
    };
  }

  private async priceLists(): Promise<Map<string, Facts>> {
    const { versions } = await this.deps.priceBook();
    return new Map(
      versions.map(one => [priceListId(one), { priceList: priceList(one) }]),
    );
  }

  private async budgets(ids: string[]): Promise<Map<string, Facts>> {
    const rows: BudgetRow[] = await this.deps
      .knex('budgets')
      .whereIn('id', ids);
    return new Map(
      rows.map(toBudget).map(budget => {
        const { name, scope, period, amount, currency, ownerRef } = budget;
        const { refusesOrders, version } = budget;
        const facts = { name, scope, period, currency, ownerRef };
        return [
          budget.id,
          {
            budget: {
              ...facts,
              amount: String(amount),
              refusesOrders,
              version,
            },
          },
        ];
      }),
    );
  }
}

function priceList({ list, version, spec }: StoredPriceList) {
  const { validFrom, currency, services, agreement } = spec;
  return {
    list,
    version,
    validFrom,
    currency,
    serviceRefs: services.map(({ serviceRef }) => serviceRef),
    ...(agreement && {
      customerRef: agreement.customerRef,
      systemRef: agreement.systemRef,
    }),
    ...(agreement?.validUntil && { validTo: agreement.validUntil }),
  };
}
