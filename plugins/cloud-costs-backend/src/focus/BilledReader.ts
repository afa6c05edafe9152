import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import type { PriceBook } from '../prices';
import { componentsOf } from '../rating';
import { invoiceTotals, taxOf } from '../invoices';
import type { StatementSnapshot } from '../statements';
import type { FocusCharge, FocusCredit, FocusSettlement } from './mapping';

/** Narrows queries to what may be seen and is wanted; tables as named. */
export type FocusScope = {
  allocations: (query: Knex.QueryBuilder) => void;
  statements: (query: Knex.QueryBuilder) => void;
};

type ChargeRow = {
  allocation_id: number;
  day: number;
  price_list_id: number;
  component: string;
  type: string;
  meter: string | null;
  quantity: string;
  unit: string;
  amount: string;
  currency: string;
};

const ALLOCATIONS_AT_ONCE = 200;
const DISCOUNT = 'discount';
const MICROS_IN_A_CENT = 10_000n;

/** What is billed in a month, read in portions. */
export class BilledReader {
  constructor(
    private readonly options: {
      knex: Knex;
      month: number;
      scope: FocusScope;
      book: PriceBook;
    },
  ) {}

  /** What has charges, or credits, in the month. */
  async allocations(): Promise<StoredAllocation[]> {
    const { knex, month, scope } = this.options;
    const charged = knex('allocations').select('allocations.id').orderBy('id');
    scope.allocations(charged);
    charged.whereIn(
      'allocations.id',
      knex('charges').where('billed_month', month).select('allocation_id'),
    );
    const ids: Array<{ id: number }> = await charged;
    return AllocationStore.create(knex).list(
      ids.map(({ id }) => id),
      knex,
    );
  }

  async *charges(
    allocations: readonly StoredAllocation[],
  ): AsyncGenerator<FocusCharge> {
    const { knex, month } = this.options;
    for (let at = 0; at < allocations.length; at += ALLOCATIONS_AT_ONCE) {
      const portion = allocations.slice(at, at + ALLOCATIONS_AT_ONCE);
      const byId = new Map(portion.map(one => [one.id, one]));
      const rows: ChargeRow[] = await knex('charges')
        .leftJoin('meters', 'meters.id', 'charges.meter_id')
        .where('charges.billed_month', month)
        .whereIn('charges.allocation_id', [...byId.keys()])
        .orderBy([
          'charges.allocation_id',
          'charges.day',
          'charges.price_list_id',
          'charges.component',
          'charges.type',
        ])
        .select(
          'charges.allocation_id',
          'charges.day',
          'charges.price_list_id',
          'charges.component',
          'charges.type',
          { meter: 'meters.name' },
          'charges.quantity',
          'charges.unit',
          { amount: knex.raw('cast(charges.amount as text)') },
          'charges.currency',
        );
      yield* this.group(rows, byId);
    }
  }

  async credits(): Promise<FocusCredit[]> {
    const { knex, month, scope } = this.options;
    const query = knex('credits')
      .join('statements', join =>
        join
          .on('statements.payer_ref', 'credits.payer_ref')
          .andOn('statements.month', 'credits.billed_month')
          .andOn('statements.currency', 'credits.currency'),
      )
      .where('credits.billed_month', month)
      .orderBy('credits.id')
      .select(
        'credits.payer_ref',
        'credits.system_ref',
        'credits.allocation_id',
        'credits.month',
        { amount: knex.raw('cast(credits.amount as text)') },
        'credits.currency',
        'credits.reason',
        'credits.corrects_statement_id',
      );
    scope.statements(query);
    const rows: Array<Record<string, string | null>> = await query;
    const ids = rows.flatMap(({ allocation_id: id }) =>
      id === null ? [] : [Number(id)],
    );
    const allocations = new Map(
      (await AllocationStore.create(knex).list(ids, knex)).map(one => [
        one.id,
        one,
      ]),
    );
    return rows.map(row => ({
      payerRef: row.payer_ref ?? '',
      systemRef: row.system_ref ?? undefined,
      allocation: allocations.get(Number(row.allocation_id)),
      month: Number(row.month),
      billedMonth: month,
      amount: BigInt(row.amount ?? 0),
      currency: row.currency ?? '',
      reason: row.reason ?? '',
      correctsStatement: row.corrects_statement_id !== null,
    }));
  }

  /** Numbers of the final statements. */
  async invoices(): Promise<Map<string, string>> {
    const { knex, month } = this.options;
    const rows: Array<{ payer_ref: string; currency: string; number: string }> =
      await knex('statements')
        .where({ month, state: 'final' })
        .select('payer_ref', 'currency', 'number');
    return new Map(
      rows.map(row => [`${row.payer_ref} ${row.currency}`, row.number]),
    );
  }

  /** What final statements have beside charges and credits. */
  async settlements(): Promise<FocusSettlement[]> {
    const { knex, month, scope } = this.options;
    const query = knex('statements')
      .where({ month, state: 'final' })
      .orderBy('number')
      .select('payer_ref', 'currency', 'snapshot', {
        amount: knex.raw('cast(amount as text)'),
        payable: knex.raw('cast(payable as text)'),
      });
    scope.statements(query);
    const rows: Array<Record<string, string>> = await query;
    return rows.map(row => {
      const snapshot: StatementSnapshot = JSON.parse(row.snapshot);
      const payable = BigInt(row.payable);
      const terms = taxOf(snapshot);
      const isTaxed = snapshot.billing === 'invoice' && terms.category === 'S';
      const { tax } = invoiceTotals(payable, terms);
      return {
        payerRef: row.payer_ref,
        billedMonth: month,
        currency: row.currency,
        rounding: payable - BigInt(row.amount),
        tax: isTaxed ? tax * MICROS_IN_A_CENT : 0n,
        taxPercent: isTaxed ? terms.percent ?? 0 : 0,
      };
    });
  }

  /** What the database adds the same charges and credits up to, by currency. */
  async sums(): Promise<Map<string, bigint>> {
    const { knex, month, scope } = this.options;
    const charges = knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .where('charges.billed_month', month)
      .groupBy('charges.currency')
      .select({
        currency: 'charges.currency',
        amount: knex.raw('cast(sum(charges.amount) as text)'),
      });
    scope.allocations(charges);
    const sums = new Map<string, bigint>();
    const add = (currency: string, amount: bigint) =>
      sums.set(currency, (sums.get(currency) ?? 0n) + amount);
    const rows: Array<{ currency: string; amount: string }> = await charges;
    rows.forEach(row => add(row.currency, BigInt(row.amount)));
    for (const { currency, amount } of await this.credits()) {
      add(currency, amount);
    }
    for (const { currency, rounding, tax } of await this.settlements()) {
      add(currency, rounding + tax);
    }
    return sums;
  }

  /** Discounts belong to the charge that they lower: not a row of their own. */
  private *group(
    rows: ChargeRow[],
    allocations: ReadonlyMap<number, StoredAllocation>,
  ): Generator<FocusCharge> {
    const charges = new Map<string, FocusCharge>();
    for (const row of rows) {
      const allocation = allocations.get(row.allocation_id);
      if (!allocation) continue;
      const [component] = row.component.split('~');
      const key = [
        row.allocation_id,
        row.day,
        row.price_list_id,
        component,
        row.currency,
      ].join(' ');
      const charge = charges.get(key) ?? this.start(row, component, allocation);
      charges.set(key, charge);
      const amount = BigInt(row.amount);
      charge.contractedCost += amount;
      if (row.type !== DISCOUNT) {
        charge.listCost += amount;
        charge.quantity += BigInt(row.quantity);
        charge.type = row.type;
        charge.unit = row.unit;
        charge.meter = row.meter ?? undefined;
      }
    }
    yield* charges.values();
  }

  private start(
    row: ChargeRow,
    component: string,
    allocation: StoredAllocation,
  ): FocusCharge {
    const version = this.options.book.version(row.price_list_id);
    const priced =
      version &&
      componentsOf(version.spec, allocation.serviceRef, allocation.plan).find(
        one => one.id === component,
      );
    return {
      allocation,
      day: row.day,
      billedMonth: this.options.month,
      component,
      // A discount alone: what it lowers has been billed before.
      type: priced?.type ?? row.type,
      title: titleOf(priced),
      meter: row.meter ?? undefined,
      unit: row.unit,
      quantity: 0n,
      listCost: 0n,
      contractedCost: 0n,
      currency: row.currency,
      priceList: version?.list,
      priceListVersion: version?.version,
    };
  }
}

function titleOf(component: PriceComponent | undefined): string | undefined {
  const { titles } = component ?? {};
  return titles?.en ?? Object.values(titles ?? {})[0];
}
