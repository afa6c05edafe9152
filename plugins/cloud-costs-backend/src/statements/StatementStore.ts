import { isPostgres } from '@dualcloud/foundation-node';
import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import { AllocationStore } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { fromReasonColumns } from '../credits/creditReasons';
import type { PriceBook } from '../prices';
import { type BilledCharge, type BilledCredit, computeLines } from './lines';
import {
  type StatementKey,
  statementColumns,
  type StatementRow,
  type StoredStatement,
  toStatement,
} from './statementRows';

const ROWS_IN_A_STATEMENT = 500;

type ChargeRow = {
  allocation_id: number;
  month: number;
  component: string;
  price_list_id: number;
  type: string;
  unit: string;
  quantity: string;
  amount: string;
};

type CreditRow = {
  source: string;
  allocation_id: number | null;
  month: number;
  amount: string;
  reason: string;
  reasons: string | null;
  system_ref: string | null;
  service_ref: string | null;
  explanation_url: string | null;
  corrects_statement_id: string | null;
};

/** Reads statements: final ones as they were stored, others from the charges. */
export class StatementStore {
  private readonly allocations: AllocationStore;

  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
  ) {
    this.allocations = AllocationStore.create(knex);
  }

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
  }): StatementStore {
    return new StatementStore(options.knex, options.calendar);
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredStatement | undefined> {
    const row: StatementRow | undefined = await knex('statements')
      .where('statements.id', id)
      .first(...statementColumns(knex));
    return row && toStatement(row);
  }

  /** Of final statements as stored, of others as they are now. */
  async lines(
    statement: StoredStatement,
    book: PriceBook,
    knex: Knex = this.knex,
  ): Promise<StatementLine[]> {
    return statement.state === 'final'
      ? (await this.storedLines(statement.id, knex)).map(text =>
          JSON.parse(text),
        )
      : this.openLines(statement, book, knex);
  }

  /** The texts that the digest is taken over. */
  async storedLines(id: string, knex: Knex = this.knex): Promise<string[]> {
    const rows: Array<{ line: string }> = await knex('statement_lines')
      .where('statement_id', id)
      .orderBy('position')
      .select('line');
    return rows.map(({ line }) => line);
  }

  async storeLines(
    trx: Knex.Transaction,
    id: string,
    lines: string[],
  ): Promise<void> {
    const rows = lines.map((line, index) => ({
      statement_id: id,
      position: index + 1,
      line,
    }));
    for (let start = 0; start < rows.length; start += ROWS_IN_A_STATEMENT) {
      await trx('statement_lines').insert(
        rows.slice(start, start + ROWS_IN_A_STATEMENT),
      );
    }
  }

  /** In which later statements charges of this one's month were corrected. */
  async correctedIn(
    statement: StoredStatement,
  ): Promise<Array<{ statementId: string; month: number; amount: bigint }>> {
    const { payerRef, month, currency, id } = statement;
    const charges: Array<{ billed_month: number; amount: string }> =
      await this.knex('charges')
        .join('allocations', 'allocations.id', 'charges.allocation_id')
        .where('charges.month', month)
        .where('charges.billed_month', '>', month)
        .where({ payer_ref: payerRef, currency })
        .select('billed_month', {
          amount: this.knex.raw('cast(charges.amount as text)'),
        });
    const credits: typeof charges = await this.knex('credits')
      .where('corrects_statement_id', id)
      .where({ payer_ref: payerRef, currency })
      .select('billed_month', {
        amount: this.knex.raw('cast(amount as text)'),
      });
    const sums = new Map<number, bigint>();
    for (const { billed_month, amount } of [...charges, ...credits]) {
      sums.set(billed_month, (sums.get(billed_month) ?? 0n) + BigInt(amount));
    }
    const rows: Array<{ id: string; month: number }> = await this.knex(
      'statements',
    )
      .where({ payer_ref: payerRef, currency })
      .whereIn('month', [...sums.keys()])
      .orderBy('month')
      .select('id', 'month');
    return rows.map(row => ({
      statementId: row.id,
      month: row.month,
      amount: sums.get(row.month) ?? 0n,
    }));
  }

  private async openLines(
    key: StatementKey,
    book: PriceBook,
    knex: Knex,
  ): Promise<StatementLine[]> {
    const charges = await readBilledCharges(knex, key);
    const credits = await readCredits(knex, key);
    const allocationIds = new Set(
      [...charges, ...credits].flatMap(({ allocationId }) =>
        allocationId === null ? [] : [allocationId],
      ),
    );
    const allocations = await this.allocations.list([...allocationIds], knex);
    const numbers = await readNumbers(knex, key);
    return computeLines({
      billedMonth: key.month,
      calendar: this.calendar,
      charges,
      credits,
      allocations: new Map(allocations.map(row => [row.id, row])),
      book,
      ...numbers,
    });
  }
}

async function readBilledCharges(
  knex: Knex,
  { payerRef, month, currency }: StatementKey,
): Promise<BilledCharge[]> {
  const columns = [
    'allocation_id',
    'charges.month',
    'component',
    'price_list_id',
    'type',
    'unit',
  ];
  const query = knex('charges')
    .join('allocations', 'allocations.id', 'charges.allocation_id')
    .where({
      payer_ref: payerRef,
      billed_month: month,
      currency,
    })
    .select(columns);
  // Sums may outgrow 64 bits, which SQLite cannot add: there Node does it.
  const rows: ChargeRow[] = isPostgres(knex)
    ? await query.groupBy(columns).select({
        quantity: knex.raw('sum(cast(quantity as numeric))::text'),
        amount: knex.raw('sum(amount)::text'),
      })
    : await query.select('quantity', {
        amount: knex.raw('cast(amount as text)'),
      });
  return rows.map(row => ({
    allocationId: row.allocation_id,
    month: row.month,
    component: row.component,
    priceListId: row.price_list_id,
    type: row.type,
    unit: row.unit,
    quantity: BigInt(row.quantity),
    amount: BigInt(row.amount),
  }));
}

async function readCredits(
  knex: Knex,
  { payerRef, month, currency }: StatementKey,
): Promise<BilledCredit[]> {
  const rows: CreditRow[] = await knex('credits')
    .where({ payer_ref: payerRef, billed_month: month, currency })
    .orderBy(['created_at', 'id'])
    .select(
      'source',
      'allocation_id',
      'month',
      'reason',
      'reasons',
      'system_ref',
      'service_ref',
      'explanation_url',
      'corrects_statement_id',
      { amount: knex.raw('cast(amount as text)') },
    );
  return rows.map(row => ({
    source: row.source,
    allocationId: row.allocation_id,
    month: row.month,
    amount: BigInt(row.amount),
    ...fromReasonColumns(row),
    systemRef: row.system_ref,
    serviceRef: row.service_ref,
    explanationUrl: row.explanation_url,
    correctsStatementId: row.corrects_statement_id,
  }));
}

async function readNumbers(
  knex: Knex,
  { payerRef, currency }: StatementKey,
): Promise<{
  numberOfMonth: (month: number) => string | undefined;
  numberOfStatement: (id: string) => string | undefined;
}> {
  const rows: Array<{ id: string; month: number; number: string }> = await knex(
    'statements',
  )
    .where({ payer_ref: payerRef, state: 'final', currency })
    .select('id', 'month', 'number');
  const byMonth = new Map(rows.map(row => [row.month, row.number]));
  const byId = new Map(rows.map(row => [row.id, row.number]));
  return {
    numberOfMonth: month => byMonth.get(month),
    numberOfStatement: id => byId.get(id),
  };
}
