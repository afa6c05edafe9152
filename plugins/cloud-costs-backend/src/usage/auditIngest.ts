import type { AuditLog } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** How a batch of usage is told of in the audit log: one row for all of it. */
export const INGEST_ACTION = 'usage-ingest';
export const INGEST_OBJECT = 'usage:batch';

/** In the transaction that stores a batch; nothing where nothing was stored. */
export async function auditIngest(
  audit: Pick<AuditLog, 'append'>,
  trx: Knex.Transaction,
  { actor, stored }: { actor: string; stored: number },
): Promise<void> {
  if (stored === 0) return;
  await audit.append(trx, {
    actor,
    action: INGEST_ACTION,
    objectRef: INGEST_OBJECT,
    details: { stored },
  });
}
