import { randomUUID } from 'node:crypto';
import type { StatementState } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type BigIntColumn,
  isPostgres,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { LEASES } from '../leases';
import { type BillingPeriods, graceEndsAt, stateAt } from './periods';

/** Whose statement of which month. */
export type StatementKey = {
  payerRef: string;
  month: number;
  currency: string;
};

/** A row of `statements`. */
export type StoredStatement = StatementKey & {
  id: string;
  number?: string;
  state: StatementState;
  inGraceUntilMs: number;
  finalisedAtMs?: number;
  finalisedBy?: string;
  /** Micro-units; of final ones. */
  amount?: bigint;
  payable?: bigint;
  /** JSON; of final ones. */
  snapshot?: string;
  digest?: string;
};

export type StatementRow = {
  id: string;
  number: string | null;
  payer_ref: string;
  month: number;
  currency: string;
  state: StatementState;
  in_grace_until: number | string;
  finalised_at: BigIntColumn;
  finalised_by: string | null;
  amount: string | null;
  payable: string | null;
  snapshot: string | null;
  digest: string | null;
};

const ROWS_IN_A_STATEMENT = 500;

/**
 * Keeps rating from writing until the transaction ends, and waits for what it
 * writes now: each of its transactions begins with its lease's row. So whoever
 * makes a statement final, or decides which statement something is billed in,
 * knows what there is. To be taken before other rows.
 */
export async function lockBilling(trx: Knex.Transaction): Promise<void> {
  if (!isPostgres(trx)) return;
  await trx('leases').where('name', LEASES.rating).forUpdate().first('name');
}

/** What final statements the given payers have, as a question. */
export async function readFinal(
  knex: Knex,
  payerRefs: string[],
): Promise<(key: StatementKey) => boolean> {
  const rows: Array<{ payer_ref: string; month: number; currency: string }> =
    await knex('statements')
      .whereIn('payer_ref', payerRefs)
      .where('state', 'final')
      .select('payer_ref', 'month', 'currency');
  const known = new Set(
    rows.map(row => `${row.month} ${row.currency} ${row.payer_ref}`),
  );
  return key => known.has(`${key.month} ${key.currency} ${key.payerRef}`);
}

/** Makes the rows that are missing. */
export async function ensureStatements(
  trx: Knex.Transaction,
  periods: BillingPeriods,
  keys: StatementKey[],
  nowMs: number,
): Promise<void> {
  const unique = new Map(
    keys.map(key => [`${key.payerRef} ${key.month} ${key.currency}`, key]),
  );
  const rows = [...unique.values()].map(({ payerRef, month, currency }) => ({
    id: randomUUID(),
    payer_ref: payerRef,
    month,
    currency,
    state: stateAt(periods, month, nowMs),
    in_grace_until: graceEndsAt(periods, month),
  }));
  for (let start = 0; start < rows.length; start += ROWS_IN_A_STATEMENT) {
    await trx('statements')
      .insert(rows.slice(start, start + ROWS_IN_A_STATEMENT))
      .onConflict(['payer_ref', 'month', 'currency'])
      .ignore();
  }
}

/** Columns of a statement; sums beyond 2^53 stay exact. */
export function statementColumns(knex: Knex) {
  return [
    'statements.id',
    'statements.number',
    'statements.payer_ref',
    'statements.month',
    'statements.currency',
    'statements.state',
    'statements.in_grace_until',
    'statements.finalised_at',
    'statements.finalised_by',
    'statements.snapshot',
    'statements.digest',
    {
      amount: knex.raw('cast(statements.amount as text)'),
      payable: knex.raw('cast(statements.payable as text)'),
    },
  ];
}

export function toStatement(row: StatementRow): StoredStatement {
  return {
    id: row.id,
    number: row.number ?? undefined,
    payerRef: row.payer_ref,
    month: row.month,
    currency: row.currency,
    state: row.state,
    inGraceUntilMs: Number(row.in_grace_until),
    finalisedAtMs: toOptionalNumber(row.finalised_at),
    finalisedBy: row.finalised_by ?? undefined,
    amount: row.amount === null ? undefined : BigInt(row.amount),
    payable: row.payable === null ? undefined : BigInt(row.payable),
    snapshot: row.snapshot ?? undefined,
    digest: row.digest ?? undefined,
  };
}
