import { randomUUID } from 'node:crypto';
import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { CommentRow, StoredTicket } from '../tickets';
import { disputedFields } from './disputes';
import type { ExchangeRow, Frozen } from './exchange';
import { changedFields, fieldsOf } from './fields';

/**
 * What a system is to be told of a ticket: the difference from what was last
 * exchanged, without what is disputed. A system that opened the ticket itself is
 * told once at least, so that it learns the number.
 * @returns undefined if there is nothing to tell
 */
export async function nextMessage(
  trx: Knex.Transaction,
  ticket: StoredTicket,
  row: ExchangeRow,
): Promise<Frozen | undefined> {
  const base = fromJson<Partial<TicketFields>>(row.base);
  const fields = changedFields(fieldsOf(ticket), base);
  for (const field of await disputedFields(trx, row)) delete fields[field];
  const comments: CommentRow[] = await trx('ticket_comments')
    .where({ ticket_id: ticket.id, internal: 0 })
    .where('id', '>', row.told_comment)
    .whereNot('by', `connector:${row.connector}`)
    .orderBy('id');
  const isNews = Object.keys(fields).length > 0 || comments.length > 0;
  if (!isNews && row.told_at !== null) return undefined;
  const last = comments[comments.length - 1];
  return {
    toldComment: Number(last?.id ?? row.told_comment),
    message: {
      messageId: randomUUID(),
      ticketId: ticket.id,
      number: ticket.number,
      kind: ticket.kind,
      serviceRef: ticket.serviceRef,
      customerRef: ticket.customerRef,
      reporterName: ticket.reporterName,
      externalId: row.external_id ?? undefined,
      fields,
      known: Object.fromEntries(
        Object.entries(base).filter(([field]) => field in fields),
      ),
      remarks: comments.map(({ id, by, text }) => ({
        id: String(id),
        by,
        text,
      })),
    },
  };
}
