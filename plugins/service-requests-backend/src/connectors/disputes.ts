import { randomUUID } from 'node:crypto';
import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import { fromOptionalJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { exchange, type ExchangeRow, type Frozen } from './exchange';

type Place = Pick<ExchangeRow, 'connector' | 'ticket_id'>;

/**
 * Notes that both sides have changed a field: nobody overwrites the other's, also
 * not by what is on its way already. In the transaction that holds the ticket.
 */
export async function dispute(
  trx: Knex.Transaction,
  row: Place,
  field: keyof TicketFields,
  values: { ours?: string; theirs: string; at: number },
): Promise<void> {
  await holdBack(trx, row, field);
  const change = {
    ours: JSON.stringify(values.ours ?? null),
    theirs: JSON.stringify(values.theirs),
    at: values.at,
  };
  const updated = await open(trx, row).where({ field }).update(change);
  if (updated > 0) return;
  const { connector, ticket_id } = row;
  await trx('connector_conflicts').insert({
    id: randomUUID(),
    connector,
    ticket_id,
    field,
    ...change,
  });
}

/** Ends what was disputed about a field that one side at most still has changed. */
export async function endDispute(
  trx: Knex.Transaction,
  row: Place,
  field: keyof TicketFields,
  { side, by, at }: { side: 'ours' | 'theirs'; by: string; at: number },
): Promise<void> {
  const ended = await open(trx, row)
    .where({ field })
    .update({ side, settled_by: by, settled_at: at });
  // It was left out of what was told.
  if (ended > 0) await exchange(trx, row).update({ due: 1 });
}

/** Fields about which people have to say whose value counts. */
export async function disputedFields(
  trx: Knex.Transaction,
  row: Place,
): Promise<Array<keyof TicketFields>> {
  return open(trx, row).pluck('field');
}

async function holdBack(
  trx: Knex.Transaction,
  row: Place,
  field: keyof TicketFields,
): Promise<void> {
  const current: ExchangeRow = await exchange(trx, row).first();
  const frozen = fromOptionalJson<Frozen>(current.outgoing);
  if (!frozen || !(field in frozen.message.fields)) return;
  delete frozen.message.fields[field];
  delete frozen.message.known[field];
  await exchange(trx, row).update({ outgoing: JSON.stringify(frozen) });
}

function open(trx: Knex.Transaction, { connector, ticket_id }: Place) {
  return trx('connector_conflicts')
    .where({ connector, ticket_id })
    .whereNull('settled_at');
}
