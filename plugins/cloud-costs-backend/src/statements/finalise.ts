import type { AuditLog, FieldFault } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { invoiceFaults } from '../invoices';
import { touch } from '../feed/touch';
import type { PriceBook } from '../prices';
import { digestOf } from './digest';
import { sumLines } from './lines';
import type { BillingPeriods } from './periods';
import type { StatementSnapshot } from './snapshot';
import { lockBilling, type StoredStatement } from './statementRows';
import type { StatementStore } from './StatementStore';

/** Why a statement did not become final. */
export type FinaliseRefusal =
  | 'unknown'
  | 'final'
  | 'open'
  | 'being-rated'
  | 'empty'
  /** The parties were read for other lines than there are by now. */
  | 'changed';

export type FinaliseOutcome =
  | { refusal: FinaliseRefusal }
  /** Nobody could be sent the invoice, and what is final cannot be mended. */
  | { refusal: 'no-invoice'; faults: FieldFault[] }
  | { statement: StoredStatement };

/** Beside the rows, what finalising takes. */
export type Finalisation = {
  id: string;
  actor: string;
  reason: string;
  nowMs: number;
  /** Who and what was named when the lines were read before. */
  snapshot: StatementSnapshot;
};

/**
 * Makes a statement final: number, lines, snapshot and digest, in the caller's
 * transaction. From then on the database itself refuses to change any of them.
 */
export async function finaliseStatement(
  trx: Knex.Transaction,
  deps: {
    store: StatementStore;
    audit: AuditLog;
    periods: BillingPeriods;
    priceBook: (trx: Knex.Transaction) => Promise<PriceBook>;
  },
  wish: Finalisation,
): Promise<FinaliseOutcome> {
  const { store, audit, periods, priceBook } = deps;
  const { id, actor, nowMs } = wish;
  await lockBilling(trx);
  const statement = await store.get(id, trx);
  if (!statement) return { refusal: 'unknown' };
  if (statement.state === 'final') return { refusal: 'final' };
  if (nowMs < periods.calendar.monthBounds(statement.month).toMs) {
    return { refusal: 'open' };
  }
  if (await isBeingRated(trx, statement, periods)) {
    return { refusal: 'being-rated' };
  }
  // A price list that was not there before is missed by the snapshot below.
  const lines = await store.lines(statement, await priceBook(trx), trx);
  if (lines.length === 0) return { refusal: 'empty' };
  if (lines.some(line => isMissing(line, wish.snapshot))) {
    return { refusal: 'changed' };
  }
  if (wish.snapshot.billing === 'invoice') {
    const faults = invoiceFaults(wish.snapshot);
    if (faults.length > 0) return { refusal: 'no-invoice', faults };
  }
  const number = await nextNumber(
    trx,
    Math.floor(periods.calendar.dayOf(nowMs) / 10_000),
  );
  const snapshot = JSON.stringify(wish.snapshot);
  const texts = lines.map(line => JSON.stringify(line));
  const { payerRef, month, currency } = statement;
  const digest = digestOf({
    payerRef,
    month,
    currency,
    number,
    snapshot,
    lines: texts,
  });
  await store.storeLines(trx, id, texts);
  const { amount, payable } = sumLines(lines);
  await trx('statements').where({ id }).update({
    number,
    state: 'final',
    finalised_at: nowMs,
    finalised_by: actor,
    amount,
    payable,
    snapshot,
    digest,
  });
  await touch(trx, 'statement', id);
  await audit.append(trx, {
    actor,
    action: 'statement-finalise',
    objectRef: `statement:${id}`,
    details: { number, reason: wish.reason, amount: String(amount), digest },
  });
  const stored = await store.get(id, trx);
  return stored ? { statement: stored } : { refusal: 'unknown' };
}

/** Whether months up to the statement's are marked to be rated, or time is not charged to its end. */
async function isBeingRated(
  trx: Knex.Transaction,
  { payerRef, month }: StoredStatement,
  { calendar }: BillingPeriods,
): Promise<boolean> {
  const accrued = await trx('cursors').where('name', 'accrued').first('value');
  if (Number(accrued?.value ?? 0) < calendar.monthBounds(month).toMs) {
    return true;
  }
  const dirty = await trx('dirty_months')
    .join('allocations', 'allocations.id', 'dirty_months.allocation_id')
    .where('payer_ref', payerRef)
    .where('month', '<=', month)
    .first('month');
  return dirty !== undefined;
}

function isMissing(
  line: { priceList?: string; priceListVersion?: string },
  snapshot: StatementSnapshot,
): boolean {
  return (
    line.priceList !== undefined &&
    !snapshot.priceLists.some(
      one =>
        one.list === line.priceList && one.version === line.priceListVersion,
    )
  );
}

/** `2026-000017`: counted within the year of finalising, without a gap. */
async function nextNumber(
  trx: Knex.Transaction,
  year: number,
): Promise<string> {
  const row = await trx('statements')
    .where('number', 'like', `${year}-%`)
    .max({ number: 'number' })
    .first();
  const last = row?.number ? Number(String(row.number).split('-')[1]) : 0;
  return `${year}-${String(last + 1).padStart(6, '0')}`;
}
