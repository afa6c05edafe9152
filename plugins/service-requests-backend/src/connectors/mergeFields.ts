import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import { fromJson, fromOptionalJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { StoredTicket } from '../tickets';
import { dispute, endDispute } from './disputes';
import { exchange, type ExchangeRow, type Frozen } from './exchange';
import { fieldsOf, withField } from './fields';

/**
 * Merges what a ticket system tells into a ticket, field by field, and notes what
 * both sides have in common afterwards. In the transaction that holds the ticket.
 * @returns the ticket as it is to be stored; the same one if nothing changes
 */
export async function mergeFields(
  trx: Knex.Transaction,
  ticket: StoredTicket,
  row: ExchangeRow,
  theirs: Partial<TicketFields>,
  at: number,
): Promise<StoredTicket> {
  const base = fromJson<Partial<TicketFields>>(row.base);
  const underWay = fromOptionalJson<Frozen>(row.outgoing)?.message.fields ?? {};
  const by = `connector:${row.connector}`;
  let merged = ticket;
  for (const [name, value] of Object.entries(theirs)) {
    const field = name as keyof TicketFields;
    const ours = fieldsOf(merged)[field];
    const change = compare({
      ours,
      theirs: value,
      base: base[field],
      underWay: underWay[field],
    });
    const next =
      change === 'theirs' ? withField(merged, field, value, at) : undefined;
    if (change === 'both' || (change === 'theirs' && !next)) {
      await dispute(trx, row, field, { ours, theirs: value, at });
      continue;
    }
    merged = next ?? merged;
    Object.assign(base, { [field]: value });
    const side = change === 'ours' ? 'ours' : 'theirs';
    await endDispute(trx, row, field, { side, by, at });
  }
  await exchange(trx, row).update({ base: JSON.stringify(base) });
  return merged;
}

/** Whose change a difference is. */
function compare(values: {
  ours?: string;
  theirs: string;
  base?: string;
  underWay?: string;
}): 'none' | 'ours' | 'theirs' | 'both' {
  const { ours, theirs, base, underWay } = values;
  if (theirs === ours) return 'none';
  // They have what we told them, or were about to be told, and we have gone on.
  if (theirs === base || theirs === underWay) return 'ours';
  return ours === base ? 'theirs' : 'both';
}
