import type { Credit } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { fromReasonColumns } from './creditReasons';

/** A row of `credits`, with the instance that it is about. */
export type CreditRow = {
  id: string;
  source: string;
  payer_ref: string;
  instance_id: string | null;
  month: number;
  billed_month: number;
  amount: string;
  currency: string;
  reason: string;
  /** JSON; where it is known in both languages. */
  reasons: string | null;
  system_ref: string | null;
  service_ref: string | null;
  explanation_url: string | null;
  corrects_statement_id: string | null;
  created_by: string;
  created_at: number | string;
};

export async function readCredit(
  knex: Knex,
  id: string,
): Promise<CreditRow | undefined> {
  return knex('credits')
    .leftJoin('allocations', 'allocations.id', 'credits.allocation_id')
    .where('credits.id', id)
    .first(
      'credits.id',
      'credits.source',
      'credits.payer_ref',
      'allocations.instance_id',
      'credits.month',
      'credits.billed_month',
      { amount: knex.raw('cast(credits.amount as text)') },
      'credits.currency',
      'credits.reason',
      'credits.reasons',
      'credits.system_ref',
      'credits.service_ref',
      'credits.explanation_url',
      'credits.corrects_statement_id',
      'credits.created_by',
      'credits.created_at',
    );
}

export function toCredit(row: CreditRow, calendar: BillingCalendar): Credit {
  return {
    id: row.id,
    source: row.source,
    payerRef: row.payer_ref,
    month: calendar.formatMonth(row.month),
    billedMonth: calendar.formatMonth(row.billed_month),
    amount: row.amount,
    currency: row.currency,
    ...fromReasonColumns(row),
    ...(row.system_ref !== null && { systemRef: row.system_ref }),
    ...(row.service_ref !== null && { serviceRef: row.service_ref }),
    ...(row.explanation_url !== null && {
      explanationUrl: row.explanation_url,
    }),
    ...(row.instance_id !== null && { instanceId: row.instance_id }),
    ...(row.corrects_statement_id !== null && {
      correctsStatementId: row.corrects_statement_id,
    }),
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)).toISOString(),
  };
}
